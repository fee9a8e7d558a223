"""A text of a message.

Markdown that grows while it streams, at its full height, without a scroll bar of its own.
"""

from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from qwq_desktop.platform import i18n
from qwq_desktop.ui.chat.citations import looks
from qwq_desktop.ui.chat.citations.citations import Citations
from qwq_desktop.ui.chat.citations.marking import BlockMarker
from qwq_desktop.ui.chat.citations.writer import CitationWriter
from qwq_desktop.ui.chat.code_buttons import CodeButtons
from qwq_desktop.ui.chat.decorations import DecorationPainter
from qwq_desktop.ui.chat.flush import SHORTEST_MS, flush_interval_ms
from qwq_desktop.ui.chat.formulas import clipboard, plain
from qwq_desktop.ui.chat.formulas.menu import add_copy_actions
from qwq_desktop.ui.chat.formulas.selection import selected_blocks
from qwq_desktop.ui.chat.markdown.inline import safe_address
from qwq_desktop.ui.chat.markdown.stream import MarkdownStream
from qwq_desktop.ui.chat.markdown.styles import Formats
from qwq_desktop.ui.chat.spoken import spoken_text
from qwq_desktop.ui.chat.text_parts import TextParts

LONGEST_DESCRIPTION = 8_000  # characters that a screen reader is given of a text with formulas
SLICE_S = 0.010  # of a long text that comes at once, about so much is shown at a time


class DocumentView(QTextBrowser):
    """Shows Markdown.

    What is closed is written once and stays; only the open tail is replaced as text comes.

    Nothing is ever fetched: pictures, style sheets and files are refused, links are only
    reported, and only safe ones.
    """

    citation_activated = Signal(int, int)  # number, index of its verdict or -1
    code_wished = Signal(object, str, str)  # CodeWish, the code, its language
    height_changed = Signal()
    link_activated = Signal(str)

    def __init__(self, parts: TextParts, formats: Formats, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._formats = formats
        self._written: list[str] = []  # what was appended
        self._citations: Citations | None = None
        self._is_live = False
        self._has_ended = False
        self._interval_ms = SHORTEST_MS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._flush)
        self._buttons = CodeButtons(self.viewport(), parts, formats, self.code_wished.emit)
        self._set_up()
        self._stream = self._new_stream()
        self._begin_anew()
        self.anchorClicked.connect(self._report_link)

    @property
    def markdown(self) -> str:
        """The text as the model wrote it."""
        return "".join(self._written)

    @property
    def has_words(self) -> bool:
        """Whether the model wrote anything but blanks; quick however long the text is."""
        return any(text.strip() for text in self._written)

    def selected_text(self) -> str:
        """What the user selected, as plain text; empty for nothing."""
        return plain.as_text(selected_blocks(self.textCursor())).strip()

    def append(self, text: str) -> None:
        """Add streamed text; it is shown with the next flush."""
        if not text:
            return
        self._written.append(text)
        self._has_ended = False
        self._stream.add(text)
        if not self._timer.isActive():
            self._timer.start(self._interval_ms)

    def finish(self) -> None:
        """Close the tail; what remains of a long text still comes in slices."""
        self._has_ended = True
        self._stream.end()
        if self._stream.links_came_late:
            self._write_anew()
        else:
            self._flush()

    def set_text(self, text: str) -> None:
        """Show another text, complete."""
        self._show_whole(text)
        self.finish()

    def flush_all(self) -> None:
        """Show everything now, however long it takes."""
        self._flush()
        while self._stream.has_more:
            self._flush()

    def set_live(self, is_live: bool) -> None:
        """Whether a mark at the end of the text shows that more is coming."""
        self._is_live = is_live
        self.viewport().update()

    def restyle(self, parts: TextParts, formats: Formats) -> None:
        """Show the same text in another theme."""
        self._parts, self._formats = parts, formats
        self._buttons.restyle(parts, formats)
        self._write_anew()

    def set_citations(self, citations: Citations | None) -> None:
        """Show what is known of the text's citations; the words stay the same."""
        if citations == self._citations:
            return
        self._citations = citations
        if self._written:
            self._write_anew()
        else:
            self._begin_anew()

    def fit(self, width: int) -> int:
        """Lay the text out for a width; the height it takes then."""
        if width > 0 and width != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(width)
            self._fit_height()
            self._buttons.place_all()
        return self.height()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A fixed pixel width: in the other modes QTextEdit lays the whole text out again whenever
        # its height changes.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.viewport().setAutoFillBackground(False)

    def _begin_anew(self) -> None:
        self._timer.stop()
        self._interval_ms = SHORTEST_MS
        self._buttons.clear()
        self._decorations = DecorationPainter(self._formats)
        document = self.document()
        document.clear()
        document.setDocumentMargin(0)
        document.setDefaultFont(self._formats.font)
        self._stream = self._new_stream()
        self._fit_height()

    def _write_anew(self) -> None:
        text, had_ended = self.markdown, self._has_ended
        cursor = self.textCursor()
        anchor, position = cursor.anchor(), cursor.position()
        self._show_whole(text)
        if had_ended:
            self.finish()
        self.flush_all()
        if anchor != position:
            self._restore_selection((anchor, position))

    def _show_whole(self, text: str) -> None:
        """Begin anew with a text; its citations' places are looked for in all of it."""
        self._written = [text]
        self._begin_anew()
        self._written = []
        self.append(text)

    def _new_stream(self) -> MarkdownStream:
        parts, citations, marker = self._parts, self._citations, None
        if citations is not None and citations.examination is not None:
            marker = BlockMarker(self.markdown, citations, parts.tree)
        return MarkdownStream(
            self.document(),
            self._formats,
            parts.tree,
            parts.highlighter,
            parts.formulas,
            CitationWriter(citations, parts.theme, reads_signs=bool(marker and marker.has_signs)),
            marker.nodes if marker else None,
        )

    def _flush(self) -> None:
        started = perf_counter()
        self._stream.take_in()
        selection = self._kept_selection()
        self._stream.write_some()
        while self._stream.has_more and perf_counter() - started < SLICE_S:
            self._stream.write_some()
        self._restore_selection(selection)
        self._after_writing()
        self._interval_ms = flush_interval_ms((perf_counter() - started) * 1000)
        if self._stream.has_more:
            self._timer.start(0)

    def _after_writing(self) -> None:
        self._fit_height()
        self._buttons.add(self._stream.closed_cards)

    def _kept_selection(self) -> tuple[int, int] | None:
        cursor = self.textCursor()
        if not cursor.hasSelection() or cursor.selectionEnd() <= self._stream.tail_position:
            return None
        return cursor.anchor(), cursor.position()

    def _restore_selection(self, selection: tuple[int, int] | None) -> None:
        """A selection that reaches into the tail survives its replacement."""
        if selection is None:
            return
        end = self.document().characterCount() - 1
        cursor = self.textCursor()
        cursor.setPosition(min(selection[0], end))
        cursor.setPosition(min(selection[1], end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _fit_height(self) -> None:
        is_empty = self.document().isEmpty()
        size = self.document().documentLayout().documentSize()
        overhang = self._decorations.overhang(self.document())
        height = 0 if is_empty else int(size.height() + 0.99) + overhang
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit()

    def _report_link(self, url: QUrl) -> None:
        if (citation := looks.read_address(url)) is not None:
            self.citation_activated.emit(*citation)
            return
        address = safe_address(url.toString())
        if address:
            self.link_activated.emit(address)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: D102
        return None

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: D102
        return clipboard.of_blocks(selected_blocks(self.textCursor()))

    def whole_as_mime(self, text: str | None = None) -> QMimeData:
        """All that stands here, for the clipboard; `text` replaces the plain text of it."""
        self.flush_all()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        return clipboard.of_blocks(selected_blocks(cursor), text)

    def spoken_text(self, language: str) -> str:
        """All that stands here as a voice should say it: formulas in words of that language."""
        return spoken_text(self.markdown, language=language)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102
        menu = self.createStandardContextMenu(event.pos())
        add_copy_actions(menu, self, event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.fit(event.size().width())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        if QAccessible.isActive() and self._stream.has_formulas:
            words = self.spoken_text(i18n.active_language(QCoreApplication.instance()))
            self.setAccessibleDescription(words[:LONGEST_DESCRIPTION])
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self.viewport())
        area = event.rect()
        self._decorations.paint(painter, self.document(), area.top(), area.bottom())
        if self._is_live and not self.document().isEmpty():
            self._paint_caret(painter)
        painter.end()
        super().paintEvent(event)
        if self.textCursor().hasSelection():
            painter = QPainter(self.viewport())
            self._parts.formulas.paint_selected(painter)
            painter.end()

    def _paint_caret(self, painter: QPainter) -> None:
        end = QTextCursor(self.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        rect = self.cursorRect(end)
        height = self._formats.font.pixelSize()
        box = QRectF(rect.left() + 2, rect.bottom() - height * 1.15, height * 0.4, height)
        painter.fillRect(box, QColor(self._parts.theme.palette.accent))
