"""Puts the chats in order for the window: pinned, archived, in folders, doubled, kept."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.history import title_from
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage import organising, temporary
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import ChatSummary, Message
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.storage.whole_chats import WholeChat, read_whole, write_whole

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


class ChatOrganiser(QObject):
    """Changes chats on the storage's worker and tells the list anew. Lives in the main thread.

    A temporary chat is forgotten as soon as another is opened; a turn that runs in it is stopped.
    """

    failed = Signal(object)  # QwQError

    def __init__(
        self, session: ChatSession, store: ChatStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._store = store
        self._temporary_id: int | None = None
        self._leaving: set[int] = set()
        session.chat_opened.connect(self._on_opened)
        session.message_finished.connect(self._on_finished)

    @property
    def is_temporary(self) -> bool:
        """Whether the open chat is a temporary one."""
        return self._temporary_id is not None

    def set_pinned(self, chat_id: int, is_pinned: bool) -> None:
        """Keep a chat at the head of the list, or no longer."""
        self._change(chat_id, partial(organising.set_pinned, chat_id=chat_id, is_pinned=is_pinned))

    def set_archived(self, chat_id: int, is_archived: bool) -> None:
        """Put a chat away, or take it back."""
        self._change(
            chat_id, partial(organising.set_archived, chat_id=chat_id, is_archived=is_archived)
        )

    def move(self, chat_id: int, folder: str) -> None:
        """Put a chat in a folder; "" takes it out."""
        self._change(chat_id, partial(organising.move_to_folder, chat_id=chat_id, folder=folder))

    def rename_folder(self, folder: str, name: str) -> None:
        """Give a folder another name; "" dissolves it."""
        self._change(0, partial(organising.rename_folder, folder=folder, name=name))

    def duplicate(self, chat_id: int, title: str) -> None:
        """Copy a chat under another title, and open the copy."""
        self._call(
            lambda r: r.run(0, lambda c: organising.duplicate(c, chat_id, title)), self._show
        )

    def read(self, chat_id: int, done: Callable[[WholeChat], None]) -> None:
        """Hand a chat with all its messages to `done`."""
        self._call(lambda r: r.run(chat_id, partial(read_whole, chat_id=chat_id)), done)

    def open_temporary(self, title: str) -> None:
        """Open a chat that is in memory only; an empty one that is open stays."""
        if self._temporary_id is None or self._session.path:
            self._call(
                lambda repository: temporary.begin_temporary(repository, title),
                lambda chat: self._session.open_chat(chat.id),
            )

    def keep_temporary(self) -> None:
        """Write the open temporary chat to the disk, and open what was written."""
        chat_id = self._temporary_id
        if chat_id is None or self._session.is_busy:
            return

        def keep(repository: ChatRepository) -> int:
            whole = repository.run(chat_id, lambda memory: read_whole(memory, chat_id))
            return repository.run(0, lambda disk: write_whole(disk, _titled(whole)))

        self._call(keep, self._show)

    def _show(self, chat_id: int) -> None:
        self._session.list.refresh()
        self._session.open_chat(chat_id)

    def _on_opened(self, chat: ChatSummary | None, _path: tuple[Message, ...]) -> None:
        left, self._temporary_id = self._temporary_id, None
        if chat is not None and temporary.is_temporary(chat.id):
            self._temporary_id = chat.id
        if left is None or left == self._temporary_id:
            return
        running = self._session.running_message_id
        if running is not None and temporary.is_temporary(running):
            self._leaving.add(left)  # what the turn still writes needs a place until it has ended
            self._session.stop()
        else:
            self._discard(left)

    def _on_finished(self, message: Message) -> None:
        if message.chat_id in self._leaving:
            self._leaving.remove(message.chat_id)
            self._discard(message.chat_id)

    def _discard(self, chat_id: int) -> None:
        self._call(lambda repository: temporary.discard_temporary(repository, chat_id))

    def _change(self, chat_id: int, work: Callable[..., None]) -> None:
        self._call(lambda r: r.run(chat_id, work), lambda _: self._session.list.refresh())

    def _call(
        self, work: Callable[[ChatRepository], T], done: Callable[[T], None] | None = None
    ) -> None:
        self._store.call(work, done, self._report)

    def _report(self, error: Exception) -> None:
        if not isinstance(error, QwQError):
            _LOG.error("a storage call broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self.failed.emit(error)


def _titled(whole: WholeChat) -> WholeChat:
    """A temporary chat with the title that it would have had from the first."""
    first = next((m.text for m in whole.messages), "")
    return replace(whole, chat=replace(whole.chat, title=title_from(first)))
