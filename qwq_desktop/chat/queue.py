"""The queue: messages written while the model answers, sent in order when it is free."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.machine import Phase
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.storage.drafts import NEW_CHAT, Unsent
from qwq_desktop.storage.records import Message, MessageStatus


class Hold(StrEnum):
    """Why a chat's queue does not go on by itself."""

    NONE = ""
    STOPPED = "stopped"  # by the user, or paused
    FAILED = "failed"  # the last answer did not end well
    CUT = "cut"  # it reached its greatest length


_HOLDS = {
    MessageStatus.STOPPED: Hold.STOPPED,
    MessageStatus.PAUSED: Hold.STOPPED,
    MessageStatus.LENGTH: Hold.CUT,
}


@dataclass(frozen=True)
class QueuedMessage:
    """A message that waits; `id` is the queue's own."""

    id: int
    chat_id: int
    unsent: Unsent


class MessageQueue(QObject):
    """Sends what waits in the chat whose answer ended well, one message a turn.

    Lives in the main thread beside the session, which it listens to. An answer that was stopped or
    failed holds its chat's queue until the user sends a message there.
    """

    changed = Signal(int)  # chat id whose messages or hold changed

    def __init__(self, chats: ChatSession) -> None:
        super().__init__(chats)
        self._chats = chats
        self._waiting: list[QueuedMessage] = []
        self._holds: dict[int, Hold] = {}
        self._next_id = 1
        self._urgent: int | None = None
        self._sending: QueuedMessage | None = None  # until its turn has begun
        chats.busy_changed.connect(self._on_busy)
        chats.phase_changed.connect(self._on_phase)
        chats.message_finished.connect(self._on_finished)

    def messages(self, chat_id: int) -> tuple[QueuedMessage, ...]:
        """What waits in a chat, the next one first."""
        return tuple(one for one in self._waiting if one.chat_id == chat_id)

    def hold(self, chat_id: int) -> Hold:
        """Why what waits in a chat is not sent."""
        return self._holds.get(chat_id, Hold.NONE)

    def add(self, unsent: Unsent) -> None:
        """Let a message of the open chat wait behind the answer that runs."""
        chat = self._chats.chat
        chat_id = NEW_CHAT if chat is None else chat.id
        self._waiting.append(QueuedMessage(self._next_id, chat_id, unsent))
        self._next_id += 1
        self.changed.emit(chat_id)
        if not self._chats.is_busy and not self.hold(chat_id):
            self._send_next(chat_id)

    def edit(self, queued_id: int, text: str) -> None:
        """Give a waiting message other words; without words and attachments it goes."""
        found = self._find(queued_id)
        if found is None:
            return
        unsent = replace(found.unsent, text=text.strip())
        if unsent.is_empty:
            self.remove(queued_id)
            return
        place = self._waiting.index(found)
        self._waiting[place] = replace(found, unsent=unsent)
        self.changed.emit(found.chat_id)

    def remove(self, queued_id: int) -> None:
        """Take a message out of the queue."""
        found = self._find(queued_id)
        if found is not None:
            self._waiting.remove(found)
            self._forget_hold(found.chat_id)
            self.changed.emit(found.chat_id)

    def send_now(self, queued_id: int) -> None:
        """Send a waiting message before all others; an answer that runs is stopped for it."""
        found = self._find(queued_id)
        if found is None:
            return
        self._waiting.remove(found)
        self._waiting.insert(0, found)
        self._holds.pop(found.chat_id, None)
        if self._chats.is_busy:
            self._urgent = queued_id
            self.changed.emit(found.chat_id)
            self._chats.stop()
        else:
            self._send(found)

    def go_on(self, chat_id: int) -> None:
        """Send what waits in a chat although its last answer did not end well."""
        self._holds.pop(chat_id, None)
        self.changed.emit(chat_id)
        if not self._chats.is_busy:
            self._send_next(chat_id)

    def _find(self, queued_id: int) -> QueuedMessage | None:
        return next((one for one in self._waiting if one.id == queued_id), None)

    def _forget_hold(self, chat_id: int) -> None:
        if not self.messages(chat_id):
            self._holds.pop(chat_id, None)

    def _on_busy(self, chat_id: int | None) -> None:
        """The chat that was new has an id now, or nothing runs any more."""
        if chat_id is None:
            self._take_back()
        if chat_id and self.messages(NEW_CHAT):
            moved = [
                replace(one, chat_id=chat_id) if one.chat_id == NEW_CHAT else one
                for one in self._waiting
            ]
            self._waiting = moved
            self.changed.emit(NEW_CHAT)
            self.changed.emit(chat_id)

    def _on_finished(self, message: Message) -> None:
        urgent = self._find(self._urgent) if self._urgent is not None else None
        self._urgent = None
        if self._chats.is_busy:  # someone was quicker; its end comes here too
            return
        if urgent is not None:
            self._send(urgent)
            return
        if message.status is MessageStatus.COMPLETE:
            self._holds.pop(message.chat_id, None)
        elif self.messages(message.chat_id):
            self._holds[message.chat_id] = _HOLDS.get(message.status, Hold.FAILED)
            self.changed.emit(message.chat_id)
        self._send_next(message.chat_id)

    def _send_next(self, chat_id: int) -> None:
        """The chat's next message; else that of another chat, which only waited for the model."""
        free = [one for one in self._waiting if not self.hold(one.chat_id)]
        own = (one for one in free if one.chat_id == chat_id)
        found = next(own, None) or next(iter(free), None)
        if found is not None:
            self._send(found)

    def _on_phase(self, _phase: Phase) -> None:
        self._sending = None  # the turn runs: the message is in the database

    def _take_back(self) -> None:
        """What could not be stored waits again."""
        queued, self._sending = self._sending, None
        if queued is not None:
            self._waiting.insert(0, queued)
            self._holds[queued.chat_id] = Hold.FAILED
            self.changed.emit(queued.chat_id)

    def _send(self, queued: QueuedMessage) -> None:
        self._sending = queued
        self._waiting.remove(queued)
        self._forget_hold(queued.chat_id)
        self.changed.emit(queued.chat_id)
        unsent = queued.unsent
        if queued.chat_id == NEW_CHAT:
            self._chats.submit(unsent.text, unsent.attachments)
        else:
            self._chats.submit_to(queued.chat_id, unsent.text, unsent.attachments)
