"""What is known of an answer's citations: the passages it was given and what examining it gave.

Pure.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from qwq_desktop.documents.citing.verdicts import (
    Examination,
    NumberVerdict,
    Place,
    QuoteVerdict,
    Verdict,
)
from qwq_desktop.documents.passages import Passage

FLAGGED = (Verdict.NOT_FOUND, Verdict.ELSEWHERE)


@dataclass(frozen=True)
class Citations:
    """The passages that an answer's numbers may mean; no examination until the answer is done."""

    passages: tuple[Passage, ...] = ()
    examination: Examination | None = None

    @property
    def quotes(self) -> tuple[QuoteVerdict, ...]:
        """The verdicts on the answer's quotations."""
        return () if self.examination is None else self.examination.quotes

    @property
    def numbers(self) -> tuple[NumberVerdict, ...]:
        """The verdicts on the answer's numbers."""
        return () if self.examination is None else self.examination.numbers

    def passage(self, number: int) -> Passage | None:
        """The passage of a number."""
        return next((one for one in self.passages if one.number == number), None)

    def place(self, index: int) -> Place | None:
        """What the number of an index leads to, as far as it was examined."""
        return self.numbers[index].place if 0 <= index < len(self.numbers) else None

    def name_of(self, document_id: int) -> str:
        """The name of a document that some passage comes from; empty for another."""
        names = (one.name for one in self.passages if one.document_id == document_id)
        return next(names, "")

    def cited(self) -> tuple[Passage, ...]:
        """The passages that the answer cites, each once, by their numbers."""
        return _by_number(self.passages, {one.number for one in self.numbers})


def _by_number(passages: Iterable[Passage], numbers: set[int]) -> tuple[Passage, ...]:
    chosen = {one.number: one for one in passages if one.number in numbers}
    return tuple(chosen[number] for number in sorted(chosen))
