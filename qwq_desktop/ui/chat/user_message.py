"""The user's own words in their bubble, at the right of the column."""

import math

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from qwq_desktop.storage.records import Message
from qwq_desktop.ui.chat.chips import ChipRow
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.user_actions import UserActions

_WIDEST = 0.86  # of the column
_SIDE, _ABOVE, _BELOW = 15, 7, 11  # the lines of the text carry their extra space above
_RADIUS, _CORNER = 16, 5
_ABOVE_ROW = 2


class UserMessage(QWidget):
    """Shows plain text, selectable. The bubble is as wide as its words need.

    Attachments stand above it, what can be done with it below.
    """

    attachment_opened = Signal(object)  # Attachment
    branch_requested = Signal(int)  # direction
    height_changed = Signal()
    wished = Signal(object, str)  # MessageWish, text

    def __init__(self, message: Message, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self._parts = parts
        self._bubble = QRectF()
        self._fitted_width = self._fitted_height = 0
        self._chips = ChipRow(parts.icons, parts.theme, self)
        self._chips.set_attachments(message.attachments)
        self._text = _PlainText(self)
        self._text.setVisible(bool(message.text))
        self.action_row = UserActions(message, parts, self)
        self._chips.opened.connect(self.attachment_opened)
        self.action_row.branch_requested.connect(self.branch_requested)
        self.action_row.wished.connect(self.wished)
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
        self._chips.set_theme(parts.theme)
        self.action_row.set_parts(parts)
        self._fill()
        self.update()

    def fit(self, width: int) -> int:
        """Lay out for a width; the height it takes then."""
        if width != self._fitted_width:
            self._fitted_width, self._fitted_height = width, self._lay_out(width)
        return self._fitted_height

    def _lay_out(self, width: int) -> int:
        top = self._fit_chips(width)
        if self.message.text:
            self._fit_bubble(width, top)
            top = round(self._bubble.bottom())
        row = self.action_row.sizeHint().height()
        self.action_row.setGeometry(0, top + _ABOVE_ROW, width, row)
        self.update()
        return top + _ABOVE_ROW + row

    def _fit_chips(self, width: int) -> int:
        if not self._chips.attachments:
            return 0
        most = min(width, max(80, self._chips.sizeHint().width()))
        height = self._chips.heightForWidth(most)
        self._chips.setGeometry(width - most, 0, most, height)
        return height + _ABOVE

    def _fit_bubble(self, width: int, top: int) -> None:
        document = self._text.document()
        most = round(width * _WIDEST) - 2 * _SIDE
        document.setTextWidth(-1)
        needed = min(math.ceil(document.idealWidth()) + 1, most)
        self._text.setLineWrapColumnOrWidth(needed)
        text_height = math.ceil(document.size().height())
        self._bubble = QRectF(
            width - needed - 2 * _SIDE, top, needed + 2 * _SIDE, text_height + _ABOVE + _BELOW
        )
        left = round(self._bubble.left()) + _SIDE
        self._text.setGeometry(left, top + _ABOVE, needed, text_height)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102
        super().enterEvent(event)
        self.action_row.set_pointed(True)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self.action_row.set_pointed(False)

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
