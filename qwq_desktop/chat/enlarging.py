"""Gives the open chat a longer context: the model is loaded anew, and the answer goes on."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.engine.protocol import StopReason
from qwq_desktop.models.session import ModelSession
from qwq_desktop.settings.per_model import for_model
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.records import Message, MessageStatus


class Enlarger(QObject):
    """An answer that runs is paused, and goes on exactly from there in the longer context.

    One that had reached the context's end goes on from its end.
    """

    def __init__(
        self,
        chats: ChatSession,
        models: ModelSession,
        settings: SettingsStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chats = chats
        self._models = models
        self._settings = settings
        self._context_length = 0
        self._pausing: int | None = None  # the message that is being paused
        self._carried: int | None = None  # … and then goes on with the view that it had
        chats.message_finished.connect(self._on_finished)

    def enlarge(self, context_length: int) -> None:
        """Load the model with a longer context, and from now on whenever it is loaded."""
        self._context_length = context_length
        running = self._chats.running_message_id
        if running is None:
            self._reload()
        else:
            self._pausing = running
            self._chats.pause()

    def _on_finished(self, message: Message) -> None:
        if message.id == self._pausing:
            self._pausing, self._carried = None, message.id
            self._reload()
        elif message.id == self._carried and message.status is not MessageStatus.PAUSED:
            self._carried = None
            self._chats.view.show_all_again()

    def _reload(self) -> None:
        value = for_model(self._settings.value, self._models.state.reference)
        load = replace(value.load, context_length=self._context_length)
        self._settings.update(replace(value, load=load))
        last = self._chats.path[-1] if self._chats.path else None
        self._models.reload(load)
        self._chats.view.show_all_again()
        if last is not None and _is_cut_short(last):
            self._chats.go_on(last.id)


def _is_cut_short(message: Message) -> bool:
    at_end = message.turn.stop_reason == StopReason.CONTEXT
    return message.status is MessageStatus.PAUSED or (
        message.status is MessageStatus.LENGTH and at_end
    )
