"""Cuts texts and questions into the words that the index of documents knows.

Chinese and other scripts without spaces become overlapping pairs of characters, a lone character
stays: measured, that finds as well as cutting by a dictionary. Traditional characters count as
their simplified forms. English endings are cut by SQLite (`porter`), in the index and in questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.words import folded, pieces, plain_word

LONGEST_QUESTION = 2000  # characters that are read
MOST_TERMS = 64

# English words that carry no subject, asked or answered.
_STOPPED = """
a about above after again against all also am an and any are aren as at be because been before
being below between both but by can cannot could couldn d did didn do does doesn doing don down
during each few for from further had hadn has hasn have haven having he her here hers herself him
himself his how i if in into is isn it its itself just ll m may me might more most must my myself
no nor not now of off on once only or other our ours ourselves out over own re s same shall she
should shouldn so some such t than that the their theirs them themselves then there these they
this those through to too under until up ve very was wasn we were weren what when where which
while who whom whose why will with won would wouldn you your yours yourself yourselves
"""
_STOP_WORDS = frozenset(_STOPPED.split())


@dataclass(frozen=True)
class Term:
    """A word of a question. A prefix: a lone character, found at the head of any pair."""

    word: str
    is_prefix: bool = False

    @property
    def expression(self) -> str:
        """The term in the language of SQLite's FTS5."""
        return f'"{self.word}"' + (" *" if self.is_prefix else "")


class WordCutter:
    """Cuts texts; `simplified` gives the simplified form of traditional characters."""

    def __init__(self, simplified: Mapping[int, str]) -> None:
        self._simplified = simplified

    def index_text(self, text: str) -> str:
        """The words of a text, parted by spaces."""
        return " ".join(term.word for term in self._terms(text))

    def question(self, text: str) -> tuple[Term, ...]:
        """What to look for: each word once, stop words only where there is nothing else."""
        terms = tuple(dict.fromkeys(self._terms(text[:LONGEST_QUESTION])))
        telling = tuple(term for term in terms if term.word not in _STOP_WORDS)
        return (telling or terms)[:MOST_TERMS]

    def _terms(self, text: str) -> list[Term]:
        terms: list[Term] = []
        for kind, piece in pieces(folded(text).translate(self._simplified)):
            if kind == "word":
                terms.append(Term(plain_word(piece)))
            elif len(piece) == 1:
                terms.append(Term(piece, is_prefix=True))
            else:
                terms += (Term(piece[at : at + 2]) for at in range(len(piece) - 1))
        return terms


def read_simplified(file: Path) -> dict[int, str]:
    """Read the table of simplified characters. Raises QwQError("resources_missing")."""
    try:
        traditional, simplified = file.read_text(encoding="utf-8").split()
    except (OSError, ValueError) as error:
        raise QwQError("resources_missing", detail=repr(error), path=str(file)) from error
    return {ord(old): new for old, new in zip(traditional, simplified, strict=False)}


def expression(terms: Sequence[Term]) -> str:
    """Any of the terms, in the language of SQLite's FTS5; "" finds nothing."""
    return " OR ".join(term.expression for term in terms)
