"""A page as text: as much of it as the eye needs, more as it goes on, with places marked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from qwq_desktop.documents.page_pieces import Piece, Stretch, between, stretch
from qwq_desktop.documents.text import Span
from qwq_desktop.ui.documents.viewer.text_writer import TextWriter
from qwq_desktop.ui.theme.tokens import Theme

MOST = 6_000  # characters that are laid out at first: some screens, some milliseconds
_MORE = 6_000
_LARGEST = 18_000  # beyond it what is farthest from the eye goes
_LONG = 2_500  # characters that don't fit a screen
_EDGE = 20
_FROM_TOP = 0.3  # of the view, where the first mark comes to stand
_NEAR = 200  # pixels from an end at which more is laid out


class TextPage(QTextEdit):
    """Shows pieces of a page's text, read-only."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: tuple[Piece, ...] = ()
        self._spans: tuple[Span, ...] = ()
        self._stretch = Stretch(0, 0, 0, ())
        self._writer = TextWriter(self.document(), theme)
        self._is_due = False
        self._is_busy = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._reaching = QTimer(self)
        self._reaching.setSingleShot(True)
        self._reaching.setInterval(0)
        self._reaching.timeout.connect(self._reach)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._reaching.start())
        self._dress()

    def show_page(self, pieces: Sequence[Piece], spans: Sequence[Span], *, moves: bool) -> None:
        """Show a page; `moves` brings the first place into view, or the top of the page."""
        self._pieces, self._spans = tuple(pieces), tuple(spans)
        if moves or not self._stretch.pieces:
            first = self._spans[0] if self._spans else None
            self._write(stretch(self._pieces, first, MOST))
            self._is_due = True
            self._move_to_mark()
        else:
            self._hold(between(self._pieces, self._stretch.start, self._stretch.end))

    def marked_words(self) -> list[str]:
        """What is marked, as it stands there."""
        return [
            one.cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
            for one in self.extraSelections()
        ]

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._dress()
        self._hold(self._stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._move_to_mark()

    def showEvent(self, event: object) -> None:  # noqa: D102
        super().showEvent(event)  # type: ignore[arg-type]
        self._move_to_mark()

    def _dress(self) -> None:
        palette = self._theme.palette
        self.setStyleSheet(
            f"QTextEdit {{ background: {palette.ground}; color: {palette.ink}; border: none; }}"
        )

    def _write(self, shown: Stretch) -> None:
        self._is_busy = True
        self._stretch = shown
        # A bar that comes and goes makes Qt lay the text out twice, and misjudge its end meanwhile.
        policy = Qt.ScrollBarPolicy
        is_long = shown.length >= _LONG
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if is_long else policy.ScrollBarAsNeeded
        )
        document = self.document()
        document.clear()
        document.setDocumentMargin(_EDGE)
        self._writer = TextWriter(document, self._theme)
        self._writer.write(shown.pieces)
        document.size()  # lays all of it out, else the scroll bar's end isn't known yet
        self.setExtraSelections([one for span in self._spans for one in self._marks(span)])
        self._is_busy = False

    def _marks(self, span: Span) -> list[QTextEdit.ExtraSelection]:
        form = QTextCharFormat()
        form.setBackground(QColor(self._theme.palette.mark))
        form.setForeground(QColor(self._theme.palette.ink))
        marks = []
        for start, end in self._writer.ranges(span.start, span.end):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor, mark.format = cursor, form
            marks.append(mark)
        return marks

    def _move_to_mark(self) -> None:
        """Bring the first mark into view once there is a view."""
        if not self._is_due or not self.isVisible():
            return
        self._is_due = False
        marks = self.extraSelections()
        if not marks:
            self.verticalScrollBar().setValue(0)
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(marks[0].cursor.selectionStart())
        self._scroll_by(self.cursorRect(cursor).top() - self.viewport().height() * _FROM_TOP)

    def _scroll_by(self, distance: float) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(distance))

    def _reach(self) -> None:
        """Lay out more where the eye comes near an end of what is laid out."""
        bar, shown = self.verticalScrollBar(), self._stretch
        if self._is_busy or not shown.pieces:
            return
        start, end = shown.start, shown.end
        if bar.value() >= bar.maximum() - _NEAR and end < shown.length:
            end = min(shown.length, end + _MORE)
            start = max(start, end - _LARGEST)
        elif bar.value() <= _NEAR and start > 0:
            start = max(0, start - _MORE)
            end = min(end, start + _LARGEST)
        if (start, end) != (shown.start, shown.end):
            self._hold(between(self._pieces, start, end))

    def _hold(self, shown: Stretch) -> None:
        """Lay out another stretch; what stands at the top of the view stays there."""
        top = self.cursorForPosition(self.viewport().rect().topLeft())
        place, offset = self._writer.place(top.position()), self.cursorRect(top).top()
        self._write(shown)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._writer.position(place))
        self._scroll_by(self.cursorRect(cursor).top() - offset)
