"""What a search in the documents found, as rows: names first, then passages."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from qwq_desktop.documents.choosing import Label
from qwq_desktop.documents.passages import Hit
from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.text import Span

_CONTEXT = "DocumentHit"
_BEFORE, _LONGEST = 60, 260  # characters of a passage on show
_MOST_NAMES = 5
_SHORT = 3  # characters of a word: "the", "is"
_HAN = "[\u3400-\u9fff]"
translate = QCoreApplication.translate

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class HitRow:
    """A place that was found: a passage, or with an empty `snippet` a document by its name.

    `marks` are the ranges of the words looked for: in the snippet, else in the name.
    """

    document_id: int
    name: str
    place: str = ""
    snippet: str = ""
    marks: Marks = ()
    spans: tuple[Span, ...] = ()  # in the document: the words, else the whole passage

    @property
    def spoken(self) -> str:
        """The row for screen readers."""
        return ". ".join(filter(None, (self.name, self.place, self.snippet)))


def name_rows(entries: Iterable[Entry], question: str) -> list[HitRow]:
    """The documents whose name has all the words."""
    words = question.casefold().split()
    rows = []
    for entry in entries:
        name = entry.document.name
        if words and all(word in name.casefold() for word in words):
            rows.append(HitRow(entry.document.id, name, marks=marks_of(name, question)))
        if len(rows) == _MOST_NAMES:
            break
    return rows


def passage_rows(
    hits: Sequence[Hit], question: str, label: Callable[[int], Label | None]
) -> list[HitRow]:
    """The passages; what left meanwhile is left out."""
    rows = []
    for hit in hits:
        known = label(hit.document_id)
        if known is not None:
            snippet = snippet_of(hit.text, question)
            place = " · ".join(filter(None, (page_text(known, hit.span.page), hit.heading)))
            marks = marks_of(snippet, question)
            spans = spans_of(hit, question)
            rows.append(HitRow(hit.document_id, known.name, place, snippet, marks, spans))
    return rows


def page_text(label: Label, page: int) -> str:
    """How a document's page is called: its own name (a sheet), its number, or nothing."""
    if page in label.page_names:
        return label.page_names[page]
    if label.is_paged:
        return translate(_CONTEXT, "page {page}").format(page=page)
    return ""


def snippet_of(text: str, question: str) -> str:
    """A piece of a passage in one line, around the first of the words looked for."""
    line = " ".join(text.split())
    found = marks_of(line, question)
    start = max(0, found[0][0] - _BEFORE) if found else 0
    if start and (space := line.find(" ", start, start + 20)) >= 0:
        start = space + 1
    piece = line[start : start + _LONGEST]
    return ("…" if start else "") + piece + ("…" if start + _LONGEST < len(line) else "")


def spans_of(hit: Hit, question: str) -> tuple[Span, ...]:
    """Where the words stand in a passage; where none does (its meaning fits), all of it."""
    span = hit.span
    marks = marks_of(hit.text, question)
    if not marks or len(hit.text) != span.end - span.start:
        return (span,)
    return tuple(Span(span.page, span.start + start, span.start + end) for start, end in marks)


def marks_of(text: str, question: str) -> Marks:
    """Where the words of a question stand in a text, whatever their case; never overlapping.

    Han text has no words to part it by: any two neighbours of it count. Short words of other
    scripts stand everywhere; they count where there are no longer ones.
    """
    words = _words(question)
    if not words:
        return ()
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return tuple(match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _words(question: str) -> set[str]:
    han: set[str] = set()
    others: set[str] = set()
    for run in re.findall(rf"{_HAN}+|(?:(?!{_HAN})\w)+", question):
        if re.match(_HAN, run):
            han |= {run, *(run[i : i + 2] for i in range(len(run) - 1))}
        else:
            others.add(run)
    longer = {word for word in others if len(word) > _SHORT}
    return han | (longer or (set() if han else others))
