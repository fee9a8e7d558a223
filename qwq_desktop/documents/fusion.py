"""Joins what words found with what meaning found into one order. Pure.

Both lists' scores are scaled to 0..1 and added by weight. Measured, that finds better than giving
both equal votes by rank, which lets the weaker list ruin the better one.
"""

import re
from collections.abc import Mapping

from qwq_desktop.documents.passages import Score

WORDS_WEIGHT = 0.55
WORDS_WEIGHT_UNSPACED = 0.5  # Chinese and other scripts without spaces

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD = re.compile("[^\\W\\d_\u0e00-\u0eff\u3041-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def words_weight(question: str) -> float:
    """How much words count against meaning for a question, 0 to 1."""
    unspaced = len(_UNSPACED.findall(question)) / 2  # a word has about two characters
    return WORDS_WEIGHT_UNSPACED if unspaced > len(_WORD.findall(question)) else WORDS_WEIGHT


def fused(
    words: Mapping[int, float], meaning: Mapping[int, float], weight: float
) -> dict[int, Score]:
    """The chunks of both lists with their scores, best first; `weight` is that of words.

    The lists map a chunk's number to any score, more being better. Where one list is empty, the
    other decides alone.
    """
    if not (words and meaning):
        weight = 1.0 if words else 0.0
    by_words, by_meaning = scaled(words), scaled(meaning)
    scores = {
        chunk: _score(by_words.get(chunk, 0.0), by_meaning.get(chunk, 0.0), weight)
        for chunk in {**by_words, **by_meaning}
    }
    return dict(sorted(scores.items(), key=lambda item: (-item[1].total, item[0])))


def scaled(scores: Mapping[int, float]) -> dict[int, float]:
    """The scores moved and stretched so that the worst is 0 and the best 1; all 1 if equal."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    if high <= low:
        return dict.fromkeys(scores, 1.0)
    return {chunk: (score - low) / (high - low) for chunk, score in scores.items()}


def _score(words: float, meaning: float, weight: float) -> Score:
    return Score(weight * words + (1 - weight) * meaning, words, meaning)
