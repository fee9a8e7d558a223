"""The sentence of a passage that a claim most likely rests on: a hint, no proof. Pure."""

import re
from collections import Counter

from qwq_desktop.documents.citing.letters import is_cjk

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[^.!?。！？\n]+(?:[.!?](?!\s|\Z)[^.!?。！？\n]*)*[.!?。！？]*")
_LEAST_SHARED = 2


def likely_sentence(claim: str, passage: str) -> tuple[int, int]:
    """The place of the sentence that shares most of the claim's words; the whole passage if none.

    A word counts the more the fewer of the passage's sentences hold it.
    """
    places = [(m.start(), m.end()) for m in _SENTENCE.finditer(passage) if m[0].strip()]
    sentences = [_terms(passage[start:end]) for start, end in places]
    spread = Counter(term for sentence in sentences for term in sentence)
    wanted = _terms(claim)
    best, score = (0, len(passage)), 0.0
    for place, sentence in zip(places, sentences, strict=True):
        shared = wanted & sentence
        rated = sum(1 / spread[term] for term in shared) / (len(sentence) ** 0.5 or 1)
        if len(shared) >= min(_LEAST_SHARED, len(sentence)) and rated > score:
            best, score = place, rated
    start, end = best
    return start + len(passage[start:end]) - len(passage[start:end].lstrip()), end


def _terms(text: str) -> set[str]:
    """Its words in small letters; of Han text the pairs of neighbours."""
    terms: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if any(map(is_cjk, word)):
            terms |= {word[i : i + 2] for i in range(len(word) - 1)} or {word}
        else:
            terms.add(word)
    return terms
