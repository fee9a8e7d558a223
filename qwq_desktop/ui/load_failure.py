"""Tells once that a model could not be loaded: in the answer that waits, else as a notice."""

from PySide6.QtCore import QObject

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.engine.openai.address import is_server
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.explain import explain
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.notices import Notice, Notices, Severity

KEY = "model"
_LASTING = ("offline", "server_address_bad")  # the same another time


class LoadFailure(QObject):
    """Made before any turn, so that it hears of a failure while the turn still waits.

    A server that did not answer may do so later: it can be tried again.
    """

    def __init__(
        self,
        models: ModelSession,
        chats: ChatSession,
        settings: SettingsStore,
        notices: Notices,
    ) -> None:
        super().__init__(notices)
        self._models = models
        self._chats = chats
        self._settings = settings
        self._notices = notices
        models.state_changed.connect(self._on_state)
        notices.action_triggered.connect(self._on_action)

    def _on_state(self, state: ModelState) -> None:
        if state.status in (ModelStatus.LOADING, ModelStatus.READY):
            self._notices.dismiss(KEY)
        elif state.status is ModelStatus.FAILED and state.error is not None:
            if self._is_told_in_the_chat():
                return
            text = explain(state.error.code, state.error.facts).whole
            can_change = is_server(state.reference) and state.error.code not in _LASTING
            action = self.tr("Try again") if can_change else ""
            self._notices.show_notice(Notice(KEY, text, action, Severity.ERROR))

    def _on_action(self, key: str) -> None:
        if key == KEY:
            self._models.reload(self._settings.value.load)

    def _is_told_in_the_chat(self) -> bool:
        """Whether the answer that waits is on show: it will end with the error."""
        waiting = self._chats.running_message_id
        return any(message.id == waiting for message in self._chats.path)
