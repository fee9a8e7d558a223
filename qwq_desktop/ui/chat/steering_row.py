"""The row above the composer that steers a running thought: answer now, pause, add a remark.

It stays where it is while one follows a long thought, and takes the keyboard in its own order.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from qwq_desktop.ui.theme.style import set_role

REMARK_LIMIT = 2000  # characters
ANSWER_NOW_KEYS = "Ctrl+Shift+A"


class RemarkField(QLineEdit):
    """A line for the user's words; Escape leaves it."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SteeringRow(QWidget):
    """Hidden while nothing thinks; at the left it says what is odd, if anything is."""

    answer_now_requested = Signal()
    pause_requested = Signal()
    remark_left = Signal()  # the field was closed, the keyboard is free again
    remark_sent = Signal(str)
    remark_unsent = Signal(str)  # the thought ended while these words were being written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steeringRow")
        self._is_thinking = False
        self._loops = False
        self._doubts = False
        self._notice = QLabel(self)
        self.field = RemarkField(self)
        self.pause = _button(self, "pauseThinkingButton")
        self.remark = _button(self, "addRemarkButton")
        self.answer_now = _button(self, "answerNowButton")
        self._buttons = (self.pause, self.remark, self.answer_now)
        self._lay_out()
        self._connect()
        self._retranslate()
        self.hide()

    def set_thinking(self, is_thinking: bool) -> None:
        """Show the row while a thought can be steered; what was odd before is forgotten."""
        self._is_thinking = is_thinking
        self._loops = self._doubts = False
        for button in self._buttons:
            button.setEnabled(True)
        if not is_thinking and not self.field.isHidden():
            words = self.field.text().strip()
            self._leave_field()
            if words:
                self.remark_unsent.emit(words)
        self._refresh()

    def rest(self) -> None:
        """The thought waits for a tool: a row that is there stays, for nothing shall jump."""
        for button in self._buttons:
            button.setEnabled(False)

    def show_loop(self) -> None:
        """Say that the text repeats itself, and offer to end it."""
        self._loops = True
        self._refresh()

    def show_doubts(self) -> None:
        """Say that the answer thinks again, and offer to end it."""
        self._doubts = True
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._notice, 1)
        row.addWidget(self.field, 1)
        for button in self._buttons:
            row.addWidget(button)
        self._notice.setObjectName("loopNotice")
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._notice.setWordWrap(True)
        set_role(self._notice, "note")
        self.field.setObjectName("remarkField")
        self.field.setMaxLength(REMARK_LIMIT)
        set_role(self.field, "field")
        self.field.hide()
        set_role(self.answer_now, "primary")

    def _connect(self) -> None:
        self.answer_now.clicked.connect(self.answer_now_requested)
        self.pause.clicked.connect(self.pause_requested)
        self.remark.clicked.connect(self._on_remark)
        self.field.returnPressed.connect(self._send_remark)
        self.field.left.connect(self._leave_field)

    def _refresh(self) -> None:
        self.pause.setVisible(self._is_thinking)
        self.remark.setVisible(self._is_thinking)
        self._notice.setText(self._words())
        self.setVisible(self._is_thinking or self._loops or self._doubts)

    def _words(self) -> str:
        if self._loops and self._is_thinking:
            return self.tr("The thinking seems to repeat itself.")
        if self._loops:
            return self.tr("The answer seems to repeat itself.")
        return self.tr("The answer has begun to think again.") if self._doubts else ""

    def _on_remark(self) -> None:
        """The button opens the field, and sends what is in it."""
        if not self.field.isHidden():
            self._send_remark()
            return
        self._notice.hide()
        self.field.show()
        self.remark.setText(self.tr("Add"))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send_remark(self) -> None:
        text = self.field.text().strip()
        self._leave_field()
        if text:
            self.remark_sent.emit(text)

    def _leave_field(self) -> None:
        self._close_field()
        self.remark_left.emit()

    def _close_field(self) -> None:
        self.field.clear()
        self.field.hide()
        self._notice.show()
        self.remark.setText(self.tr("Add a remark"))

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Steer the thinking"))
        self.pause.setText(self.tr("Pause"))
        self.pause.setToolTip(self.tr("Halt here; it can go on later, even after a restart"))
        is_open = not self.field.isHidden()
        self.remark.setText(self.tr("Add") if is_open else self.tr("Add a remark"))
        self.remark.setToolTip(self.tr("Tell it something while it thinks"))
        self.field.setPlaceholderText(self.tr("What should it consider? Enter sends"))
        self.field.setAccessibleName(self.tr("Your remark"))
        self.answer_now.setText(self.tr("Answer now"))
        keys = QKeySequence(ANSWER_NOW_KEYS)
        self.answer_now.setShortcut(keys)  # a new text takes the shortcut away
        tip = self.tr("End the thinking and go on to the answer ({keys})")
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.answer_now.setToolTip(tip.format(keys=shown))
        self._notice.setText(self._words())


def _button(parent: QWidget, name: str) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
