"""Tells once that a model could not be loaded: in the answer that waits, else as a notice."""

from PySide6.QtCore import QObject

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.notices import Notice, Notices, Severity

KEY = "model"


class LoadFailure(QObject):
    """Made before any turn, so that it hears of a failure while the turn still waits."""

    def __init__(self, models: ModelSession, chats: ChatSession, notices: Notices) -> None:
        super().__init__(notices)
        self._chats = chats
        self._notices = notices
        models.state_changed.connect(self._on_state)

    def _on_state(self, state: ModelState) -> None:
        if state.status in (ModelStatus.LOADING, ModelStatus.READY):
            self._notices.dismiss(KEY)
        elif state.status is ModelStatus.FAILED and state.error is not None:
            if self._is_told_in_the_chat():
                return
            text = explain(state.error.code, state.error.facts).whole
            self._notices.show_notice(Notice(KEY, text, severity=Severity.ERROR))

    def _is_told_in_the_chat(self) -> bool:
        """Whether the answer that waits is on show: it will end with the error."""
        waiting = self._chats.running_message_id
        return any(message.id == waiting for message in self._chats.path)
