"""What steers a running thought: buttons for its header, and a line for a remark or a notice."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.ui.chat.wishes import Wish
from qwq_desktop.ui.theme.style import set_role

REMARK_LIMIT = 2000  # characters


class RemarkField(QLineEdit):
    """A line for the user's words; Escape leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ThinkingControls(QWidget):
    """The buttons beside "Answer now"; `below` is the line under the header that goes with them."""

    answer_now_requested = Signal()
    height_changed = Signal()
    wished = Signal(object, str)  # Wish, text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.below = QWidget(parent)
        self.pause = _button(self, "pauseThinkingButton")
        self.remark = _button(self, "addRemarkButton")
        self.field = RemarkField(self.below)
        self._notice = QLabel(self.below)
        self._cut = QPushButton(self.below)
        self._lay_out()
        self.pause.clicked.connect(lambda: self.wished.emit(Wish.PAUSE, ""))
        self.remark.clicked.connect(self._open_field)
        self.field.returnPressed.connect(self._send_remark)
        self.field.left.connect(self._close_field)
        self._cut.clicked.connect(self.answer_now_requested)
        self._retranslate()
        self.set_live(False)

    def set_live(self, is_live: bool) -> None:
        """Show the buttons while a thought runs; the line under them goes with it."""
        self.setVisible(is_live)
        if not is_live:
            self.field.hide()
            self._set_notice(False)
        self._fit_below()

    def show_loop(self) -> None:
        """Say that the thought repeats itself, and offer to end it."""
        self._set_notice(True)
        self._fit_below()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.pause)
        row.addWidget(self.remark)
        line = QHBoxLayout()
        line.addWidget(self._notice, 1)
        line.addWidget(self._cut)
        column = QVBoxLayout(self.below)
        column.setContentsMargins(0, 4, 0, 4)
        column.addWidget(self.field)
        column.addLayout(line)
        self.field.setObjectName("remarkField")
        self.field.setMaxLength(REMARK_LIMIT)
        set_role(self.field, "field")
        self._notice.setObjectName("loopNotice")
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setWordWrap(True)
        set_role(self._notice, "caption")
        self._cut.setObjectName("cutLoopButton")

    def _open_field(self) -> None:
        self.field.show()
        self._fit_below()
        self.field.setFocus()

    def _close_field(self) -> None:
        self.field.clear()
        self.field.hide()
        self._fit_below()

    def _send_remark(self) -> None:
        text = self.field.text().strip()
        self._close_field()
        if text:
            self.wished.emit(Wish.REMARK, text)

    def _set_notice(self, is_shown: bool) -> None:
        self._notice.setVisible(is_shown)
        self._cut.setVisible(is_shown)

    def _fit_below(self) -> None:
        self.below.setVisible(not (self.field.isHidden() and self._notice.isHidden()))
        self.height_changed.emit()

    def _retranslate(self) -> None:
        self.pause.setText(self.tr("Pause"))
        self.pause.setToolTip(self.tr("Halt here; it can go on later, even after a restart"))
        self.remark.setText(self.tr("Add a remark"))
        self.remark.setToolTip(self.tr("Tell it something while it thinks"))
        self.field.setPlaceholderText(self.tr("What should it consider? Enter sends"))
        self.field.setAccessibleName(self.tr("Your remark"))
        self._notice.setText(self.tr("The thinking seems to repeat itself."))
        self._cut.setText(self.tr("Answer now"))


def _button(parent: QWidget, name: str) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
