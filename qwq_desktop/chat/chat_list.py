"""The list of chats: named, deleted and brought back, and read anew when something changes."""

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.conversation import Conversation
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import ChatSummary


class ChatList(QObject):
    """Holds the chats as they are stored. Everything is asynchronous; lives in the main thread."""

    changed = Signal(object)  # tuple[ChatSummary, ...], newest first
    deleted = Signal(int)  # chat id

    def __init__(
        self, store: ReportingStore, conversation: Conversation, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._conversation = conversation
        self.chats: tuple[ChatSummary, ...] = ()

    def start(self) -> None:
        """Mend what a crash left behind, forget what was deleted, and tell the list."""
        self._store.call(ChatRepository.recover)
        self.refresh()
        self._store.call(ChatRepository.purge_deleted)  # last: long chats take their time

    def refresh(self) -> None:
        """Tell the list anew."""
        self._store.call(ChatRepository.list_chats, self._on_listed)

    def rename(self, chat_id: int, title: str) -> None:
        """Give a chat another title; an empty one changes nothing."""
        title = " ".join(title.split())
        if title:
            self._store.call(lambda repository: repository.rename(chat_id, title))
            self._conversation.reload_summary(chat_id)
            self.refresh()

    def delete(self, chat_id: int) -> None:
        """Take a chat off the list; `undelete` brings it back."""
        self._store.call(lambda repository: repository.delete(chat_id))
        self.deleted.emit(chat_id)
        if self._conversation.is_open(chat_id):
            self._conversation.new_chat()
        self.refresh()

    def undelete(self, chat_id: int) -> None:
        """Bring a deleted chat back and open it."""
        self._store.call(lambda repository: repository.undelete(chat_id))
        self.refresh()
        self._conversation.open_chat(chat_id)

    def _on_listed(self, chats: list[ChatSummary]) -> None:
        self.chats = tuple(chats)
        self.changed.emit(self.chats)
