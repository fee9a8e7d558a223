"""What the user does with messages that stand: rates them, deletes them, takes that back."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.conversation import Conversation
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.storage.marks import Deletion


class MessageMarks(QObject):
    """Changes messages of the open chat. Everything is asynchronous; lives in the main thread."""

    deleted = Signal(object)  # Deletion

    def __init__(
        self,
        store: ReportingStore,
        conversation: Conversation,
        is_free: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        """`is_free` tells whether messages may go or come now, and the user where they may not."""
        super().__init__(parent)
        self._store = store
        self._conversation = conversation
        self._is_free = is_free

    def rate(self, message_id: int, rating: int) -> None:
        """Keep what the user thinks of an answer: 1 good, -1 bad, 0 nothing."""
        message = self._conversation.answer(message_id)
        if message is not None:
            self._store.call(lambda repository: repository.marks.rate(message_id, rating))
            self._conversation.replace(replace(message, rating=rating))

    def delete(self, message_id: int) -> None:
        """Take a message with all that follows it off the open chat; `restore` brings it back."""

        def deleted(deletion: Deletion) -> None:
            self._conversation.open_chat(deletion.chat_id)
            self.deleted.emit(deletion)

        if self._is_free():
            self._store.call(lambda repository: repository.marks.delete(message_id), deleted)

    def restore(self, deletion: Deletion) -> None:
        """Undo the deletion of a message, and show it."""
        if self._is_free():
            self._store.call(lambda repository: repository.marks.restore(deletion))
            self._conversation.open_chat(deletion.chat_id)
