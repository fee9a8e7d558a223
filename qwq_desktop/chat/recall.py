"""Finds the old turns that a question touches, once they have left the prompt; pure.

Okapi BM25 over passages of the answers, each with its question; words for alphabets, pairs of
characters for Chinese and Japanese. A passage counts only if it holds enough of what makes the
question special, so that an unrelated question brings nothing back.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from qwq_desktop.platform.text import estimated_tokens
from qwq_desktop.storage.records import Message, Role

MOST_PASSAGES = 3
PASSAGE_LENGTH = 480  # characters of an answer that are quoted at once
QUESTION_LENGTH = 160  # characters
LEAST_COVERAGE = 0.34  # of the question's weight that a passage must hold …
LEAST_WEIGHT = 2.0  # … and that it must weigh: one word that is everywhere is no reason
_UNRELATED = 10  # passages without any of the words that are thought of beside the real ones
_K1, _B = 1.2, 0.75  # Robertson and Zaragoza 2009, section 3.4
_TERM = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_BREAK = re.compile(r"\n\s*\n|(?<=[.!?。！？])\s+|\n")
_COMMON = frozenset(
    _TERM.findall(
        "a about again all also an and any are as at be been but by can could did do does for from"
        " had has have he her here his how i if in into is it its just know like me more my no not"
        " of ok okay on or our please said say she should so some tell than thank thanks that the"
        " their them then there these they this to told us was we were what when where which who"
        " why will with would yes you your"
    )
)
_COMMON_PAIRS = frozenset(
    _TERM.findall("什么 怎么 为什 么样 这个 那个 我们 你们 他们 可以 一个 是不 不是 请问 告诉")
)


@dataclass(frozen=True)
class Passage:
    """What was said in an old turn, shortened; `message_id` is its question's."""

    message_id: int
    question: str
    answer: str

    @property
    def text(self) -> str:
        """Question and answer as one text."""
        return f"{self.question}\n{self.answer}"


def recall(
    question: str, turns: Sequence[tuple[Message, ...]], budget_tokens: int
) -> tuple[Passage, ...]:
    """The passages of old turns that a question touches, oldest first.

    One of a turn, at most three, and no more than the budget by `estimated_tokens`.
    """
    wanted = dict.fromkeys(terms_of(question))
    texts = ["\n".join(message.text for message in turn).casefold() for turn in turns]
    everywhere = sum(len(text) // PASSAGE_LENGTH + 1 for text in texts)
    touched = [
        passage
        for turn, text in zip(turns, texts, strict=True)
        if any(term in text for term in wanted)  # most turns need no closer look
        for passage in _passages(turn)
    ]
    chosen: dict[int, Passage] = {}
    spent = 0
    for passage in _ranked(wanted, touched, everywhere):
        size = estimated_tokens(passage.text)
        if passage.message_id in chosen or spent + size > budget_tokens:
            continue
        chosen[passage.message_id] = passage
        spent += size
        if len(chosen) == MOST_PASSAGES:
            break
    return tuple(chosen[message_id] for message_id in sorted(chosen))


def recalled_text(passages: Sequence[Passage]) -> str:
    """Passages as they are stored with a question; "" for none."""
    return json.dumps([asdict(p) for p in passages], ensure_ascii=False) if passages else ""


def recalled_passages(text: str) -> tuple[Passage, ...]:
    """The passages that are stored with a question; none where that can't be read."""
    try:
        return tuple(Passage(**values) for values in json.loads(text))
    except (ValueError, TypeError):
        return ()


def terms_of(text: str) -> list[str]:
    """What a text is found by: words in small letters, and pairs of Chinese characters."""
    terms: list[str] = []
    for run in _TERM.findall(text.casefold()):
        rest = 0
        for han in _HAN.finditer(run):
            terms += _words(run[rest : han.start()])
            terms += _pairs(han.group())
            rest = han.end()
        terms += _words(run[rest:])
    return terms


def _words(run: str) -> list[str]:
    return [run] if run and run not in _COMMON and (len(run) > 1 or run.isdigit()) else []


def _pairs(run: str) -> list[str]:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)] or [run]
    return [pair for pair in pairs if pair not in _COMMON_PAIRS]


def _passages(turn: tuple[Message, ...]) -> Iterator[Passage]:
    asked = next((m for m in turn if m.role is Role.USER), None)
    if asked is None:
        return
    question = _shortened(asked.text, QUESTION_LENGTH)
    for part in _parts(asked.text):  # what a long question told is worth finding too
        if len(asked.text) > QUESTION_LENGTH:
            yield Passage(asked.id, part, "")
    for message in turn:
        if message.role is Role.ASSISTANT:
            for part in _parts(message.text) or [""]:
                yield Passage(asked.id, question, part)


def _parts(text: str) -> list[str]:
    """A text in pieces of whole sentences, each no longer than a passage."""
    parts: list[str] = []
    for sentence in filter(None, map(str.strip, _BREAK.split(text))):
        sentence = _shortened(sentence, PASSAGE_LENGTH)
        if parts and len(parts[-1]) + len(sentence) < PASSAGE_LENGTH:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts


def _ranked(wanted: Iterable[str], passages: Sequence[Passage], everywhere: int) -> list[Passage]:
    """Passages by score; `everywhere` counts all there are, with those that hold no term."""
    counts = [Counter(terms_of(passage.text)) for passage in passages]
    if not counts:
        return []
    weights = {term: _weight(term, counts, max(everywhere, len(counts))) for term in wanted}
    average = sum(c.total() for c in counts) / len(counts) or 1.0
    least = LEAST_COVERAGE * sum(weights.values())
    scored = [
        (_score(count, weights, average), -place, passage)
        for place, (count, passage) in enumerate(zip(counts, passages, strict=True))
        if _held(count, weights) >= max(least, LEAST_WEIGHT)
    ]
    scored.sort(key=lambda entry: entry[:2], reverse=True)
    return [passage for _, _, passage in scored]


def _weight(term: str, counts: Sequence[Counter[str]], everywhere: int) -> float:
    """The term's inverse document frequency, which a few passages alone would not tell.

    A pair of characters that is nowhere is often no word, but the seam of two.
    """
    holding = sum(term in count for count in counts)
    weight = math.log(1 + (_UNRELATED + everywhere - holding + 0.5) / (holding + 0.5))
    return weight / 2 if not holding and _HAN.fullmatch(term) else weight


def _held(count: Counter[str], weights: dict[str, float]) -> float:
    return sum(weight for term, weight in weights.items() if term in count)


def _score(count: Counter[str], weights: dict[str, float], average: float) -> float:
    length = _K1 * (1 - _B + _B * count.total() / average)
    return sum(
        weight * count[term] * (_K1 + 1) / (count[term] + length)
        for term, weight in weights.items()
        if term in count
    )


def _shortened(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
