"""Keeps what is unsent in each chat, and writes it down a moment after it changed."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.chat.queue import MessageQueue
from qwq_desktop.storage.drafts import Draft, Unsent
from qwq_desktop.storage.store import ChatStore

WRITE_AFTER_MS = 400


class DraftKeeper(QObject):
    """What stands in the composer by chat, with the queue beside it; lives in the main thread.

    After a restart what waited in the queue stands in the composer: nothing sends itself.
    """

    loaded = Signal()

    def __init__(self, store: ChatStore, queue: MessageQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._queue = queue
        self._written: dict[int, Unsent] = {}
        self._dirty: set[int] = set()
        self._timer = QTimer(self, singleShot=True, interval=WRITE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        queue.changed.connect(self._touch)

    def start(self) -> None:
        """Read the drafts of earlier sessions; `loaded` follows."""
        self._store.call(lambda repository: repository.drafts.load(), self._on_loaded)

    def written(self, chat_id: int) -> Unsent:
        """What stands in the composer of a chat."""
        return self._written.get(chat_id, Unsent())

    def keep(self, chat_id: int, unsent: Unsent) -> None:
        """The composer of a chat holds this now."""
        if unsent != self.written(chat_id):
            self._written[chat_id] = unsent
            self._touch(chat_id)

    def save(self) -> None:
        """Hand what changed to the database; at the end of the program too."""
        self._timer.stop()
        for chat_id in sorted(self._dirty):
            self._save_one(chat_id, self._draft(chat_id))
        self._dirty.clear()

    def _draft(self, chat_id: int) -> Draft:
        queued = tuple(one.unsent for one in self._queue.messages(chat_id))
        return Draft(self.written(chat_id), queued)

    def _save_one(self, chat_id: int, draft: Draft) -> None:
        self._store.call(lambda repository: repository.drafts.save(chat_id, draft))

    def _touch(self, chat_id: int) -> None:
        self._dirty.add(chat_id)
        self._timer.start()

    def _on_loaded(self, drafts: dict[int, Draft]) -> None:
        """What was typed before they came stands behind them."""
        for chat_id, draft in drafts.items():
            typed = self._written.get(chat_id, Unsent())
            whole = replace(draft, queued=(*draft.queued, draft.written), written=typed)
            self._written[chat_id] = whole.gathered()
        self.loaded.emit()
