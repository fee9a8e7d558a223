"""The user's own words in their bubble, at the right of the column."""

import math

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from qwq_desktop.storage.records import Message
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.text_parts import TextParts

_WIDEST = 0.86  # of the column
_SIDE, _ABOVE, _BELOW = 15, 7, 11  # the lines of the text carry their extra space above
_RADIUS, _CORNER = 16, 5


class UserMessage(QWidget):
    """Shows plain text, selectable. The bubble is as wide as its words need."""

    height_changed = Signal()

    def __init__(self, message: Message, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self._parts = parts
        self._bubble = QRectF()
        self._fitted_width = 0
        self._text = _PlainText(self)
        self._fill()
        self._name()

    @property
    def text_view(self) -> QTextEdit:
        """The widget that holds the words."""
        return self._text

    @property
    def keeps_state(self) -> bool:
        """Whether something would be lost if the widget were made anew: a selection, the cursor."""
        return self._text.textCursor().hasSelection() or self._text.hasFocus()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self._fill()
        self.update()

    def fit(self, width: int) -> int:
        """Lay out for a width; the height it takes then."""
        if width == self._fitted_width:
            return round(self._bubble.height())
        self._fitted_width = width
        document = self._text.document()
        most = round(width * _WIDEST) - 2 * _SIDE
        document.setTextWidth(-1)
        needed = min(math.ceil(document.idealWidth()) + 1, most)
        self._text.setLineWrapColumnOrWidth(needed)
        text_height = math.ceil(document.size().height())
        self._bubble = QRectF(
            width - needed - 2 * _SIDE, 0, needed + 2 * _SIDE, text_height + _ABOVE + _BELOW
        )
        self._text.setGeometry(round(self._bubble.left()) + _SIDE, _ABOVE, needed, text_height)
        self.update()
        return round(self._bubble.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(_bubble_path(self._bubble), QColor(self._parts.theme.palette.user))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _name(self) -> None:
        self._text.setAccessibleName(self.tr("Your message"))

    def _fill(self) -> None:
        self._fitted_width = 0
        formats = self._parts.answer
        document = self._text.document()
        document.setDefaultFont(formats.font)
        document.setDocumentMargin(0)
        self._text.setPlainText(cleaned(self.message.text))
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        height = formats.line_height(formats.role.size)
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor.setBlockFormat(form)
        cursor.setCharFormat(formats.text(self._parts.theme.palette.ink))


class _PlainText(QTextEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("userMessageText")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.viewport().setAutoFillBackground(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _bubble_path(box: QRectF) -> QPainterPath:
    """A rounded box whose lower right corner points to its speaker."""
    path = QPainterPath()
    right, bottom = box.right(), box.bottom()
    path.moveTo(box.left() + _RADIUS, box.top())
    path.lineTo(right - _RADIUS, box.top())
    path.quadTo(right, box.top(), right, box.top() + _RADIUS)
    path.lineTo(right, bottom - _CORNER)
    path.quadTo(right, bottom, right - _CORNER, bottom)
    path.lineTo(box.left() + _RADIUS, bottom)
    path.quadTo(box.left(), bottom, box.left(), bottom - _RADIUS)
    path.lineTo(box.left(), box.top() + _RADIUS)
    path.quadTo(box.left(), box.top(), box.left() + _RADIUS, box.top())
    return path
