"""Between passages and what the database keeps of them. Pure."""

from qwq_desktop.documents.passages import Passage, Score
from qwq_desktop.documents.text import Span
from qwq_desktop.storage.records import PassageRecord


def to_record(passage: Passage) -> PassageRecord:
    """A passage as it is stored with its question."""
    span, score = passage.span, passage.score
    return PassageRecord(
        passage.number,
        passage.document_id,
        passage.name,
        span.page,
        span.start,
        span.end,
        passage.text,
        passage.heading,
        passage.is_paged,
        passage.page_name,
        score.total,
        score.words,
        score.meaning,
        passage.is_pinned,
    )


def from_record(record: PassageRecord) -> Passage:
    """A passage that was stored."""
    return Passage(
        record.number,
        record.document_id,
        record.name,
        Span(record.page, record.start, record.end),
        record.text,
        record.heading,
        record.is_paged,
        record.page_name,
        Score(record.total, record.words, record.meaning),
        record.is_pinned,
    )
