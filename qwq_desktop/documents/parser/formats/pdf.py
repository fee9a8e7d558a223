"""PDFs: page after page; pages that are pictures are recognised where that is possible."""

from collections import Counter
from pathlib import Path

from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.parser.limits import MOST_NAME_CHARACTERS
from qwq_desktop.documents.parser.pdf.document import Pdf
from qwq_desktop.documents.parser.pdf.layout import block_of
from qwq_desktop.documents.parser.pdf.page import PageReading
from qwq_desktop.documents.parser.quality import PageCounts
from qwq_desktop.platform.errors import QwQError

_NO_TITLES = ("untitled", "unknown", "无标题", "document")  # what programs write of themselves
_SAMPLE_PAGES = 8  # by which the size of most text is known before the first page is sent


def read(path: Path, password: str, draft: Draft) -> bool:
    """All pages; whether pictures of text could be read here. Raises QwQError."""
    pdf = Pdf(path, password)
    try:
        draft.title = pdf.title[:MOST_NAME_CHARACTERS]
        if draft.title.lower() in _NO_TITLES:
            draft.title = ""
        draft.is_paged = True
        draft.page_count = max(len(pdf), 1)
        draft.pages = PageCounts(draft.page_count, is_printed=True)
        _Reader(pdf, draft).read()
        return any((draft.pages.pictures, draft.pages.recognised)) and bool(pdf.languages)
    finally:
        pdf.close()


class _Reader:
    """Reads the pages; some in advance, to learn what is larger than most text."""

    def __init__(self, pdf: Pdf, draft: Draft) -> None:
        self._pdf, self._draft = pdf, draft
        self._known: dict[int, PageReading | None] = {}
        self._counts: Counter[str] = Counter()

    def read(self) -> None:
        """Write each page into the draft."""
        count = len(self._pdf)
        step = max(1, count // _SAMPLE_PAGES)
        for number in range(1, count + 1, step):
            self._draft.show_page(1)
            self._known[number] = self._page(number)
        body_size = _usual_size(list(self._known.values()))
        try:
            for number in range(1, count + 1):
                self._add(number, body_size)
        finally:
            self._draft.pages = PageCounts(count, is_printed=True, **self._counts)

    def _page(self, number: int) -> PageReading | None:
        """A page; None where it can't be read."""
        try:
            return self._pdf.read(number)
        except QwQError:
            return None

    def _add(self, number: int, body_size: float) -> None:
        self._draft.show_page(number)  # recognising it may take a minute
        reading = self._known.pop(number) if number in self._known else self._page(number)
        self._draft.turn_to(number)
        if reading is None:
            self._counts["failed"] += 1
            return
        for piece in reading.pieces:
            self._draft.put(block_of(piece, number, body_size))
        if reading.was_recognised:
            self._counts["recognised"] += 1
        elif reading.was_picture:
            self._counts["pictures"] += 1
        elif not reading.pieces:
            self._counts["blank"] += 1
        self._draft.flush()


def _usual_size(readings: list[PageReading | None]) -> float:
    """The font size of most characters."""
    sizes: Counter[float] = Counter()
    for reading in readings:
        for piece in reading.pieces if reading is not None else ():
            sizes[round(piece.size * 2) / 2] += len(piece.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 1.0
