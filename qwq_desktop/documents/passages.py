"""What was found in the documents for a question, as it is kept with the question. Pure."""

from dataclasses import dataclass

from qwq_desktop.documents.text import Span


@dataclass(frozen=True)
class Score:
    """Why a passage was found, each from 0 to 1: all together, by its words, by its meaning.

    `ranked` is what a re-ranker made of it, which then decided its place; None where none did.
    """

    total: float
    words: float = 0.0
    meaning: float = 0.0
    ranked: float | None = None


@dataclass(frozen=True)
class Passage:
    """A piece of a document that the model gets to read, under its number in square brackets.

    `text` is what stands at `span` in the document when it was found; `heading` is the path of
    headings above it ("Contract › § 14 Termination"). `is_pinned`: the user wants it in.
    """

    number: int
    document_id: int
    name: str  # of the file, as shown
    span: Span
    text: str
    heading: str = ""
    is_paged: bool = False
    page_name: str = ""
    score: Score = Score(1.0)
    is_pinned: bool = False


@dataclass(frozen=True)
class Hit:
    """A chunk that a search found; `chunk_id` is the index's own."""

    chunk_id: int
    document_id: int
    span: Span
    text: str
    heading: str
    score: Score
