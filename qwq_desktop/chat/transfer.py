"""Moves chats between the database and files, one after the other, beside the window."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.storage.whole_chats import WholeChat, read_whole, write_whole

_LOG = logging.getLogger(__name__)


class ChatSink(Protocol):
    """Where exported chats go. Called on a worker's thread."""

    def take(self, whole: WholeChat) -> None:
        """Take one chat. Raises QwQError."""

    def end(self) -> list[Path]:
        """No more will come; the files that were written. Raises QwQError."""


class ChatTransfers(QObject):
    """Exports and imports. One chat is in memory at a time; the window is told of each.

    Lives in the main thread; chats are read and written on the storage's worker, files on the
    other.
    """

    exported = Signal(object)  # tuple[Path, ...]
    failed = Signal(object)  # QwQError
    imported = Signal(object)  # tuple[int, ...], the new chats' ids
    progressed = Signal(int, int)  # chats done, chats in all

    def __init__(self, store: ChatStore, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._worker = worker

    def export(self, chat_ids: Sequence[int], sink: ChatSink) -> None:
        """Hand the chats to the sink, in this order."""
        self._export_next(list(chat_ids), 0, sink)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Add the chats of the files to the database; what is there stays as it is."""
        for path in paths:
            self._worker.submit(
                _read_chats, path, done=lambda chats: self._add(chats, 0, []), failed=self._report
            )

    def _export_next(self, ids: list[int], done: int, sink: ChatSink) -> None:
        if done == len(ids):
            self._worker.submit(
                sink.end, done=lambda paths: self.exported.emit(tuple(paths)), failed=self._report
            )
            return
        self.progressed.emit(done, len(ids))

        def write(whole: WholeChat) -> None:
            self._worker.submit(
                sink.take,
                whole,
                done=lambda _: self._export_next(ids, done + 1, sink),
                failed=self._report,
            )

        chat_id = ids[done]
        self._store.call(
            lambda r: r.run(chat_id, partial(read_whole, chat_id=chat_id)), write, self._report
        )

    def _add(self, chats: list[WholeChat], done: int, added: list[int]) -> None:
        if done == len(chats):
            self.imported.emit(tuple(added))
            return
        self.progressed.emit(done, len(chats))
        whole = chats[done]

        def written(chat_id: int) -> None:
            added.append(chat_id)
            self._add(chats, done + 1, added)

        write: Callable[..., int] = partial(write_whole, whole=whole)
        self._store.call(lambda r: r.run(0, write), written, self._report)

    def _report(self, error: Exception) -> None:
        if not isinstance(error, QwQError):
            _LOG.error("a transfer broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self.failed.emit(error)


def _read_chats(path: Path) -> list[WholeChat]:
    """What all formats are read with, imported where it is used: on the worker."""
    from qwq_desktop.chat.importing.files import read_chats

    return read_chats(path)
