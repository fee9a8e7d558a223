"""Chats as PDF, by the renderer of the window on paper."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from qwq_desktop.chat.exporting.markdown import fenced
from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.exporting.transcript import Entry, Transcript, Words, transcript
from qwq_desktop.storage.whole_chats import WholeChat
from qwq_desktop.ui.chat.decorations import DecorationPainter
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.nodes import Heading, Node, Paragraph, Quote, Span
from qwq_desktop.ui.chat.markdown.render import DocumentWriter
from qwq_desktop.ui.chat.text_parts import TextParts, text_parts
from qwq_desktop.ui.exporting.page_ends import keep_together
from qwq_desktop.ui.exporting.parsing import nodes_of
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import LIGHT, Theme

_SCREEN_DPI = 96.0
_DOTS_PER_INCH = 600
_MARGIN_MM = 20.0


def pdf_writer(icons: Icons) -> Callable[[WholeChat, ExportOptions], bytes]:
    """What writes a chat as PDF (A4); may run on any thread."""

    def write(whole: WholeChat, options: ExportOptions) -> bytes:
        parts = text_parts(Theme(LIGHT, scale=0.9), icons)
        return _Paper(parts).print(transcript(whole, options))

    return write


class _Paper:
    """Lays a transcript out and prints it page by page."""

    def __init__(self, parts: TextParts) -> None:
        self._parts = parts
        self._loop = QEventLoop()  # gives a thread that has none the dispatcher that Qt expects
        self._document = QTextDocument()
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(parts.answer.font)
        self._writer = DocumentWriter(
            self._document, parts.answer, parts.highlighter, parts.formulas
        )

    def print(self, shown: Transcript) -> bytes:
        """The PDF."""
        title = cleaned(shown.title)
        subtitle = Span(cleaned(shown.subtitle), emphasis=True)
        self._write([Heading(1, (Span(title),)), Paragraph((subtitle,))])
        for entry in shown.entries:
            self._entry(entry)
        return self._printed(title)

    def _entry(self, entry: Entry) -> None:
        words = Words.translated()
        self._write([Heading(2, (Span(cleaned(entry.heading)),))])
        if entry.thinking:
            self._write([_aside(words.thinking, nodes_of(entry.thinking))])
        for step in entry.tool_steps:
            call = fenced(f"{step.name}({step.arguments})\n→ {step.result}")
            self._write([_aside(f"{words.tool}: {step.name}", nodes_of(call))])
        plain: list[Node] = [Paragraph((Span(cleaned(entry.text.strip())),))]
        self._write(plain if entry.is_user else nodes_of(entry.text))
        for attached in entry.attachments:
            label = f"{words.attachment}: {attached.name}"
            self._write([_aside(label, nodes_of(fenced(attached.text)))])

    def _write(self, nodes: list[Node]) -> None:
        self._writer.write(nodes, [])

    def _printed(self, title: str) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(title)
        writer.setCreator("QwQ Desktop")
        writer.setResolution(_DOTS_PER_INCH)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        scale = _DOTS_PER_INCH / _SCREEN_DPI
        width, height = writer.width() / scale, writer.height() / scale
        self._document.setPageSize(QSizeF(width, height))
        keep_together(self._document)
        painter = QPainter(writer)
        painter.scale(scale, scale)
        for page in range(self._document.pageCount()):
            if page:
                writer.newPage()
            self._page(painter, page, width, height)
        painter.end()
        return bytes(buffer.data().data())

    def _page(self, painter: QPainter, page: int, width: float, height: float) -> None:
        top = page * height
        painter.save()
        painter.translate(0, -top)
        area = QRectF(0, top, width, height)
        painter.setClipRect(area)
        DecorationPainter(self._parts.answer).paint(painter, self._document, top, top + height)
        self._document.drawContents(painter, area)
        painter.restore()


def _aside(label: str, nodes: list[Node]) -> Quote:
    """What stands beside the words of the chat, under its label."""
    return Quote((Paragraph((Span(cleaned(label), strong=True),)), *nodes))
