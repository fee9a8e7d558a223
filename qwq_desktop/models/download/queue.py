"""The downloads of the program: one after another, kept over restarts."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.models.download.fetch import FetchOptions, Progress
from qwq_desktop.models.download.http import HttpClient, Stopped
from qwq_desktop.models.download.item import DownloadItem, DownloadState, dump, load
from qwq_desktop.models.download.pace import SpeedLimit
from qwq_desktop.models.download.partial import PART_ENDING, RECORD_ENDING
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.download.run import Run, TokenFor, Told
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.files import write_atomically
from qwq_desktop.platform.inhibit import DOWNLOADING, Inhibitor
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker

_LOG = logging.getLogger(__name__)
_RETRY_MS = 30_000  # how long a line that is gone is left alone
_PASSING_CODES = ("download_unreachable",)
_UNDER_WAY = (DownloadState.RUNNING, DownloadState.CHECKING)
_LIVE = (*_UNDER_WAY, DownloadState.WAITING, DownloadState.STALLED)


class DownloadQueue(QObject):
    """Fetches items in order, one at a time; lives in the main thread and never waits.

    Each item runs on a thread of its own. What is under way survives the end of the program in any
    form: `start` takes it up again. A line that is gone is tried again each half minute; what has
    failed or was paused rests until it is asked for.
    """

    added = Signal(object)  # DownloadItem
    changed = Signal(object)  # DownloadItem
    finished = Signal(object)  # DownloadItem whose files are whole
    removed = Signal(int)  # its id
    save_failed = Signal(object)  # QwQError

    _told = Signal(object)

    def __init__(
        self,
        kept_in: Path,
        network: NetworkGuard,
        worker: Worker,
        inhibitor: Inhibitor,
        token_for: TokenFor = lambda _url: "",
        options: FetchOptions = FetchOptions(),  # noqa: B008 - frozen
        parent: QObject | None = None,
    ) -> None:
        """`kept_in` is the file that keeps the queue; `worker` writes it."""
        super().__init__(parent)
        self._kept_in = kept_in
        self._network = network
        self._worker = worker
        self._inhibitor = inhibitor
        self._token_for = token_for
        self._options = options
        self._limit = SpeedLimit()
        self._items: dict[int, DownloadItem] = {}
        self._run: Run | None = None
        self._left: DownloadItem | None = None
        self._closed = False
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self.retry)
        self._told.connect(self._on_told)

    @property
    def items(self) -> tuple[DownloadItem, ...]:
        """All downloads, in the order of their turns."""
        return tuple(self._items.values())

    @property
    def is_busy(self) -> bool:
        """Whether something comes at this moment."""
        return self._run is not None

    def start(self) -> None:
        """Take up what an earlier run of the program left."""

        def loaded(items: list[DownloadItem]) -> None:
            come_meanwhile = bool(self._items)
            for item in items:
                if self._item_of([file.name for file in item.files], Path(item.folder)) is None:
                    self._take_up(item)
            if come_meanwhile:  # they were saved without these
                self._save()
            self._go_on()

        self._worker.submit(_loaded, self._kept_in, done=loaded)

    def add(
        self, title: str, files: Sequence[RemoteFile], folder: Path, origin: dict[str, str]
    ) -> DownloadItem:
        """Queue files as one item. The same files in the same folder are queued once only.

        One that was finished begins anew; what is there still isn't fetched twice.
        """
        same = self._item_of([file.name for file in files], folder)
        if same is not None and same.state is not DownloadState.DONE:
            self.resume(same.id)
            return self._items[same.id]
        if same is not None:
            self.remove(same.id)
        total = sum(file.size or 0 for file in files)
        number = self._next_number()
        item = DownloadItem(number, title, str(folder), tuple(files), origin, total=total)
        self._items[number] = item
        self.added.emit(item)
        self._save()
        self._go_on()
        return item

    def pause(self, item_id: int) -> None:
        """Let an item rest; what came is kept."""
        if self._items[item_id].state in _LIVE:
            self._change(item_id, state=DownloadState.PAUSED, speed=0.0)
            if self._run is not None and self._run.item_id == item_id:
                self._run.stop()
            self._save()
            self._go_on()

    def resume(self, item_id: int) -> None:
        """Let an item go on that is paused, stalled or failed."""
        if self._items[item_id].state not in (*_UNDER_WAY, DownloadState.DONE):
            self._change(item_id, state=DownloadState.WAITING, error=None)
            self._save()
            self._go_on()

    def remove(self, item_id: int) -> None:
        """Forget an item, and what came of it unless it is whole."""
        item = self._items.pop(item_id)
        if self._run is not None and self._run.item_id == item_id:
            self._run.stop()
            self._left = item  # its thread may still write
        elif item.state is not DownloadState.DONE:
            self._worker.submit(_discard, item.paths)
        self.removed.emit(item_id)
        self._save()
        self._go_on()

    def retry(self) -> None:
        """Try at once what is stalled; for a network that has come back."""
        self._retry.stop()
        for item in self.items:
            if item.state is DownloadState.STALLED:
                self._change(item.id, state=DownloadState.WAITING)
        self._go_on()

    def limit_speed(self, bytes_per_s: float | None) -> None:
        """Hold all downloads together below a speed; None lifts it. Takes effect at once."""
        self._limit.change(bytes_per_s)

    def close(self) -> None:
        """Break off; what came is kept for the next start. Waits for a moment at most."""
        self._closed = True
        self._retry.stop()
        run, self._run = self._run, None
        if run is not None:
            run.stop()
            run.join(2.0)
        self._inhibitor.set_held(DOWNLOADING, False)

    def _take_up(self, item: DownloadItem) -> None:
        if item.id in self._items:
            item = replace(item, id=self._next_number())
        self._items[item.id] = item
        self.added.emit(item)

    def _next_number(self) -> int:
        return max(self._items, default=0) + 1

    def _item_of(self, names: Sequence[str], folder: Path) -> DownloadItem | None:
        """The item that has these files in a folder."""
        for item in self.items:
            if item.folder == str(folder) and [file.name for file in item.files] == names:
                return item
        return None

    def _go_on(self) -> None:
        """Begin the next item when nothing runs."""
        if self._closed or self._run is not None:
            return
        item = next((i for i in self.items if i.state is DownloadState.WAITING), None)
        self._inhibitor.set_held(DOWNLOADING, item is not None)
        if item is None:
            return
        self._change(item.id, state=DownloadState.RUNNING, error=None, trouble="")
        self._run = Run(
            item,
            lambda: HttpClient(self._network),
            self._limit,
            self._token_for,
            self._options,
            self._told.emit,
        )
        self._run.start()

    def _on_told(self, told: Told) -> None:
        if self._closed:
            return
        item = self._items.get(told.item_id)
        if told.progress is not None:
            if item is not None and item.state in _UNDER_WAY:
                self._on_progress(item, told.before, told.progress)
            return
        self._run = None
        left, self._left = self._left, None
        if item is not None:
            self._on_ended(item, told.error)
        elif left is not None:
            self._worker.submit(_discard, left.paths)
        self._go_on()

    def _on_progress(self, item: DownloadItem, before: int, progress: Progress) -> None:
        state = DownloadState.CHECKING if progress.is_checking else DownloadState.RUNNING
        total = item.total or progress.total
        self._change(
            item.id,
            state=state,
            done=before + progress.done,
            total=total,
            speed=progress.speed,
            trouble=progress.trouble,
        )

    def _on_ended(self, item: DownloadItem, error: Exception | None) -> None:
        if isinstance(error, Stopped):
            return
        if error is None:
            whole = item.total or item.done
            self._change(item.id, state=DownloadState.DONE, done=whole, total=whole, speed=0.0)
            self._save()
            self.finished.emit(self._items[item.id])
            return
        if not isinstance(error, QwQError):
            _LOG.error("a download broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        stalled = error.code in _PASSING_CODES
        state = DownloadState.STALLED if stalled else DownloadState.FAILED
        self._change(item.id, state=state, error=error, speed=0.0)
        self._save()
        if stalled:
            self._retry.start()

    def _change(self, item_id: int, **values: object) -> None:
        item = replace(self._items[item_id], **values)  # type: ignore[arg-type]
        self._items[item_id] = item
        self.changed.emit(item)

    def _save(self) -> None:
        kept = [item for item in self.items if item.state is not DownloadState.DONE]
        self._worker.submit(
            write_atomically, self._kept_in, dump(kept), failed=self._on_save_failed
        )

    def _on_save_failed(self, error: Exception) -> None:
        self.save_failed.emit(
            QwQError("downloads_not_saved", detail=repr(error), path=str(self._kept_in))
        )


def _loaded(path: Path) -> list[DownloadItem]:
    try:
        return load(path.read_bytes())
    except OSError:
        return []


def _discard(paths: Iterable[Path]) -> None:
    for path in paths:
        for ending in (PART_ENDING, RECORD_ENDING):
            path.with_name(path.name + ending).unlink(missing_ok=True)
