"""Reads a page of a document for the eye; lives on one worker thread and waits there."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtGui import QImage

from qwq_desktop.documents.cited_words import Cited, places_on
from qwq_desktop.documents.fingerprint import fingerprint_of
from qwq_desktop.documents.page_pieces import Piece, blocks_on, guessed_blocks, pieces_of
from qwq_desktop.documents.page_view import Box, PageBoxes, PageImage
from qwq_desktop.documents.text import DocumentText, Span, page_text
from qwq_desktop.platform.errors import QwQError

LARGEST_PARSED = 3_000_000  # bytes; of a larger file the text that was kept is shown
_MOST_PAGES, _MOST_TEXTS = 12, 3  # kept in memory
_MOST_KEPT_PIXELS = 16_000_000  # of pictures: 64 MB
_HEAD = 1_024  # bytes within which a PDF says that it is one

K = TypeVar("K")
V = TypeVar("V")


class PageParser(Protocol):
    """What is asked of the parser process; see `documents.parser_client`."""

    def parse(self, path: Path, *, password: str = "") -> DocumentText:
        """The text of a document."""

    def render(self, path: Path, page: int, width_px: int, *, password: str = "") -> PageImage:
        """A page of a PDF as it looks."""

    def page_boxes(self, path: Path, page: int, *, password: str = "") -> PageBoxes:
        """The text of a page and where its characters stand."""

    def close(self) -> None:
        """End the process."""


@dataclass(frozen=True)
class PageWish:
    """Which page is wanted: `width_px` wide in the screen's own pixels if it is drawn.

    `kept` is the page's text as it was read.
    """

    path: str
    page: int
    width_px: int
    cited: Cited = Cited()
    kept: str | None = None
    password: str = ""


@dataclass(frozen=True)
class PageContent:
    """A page to show: a picture with rectangles in parts of it, or text in pieces with places.

    `text` is the page's in both cases. `page_count` 0 and `page_name` empty where unknown.
    """

    page: int
    text: str
    image: QImage | None = None
    rectangles: tuple[Box, ...] = ()
    pieces: tuple[Piece, ...] = ()
    spans: tuple[Span, ...] = ()
    page_count: int = 0
    page_name: str = ""


class PageReader:
    """Reads pages of files through a parser process of its own, and remembers the last ones."""

    def __init__(self, make_parser: Callable[[], PageParser]) -> None:
        self._make_parser = make_parser
        self._parser: PageParser | None = None
        self._boxes: _Recent[tuple[object, ...], PageBoxes] = _Recent(_MOST_PAGES)
        self._images: _Recent[tuple[object, ...], QImage] = _Recent(_MOST_KEPT_PIXELS, _pixels)
        self._texts: _Recent[tuple[object, ...], DocumentText] = _Recent(_MOST_TEXTS)

    def read(self, wish: PageWish) -> PageContent:
        """The page as its file has it now. Raises QwQError."""
        path = Path(wish.path)
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD)
            size = path.stat().st_size
        except OSError as error:
            raise QwQError("document_missing", detail=repr(error), name=path.name) from error
        if b"%PDF-" in head:
            return self._drawn(wish)
        if size > LARGEST_PARSED and wish.kept is not None:
            return kept_page(wish)
        return self._written(wish)

    def close(self) -> None:
        """End the parser process."""
        if self._parser is not None:
            self._parser.close()
            self._parser = None

    def _drawn(self, wish: PageWish) -> PageContent:
        path, page, key = Path(wish.path), wish.page, self._key(wish)
        parser = self._started()
        boxes = self._boxes.get(
            (key, page), lambda: parser.page_boxes(path, page, password=wish.password)
        )
        image = self._images.get(
            (key, page, wish.width_px),
            lambda: _image(parser.render(path, page, wish.width_px, password=wish.password)),
        )
        spans = places_on(page, boxes.text, wish.cited, wish.kept)
        rectangles = tuple(box for s in spans for box in boxes.rectangles(s.start, s.end))
        return PageContent(page, boxes.text, image, rectangles, spans=spans)

    def _written(self, wish: PageWish) -> PageContent:
        path, page = Path(wish.path), wish.page
        parser = self._started()
        document = self._texts.get(
            self._key(wish), lambda: parser.parse(path, password=wish.password)
        )
        blocks = blocks_on(document.blocks, page, wish.kept)
        text = page_text(blocks)
        return PageContent(
            page,
            text,
            pieces=pieces_of(blocks),
            spans=places_on(page, text, wish.cited, wish.kept),
            page_count=document.page_count,
            page_name=document.page_names.get(page, ""),
        )

    def _started(self) -> PageParser:
        if self._parser is None:
            self._parser = self._make_parser()
        return self._parser

    def _key(self, wish: PageWish) -> tuple[object, ...]:
        return (wish.path, fingerprint_of(wish.path), wish.password)


def kept_page(wish: PageWish) -> PageContent:
    """The page as the index kept its text, when its file can't or shall not be read."""
    text = wish.kept or ""
    pieces = pieces_of(guessed_blocks(wish.page, text))
    spans = places_on(wish.page, text, wish.cited)
    return PageContent(wish.page, text, pieces=pieces, spans=spans)


def _image(page: PageImage) -> QImage:
    """The picture, decoded here so that the UI thread needn't."""
    return QImage.fromData(page.png)


def _pixels(image: QImage) -> int:
    return image.width() * image.height()


class _Recent(Generic[K, V]):
    """Remembers the last few values that were made: as many as weigh `most` together, or one."""

    def __init__(self, most: int, weight: Callable[[V], int] = lambda _: 1) -> None:
        self._most = most
        self._weight = weight
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made if it isn't remembered."""
        if key not in self._values:
            self._values[key] = make()
            while len(self._values) > 1 and self._weighs_too_much():
                self._values.popitem(last=False)
        self._values.move_to_end(key)
        return self._values[key]

    def _weighs_too_much(self) -> bool:
        return sum(map(self._weight, self._values.values())) > self._most
