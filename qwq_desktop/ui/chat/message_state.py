"""The line that says how an answer ended when it did not end well, and offers to try again."""

import json
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from qwq_desktop.platform.explain import explain
from qwq_desktop.storage.records import Message, MessageStatus
from qwq_desktop.ui.theme.style import set_role

_FAILED = (MessageStatus.FAILED, MessageStatus.INTERRUPTED)
_CUT = (MessageStatus.LENGTH, MessageStatus.STOPPED, MessageStatus.INTERRUPTED)


class MessageState(QWidget):
    """Hidden while there is nothing to say."""

    go_on_requested = Signal()
    try_again_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._label = QLabel(self)
        self._label.setObjectName("messageState")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self)
        self._button.setObjectName("tryAgainButton")
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self.try_again_requested)
        self._go_on = QPushButton(self)
        self._go_on.setObjectName("goOnButton")
        self._go_on.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._go_on.setCursor(Qt.CursorShape.PointingHandCursor)
        self._go_on.clicked.connect(self.go_on_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._label, 1)
        row.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Say what there is to say of a message."""
        self._message = message
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._message:
            self._retranslate()

    def _retranslate(self) -> None:
        assert self._message is not None
        status = self._message.status
        text = self._words(self._message)
        self._label.setText(text)
        set_role(self._label, "danger" if status is MessageStatus.FAILED else "heading")
        self._button.setText(self.tr("Try again"))
        self._button.setVisible(status in _FAILED)
        is_paused = status is MessageStatus.PAUSED
        self._go_on.setText(self.tr("Go on") if is_paused else self.tr("Continue"))
        self._go_on.setVisible(is_paused or status in _CUT)
        self.setVisible(bool(text))

    def _words(self, message: Message) -> str:
        match message.status:
            case MessageStatus.STOPPED:
                return self.tr("You stopped this answer.")
            case MessageStatus.PAUSED:
                return self.tr("Paused. It can go on exactly from here, even after a restart.")
            case MessageStatus.LENGTH:
                return self.tr("The answer reached its greatest length and was cut off.")
            case MessageStatus.INTERRUPTED:
                return self.tr("This answer was interrupted. What had come until then is kept.")
            case MessageStatus.FAILED:
                facts = _facts(message.turn.error_facts)
                return explain(message.turn.error_code, facts).whole
            case _:
                return ""


def _facts(text: str) -> dict[str, Any]:
    try:
        facts = json.loads(text)
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}
