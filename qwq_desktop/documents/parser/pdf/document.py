"""A PDF that is open: its pages' text, places and pictures."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from qwq_desktop.documents.page_view import Box
from qwq_desktop.documents.parser import ocr
from qwq_desktop.documents.parser.limits import MOST_PIXELS
from qwq_desktop.documents.parser.pdf.characters import (
    Frame,
    Mark,
    are_upright,
    frame_of,
    marks_of,
    runs_of,
)
from qwq_desktop.documents.parser.pdf.layout import pieces_of
from qwq_desktop.documents.parser.pdf.page import PageReading, is_readable
from qwq_desktop.documents.parser.pdf.shapes import Piece, Run
from qwq_desktop.documents.text import BLOCK_GAP
from qwq_desktop.platform.errors import QwQError

_LARGEST_SIDE_PX = 8_000
_OCR_PIXELS_A_POINT = 300 / 72
_MOST_OBJECTS = 4_000  # looked at for pictures and lines


class Pdf:
    """Opens a PDF. Raises QwQError: `document_password`, `document_password_wrong`,
    `document_damaged`.
    """  # noqa: D205

    def __init__(self, path: Path, password: str = "") -> None:
        self._file = None
        try:
            source: Any = path
            if any("\ud800" <= character <= "\udfff" for character in str(path)):
                source = self._file = path.open("rb")  # a name that pdfium can't be told
            self._document = pypdfium2.PdfDocument(source, password=password or None)
        except pypdfium2.PdfiumError as error:
            if error.err_code == pdfium.FPDF_ERR_PASSWORD:
                code = "document_password_wrong" if password else "document_password"
                raise QwQError(code) from error
            raise QwQError("document_damaged", detail=repr(error)) from error

    def __len__(self) -> int:
        return len(self._document)

    def close(self) -> None:
        """Let go of the file."""
        self._document.close()
        if self._file is not None:
            self._file.close()

    @property
    def title(self) -> str:
        """What the file says it is called; often nothing."""
        return str(self._document.get_metadata_value("Title") or "")

    @cached_property
    def languages(self) -> str:
        """Those that pictures are read in; "" where Tesseract isn't installed."""
        return ocr.languages()

    def read(self, number: int) -> PageReading:
        """The text of a page, counted from 1; by recognition where it is only a picture.

        Raises QwQError: `document_page_missing`, `document_damaged` for a page that can't be
        opened.
        """
        with self._page(number) as page:
            width, height = page.get_size()
            pieces, turns = self._pieces(page, width, height)
            if is_readable(pieces) or not _has_picture(page):
                return PageReading(pieces, width, height, was_picture=False, turns=turns)
            recognised = self._recognised(page, width, height) if self.languages else None
            if not recognised:
                return PageReading(pieces, width, height, was_picture=True, turns=turns)
            return PageReading(recognised, width, height, was_picture=True, was_recognised=True)

    def boxes(self, number: int) -> tuple[str, list[Box | None]]:
        """The text of a page and where its characters stand, 0 to 1 of the page as shown."""
        reading = self.read(number)
        boxes: list[Box | None] = []
        for piece in reading.pieces:
            boxes += [None] * (len(BLOCK_GAP) if boxes else 0)
            boxes += [box and reading.place(box) for _, box in piece.glyphs]
        return BLOCK_GAP.join(piece.text for piece in reading.pieces), boxes

    def rendered(self, number: int, width_px: int) -> tuple[int, int, bytes]:
        """A page's picture: width, height, and red, green, blue of each pixel."""
        with self._page(number) as page:
            width, height = page.get_size()
            return _rendered(page, _bounded_scale(width, height, width_px / max(width, 1)))

    @contextmanager
    def _page(self, number: int) -> Iterator[Any]:
        if not 1 <= number <= len(self):
            raise QwQError("document_page_missing", page=number)
        try:
            page = self._document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise QwQError("document_damaged", detail=repr(error)) from error
        try:
            yield page
        finally:
            page.close()

    def _pieces(self, page: Any, width: float, height: float) -> tuple[list[Piece], int]:
        """The pieces, and by how many quarters the page is turned for reading."""
        try:
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError as error:
            raise QwQError("document_damaged", detail=repr(error)) from error
        try:
            marks = marks_of(text_page)
            frame = frame_of(page, width, height)
            runs, turns = runs_of(text_page, marks, frame), 0
            if not are_upright(runs):
                runs, turns = _turned(text_page, marks, frame, runs)
            return pieces_of(runs, [] if turns else _drawn(page, frame)), turns
        finally:
            text_page.close()

    def _recognised(self, page: Any, width: float, height: float) -> list[Piece] | None:
        """What Tesseract reads; None when it fails, nothing where nothing is written."""
        scale = _bounded_scale(width, height, _OCR_PIXELS_A_POINT)
        columns, rows, pixels = _rendered(page, scale)
        words = ocr.words(columns, rows, pixels, self.languages)
        if words is None:
            return None
        return pieces_of([word.as_run(width / columns, height / rows) for word in words])


def _turned(
    text_page: Any, marks: list[Mark], frame: Frame, runs: list[Run]
) -> tuple[list[Run], int]:
    """The runs of a page that is written downwards or lies, and the quarters that set it right."""
    best, turns = runs, 0
    for quarters in (1, 2, 3):
        frame = frame.turned()
        found = runs_of(text_page, marks, frame)
        if are_upright(found) and (not are_upright(best) or len(found) < len(best)):
            best, turns = found, quarters
    return best, turns


def _has_picture(page: Any) -> bool:
    kinds = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_SHADING)
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    found = (pdfium.FPDFPage_GetObject(page, number) for number in range(count))
    return any(pdfium.FPDFPageObj_GetType(each) in kinds for each in found)


def _drawn(page: Any, frame: Frame) -> list[Box]:
    """The bounds of the lines and rectangles on a page, as it is shown."""
    edges = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(edge) for edge in edges]
    boxes: list[Box] = []
    for number in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        each = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(each) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(each, *references):
            left, bottom, right, top = (edge.value for edge in edges)
            boxes.append(frame.shown(left, top, right, bottom))
    return boxes


def _bounded_scale(width: float, height: float, scale: float) -> float:
    """The scale asked for, or what keeps the picture within its limits."""
    most = min(
        _LARGEST_SIDE_PX / max(width, height, 1), (MOST_PIXELS / max(width * height, 1)) ** 0.5
    )
    return float(max(min(scale, most), 1e-3))


def _rendered(page: Any, scale: float) -> tuple[int, int, bytes]:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        columns, rows, channels = bitmap.width, bitmap.height, bitmap.n_channels
        data, stride = bytes(bitmap.buffer), bitmap.stride
    finally:
        bitmap.close()
    lines = [data[row * stride : row * stride + columns * channels] for row in range(rows)]
    pixels = b"".join(lines)
    if channels == 3:
        return columns, rows, pixels
    return columns, rows, _without_alpha(pixels, channels)


def _without_alpha(pixels: bytes, channels: int) -> bytes:
    """Red, green and blue of pixels that have one channel or four."""
    if channels == 1:
        return bytes(value for grey in pixels for value in (grey, grey, grey))
    rgb = bytearray(len(pixels) // 4 * 3)
    for channel in range(3):
        rgb[channel::3] = pixels[channel::4]
    return bytes(rgb)
