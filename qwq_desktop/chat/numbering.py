"""The numbers of passages along a chat, and which of them the model has before it. Pure.

A number stands for one passage all along a branch, so that "[3]" in an old answer and in a new one
means the same, and what the model has read once is not shown to it again.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from qwq_desktop.chat.context_cut import parted
from qwq_desktop.documents.passages import Passage, Score
from qwq_desktop.documents.text import Span
from qwq_desktop.storage.records import (
    ContextCut,
    DocumentUse,
    Message,
    PassageRecord,
    Role,
)


def passage_of(record: PassageRecord) -> Passage:
    """A stored passage as the documents know it."""
    return Passage(
        record.number,
        record.document_id,
        record.name,
        Span(record.page, record.start, record.end),
        record.text,
        record.heading,
        record.is_paged,
        record.page_name,
        Score(record.total, record.words, record.meaning, record.ranked),
        record.is_pinned,
    )


def record_of(passage: Passage) -> PassageRecord:
    """A passage as it is stored."""
    span, score = passage.span, passage.score
    return PassageRecord(
        number=passage.number,
        document_id=passage.document_id,
        name=passage.name,
        page=span.page,
        start=span.start,
        end=span.end,
        text=passage.text,
        heading=passage.heading,
        is_paged=passage.is_paged,
        page_name=passage.page_name,
        total=score.total,
        words=score.words,
        meaning=score.meaning,
        is_pinned=passage.is_pinned,
        ranked=score.ranked,
    )


def passages_of(message: Message) -> tuple[Passage, ...]:
    """The passages that are kept with a message."""
    return tuple(map(passage_of, message.passages))


def is_shown(message: Message) -> bool:
    """Whether the prompt holds a message's passages: those of a summary it doesn't."""
    return message.role is Role.ASSISTANT or message.turn.documents == DocumentUse.ASKED


def all_on(path: Iterable[Message]) -> tuple[Passage, ...]:
    """Every passage that has a number on a branch, each once."""
    found = {one.number: one for message in path for one in passages_of(message)}
    return tuple(found[number] for number in sorted(found))


def in_view(path: Sequence[Message], cut: ContextCut | None) -> tuple[Passage, ...]:
    """The passages that the model still has before it."""
    return all_on(message for message in parted(path, cut)[1] if is_shown(message))


def next_number(path: Iterable[Message]) -> int:
    """The first number that nothing on a branch has."""
    return max((one.number for message in path for one in message.passages), default=0) + 1


def renumbered(
    found: Sequence[Passage], known: Sequence[Passage], first: int
) -> tuple[Passage, ...]:
    """What was found, under the numbers of what is in view where that holds it.

    What of it isn't in view is numbered from `first` on, in its order.
    """
    numbers: dict[int, Passage] = {}
    for passage in found:
        rest = [passage]
        for one in (one for one in known if _has_words_of(one, passage)):
            before = numbers.get(one.number)
            if before is None or before.score.total < passage.score.total:
                numbers[one.number] = replace(one, score=passage.score)
            rest = [piece for whole in rest for piece in _without(whole, one.span)]
        for number, piece in enumerate(rest, first):
            numbers[number] = replace(piece, number=number)
        first += len(rest)
    return tuple(numbers.values())


def apart(
    passages: Sequence[PassageRecord], shown: Container[int]
) -> tuple[tuple[Passage, ...], tuple[int, ...]]:
    """A question's passages that are new to the model, and the numbers of those that aren't."""
    new = tuple(passage_of(one) for one in passages if one.number not in shown)
    return new, tuple(one.number for one in passages if one.number in shown)


def _has_words_of(one: Passage, other: Passage) -> bool:
    """Whether some of the other's words stand in it too, where the document has them."""
    is_whole = one.span.end - one.span.start == len(one.text)  # not edited
    if not is_whole or (one.document_id, one.span.page) != (other.document_id, other.span.page):
        return False
    start, end = max(one.span.start, other.span.start), min(one.span.end, other.span.end)
    return start < end and _between(one, start, end) == _between(other, start, end)


def _between(passage: Passage, start: int, end: int) -> str:
    return passage.text[start - passage.span.start : end - passage.span.start]


def _without(passage: Passage, taken: Span) -> list[Passage]:
    """What of a passage is left before and after a place."""
    span = passage.span
    sides = ((span.start, min(span.end, taken.start)), (max(span.start, taken.end), span.end))
    texts = [(start, end, _between(passage, start, end)) for start, end in sides if start < end]
    return [
        replace(passage, span=replace(span, start=start, end=end), text=text)
        for start, end, text in texts
        if text.strip()
    ]
