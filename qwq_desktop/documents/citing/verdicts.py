"""What came of examining an answer: a verdict for each quotation and each number. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from qwq_desktop.documents.text import Span


class Verdict(StrEnum):
    """How a quotation stands to the documents."""

    VERIFIED = "verified"  # word for word in a document that it cites, or, citing none, in any
    ELSEWHERE = "elsewhere"  # word for word in another document than those it cites
    TOO_SHORT = "too_short"  # too few characters to prove anything
    NOT_FOUND = "not_found"  # not in the documents, word for word


@dataclass(frozen=True)
class Place:
    """Where words stand: one span for each page, or for each piece around an ellipsis."""

    document_id: int
    spans: tuple[Span, ...]

    @property
    def page(self) -> int:
        """The page to open."""
        return self.spans[0].page


@dataclass(frozen=True)
class QuoteVerdict:
    """A quotation, characters `start` to `end` of the answer within its quotation marks.

    `numbers` are the passages it cites; `place` is where it stands, if it stands anywhere.
    """

    start: int
    end: int
    text: str
    numbers: tuple[int, ...]
    verdict: Verdict
    place: Place | None = None


@dataclass(frozen=True)
class NumberVerdict:
    """A number in square brackets: characters `start` to `end` of the answer are its bracket.

    `place` is what it opens; None where there is no passage of that number. `is_quoted` tells that
    it is a verified quotation's place, else it is the passage's sentence with most words of the
    claim, a hint for the eye that proves nothing.
    """

    start: int
    end: int
    number: int
    place: Place | None
    is_quoted: bool = False


@dataclass(frozen=True)
class Examination:
    """All verdicts on an answer, in the order of their places."""

    quotes: tuple[QuoteVerdict, ...]
    numbers: tuple[NumberVerdict, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing has to be flagged."""
        sound = (Verdict.VERIFIED, Verdict.TOO_SHORT)
        return all(q.verdict in sound for q in self.quotes) and all(n.place for n in self.numbers)
