"""Moves the models folder to another disk, beside the window."""

import os
import threading
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from qwq_desktop.models.download.item import DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.moving import FolderMove, carry_out, plan_move
from qwq_desktop.models.places import moved, with_folder
from qwq_desktop.models.shelf.follower import ModelFollower
from qwq_desktop.models.shelf.shelf import ModelShelf
from qwq_desktop.platform.copying import Asked, Stopped, Tell
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.long_work import LongTask, LongWork
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore

_LISTEN_S = 0.2  # how soon a wait hears that the program ends


class FolderRelocation(QObject):
    """Plans a move, then carries it out; the old folder is emptied when the new one is in use."""

    ended = Signal(object, object)  # FolderMove, tuple[Path] that could not be deleted
    failed = Signal(object)  # Exception; of a plan, or of a move that left all where it was
    planned = Signal(object)  # FolderMove
    progressed = Signal(float)
    started = Signal(object)  # FolderMove
    stopped = Signal()

    _copied = Signal(object)  # threading.Event to set once the settings are on the disk

    def __init__(
        self,
        settings: SettingsStore,
        worker: Worker,
        storage_worker: Worker,
        long_work: LongWork,
        downloads: DownloadQueue,
        follower: ModelFollower,
        shelf: ModelShelf,
        parent: QObject | None = None,
    ) -> None:
        """`storage_worker` writes the settings: what it is given after them runs after them."""
        super().__init__(parent)
        self._settings = settings
        self._worker = worker
        self._storage_worker = storage_worker
        self._long_work = long_work
        self._downloads = downloads
        self._follower = follower
        self._shelf = shelf
        self._task: LongTask | None = None
        self._original = Path()
        self.move: FolderMove | None = None  # that is planned or under way
        self._copied.connect(self._switch, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether models are on their way."""
        return self._task is not None

    def plan(self, old: Path, new: Path) -> None:
        """See what it takes; ends in `planned` or `failed`."""
        if self.is_running:
            return
        unfinished = self._unfinished_in(old)
        if unfinished:
            self.failed.emit(QwQError("downloads_unfinished", path=unfinished))
            return
        self._original = old
        self._worker.submit(plan_move, old, new, done=self._on_planned, failed=self.failed.emit)

    def drop_plan(self) -> None:
        """The user thought better of it."""
        if not self.is_running:
            self.move = None

    def start(self) -> None:
        """Carry out what is planned."""
        move = self.move
        if move is None or self.is_running:
            return
        self._task = task = self._long_work.start(
            partial(self._carry_out, move), 2 * move.bytes_to_copy
        )
        task.progressed.connect(self.progressed)
        task.finished.connect(lambda left: self._on_finished(move, left))
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        self.started.emit(move)

    def cancel(self) -> None:
        """Stop; what was copied is taken up again by another try."""
        if self._task is not None:
            self._task.cancel()

    def _carry_out(self, move: FolderMove, tell: Tell, stopped: Asked) -> tuple[Path, ...]:
        """On the worker; the settings are the main thread's."""

        def switch() -> None:
            written = threading.Event()
            self._copied.emit(written)
            while not written.wait(_LISTEN_S):
                if stopped():
                    raise Stopped

        return carry_out(move, switch, tell, stopped)

    def _switch(self, written: threading.Event) -> None:
        """All is copied: use the new folder, and let the old one go once that is written down."""
        move, task = self.move, self._task
        if move is None or task is None or task.is_stopping:
            return
        self._task = None  # from here on it can't be stopped
        value = self._settings.value
        for old in dict.fromkeys((self._original, move.old)):  # as it is written, and really is
            value = moved(value, old, move.new)
        if self._unfinished_in(self._original):
            value = with_folder(value, self._original)
        self._settings.update(value)
        self._follower.release(move.old)
        self._storage_worker.submit(written.set)

    def _unfinished_in(self, folder: Path) -> str:
        """A file that is still to be downloaded to a folder, else ""."""
        for item in self._downloads.items:
            lies_there = item.paths[0].is_relative_to(os.path.abspath(folder))
            if lies_there and item.state is not DownloadState.DONE:
                return str(item.paths[0])
        return ""

    def _on_planned(self, move: FolderMove) -> None:
        self.move = move
        self.planned.emit(move)

    def _on_finished(self, move: FolderMove, left: tuple[Path, ...]) -> None:
        self._task = self.move = None
        for old in dict.fromkeys((self._original, move.old)):
            self._follower.follow(old, move.new)
        self.ended.emit(move, left)
        self._shelf.tell_change()

    def _on_failed(self, error: Exception) -> None:
        self._task = self.move = None
        self.failed.emit(error)

    def _on_stopped(self) -> None:
        self._task = self.move = None
        self.stopped.emit()
