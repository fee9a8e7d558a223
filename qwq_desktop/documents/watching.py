"""Hears of changes in the folders that are watched, and looks again now and then all the same."""

from collections.abc import Iterable

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 1_500  # files come in flocks, and large ones are written for a while
LOOK_AGAIN_MS = 5 * 60_000  # network drives tell nothing
_AT_ONCE = 50  # places: the system is asked about each, on the main thread
MOST_PLACES = 1_000  # systems allow only so many; the rest is seen at the next look


class FolderWatcher(QObject):
    """Says that it is worth looking again; lives in the main thread and reads nothing itself."""

    changed = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        settle_ms: int = SETTLE_MS,
        look_again_ms: int = LOOK_AGAIN_MS,
    ) -> None:
        super().__init__(parent)
        self._watcher: QFileSystemWatcher | None = None  # made with the first place
        self._settling = QTimer(self, singleShot=True, interval=settle_ms)
        self._settling.timeout.connect(self.changed)
        self._not_yet: list[str] = []
        self._adding = QTimer(self, interval=0)
        self._adding.timeout.connect(self._add_some)
        self._again = QTimer(self, interval=look_again_ms)
        self._again.timeout.connect(self.changed)

    def watch(self, folders: Iterable[str], files: Iterable[str]) -> None:
        """Watch these places and no others; folders count first where there are too many."""
        wanted = list(dict.fromkeys([*folders, *files]))[:MOST_PLACES]
        self._again.start()
        if not wanted and self._watcher is None:
            return
        watcher = self._made()
        watched = {*watcher.directories(), *watcher.files()}
        if gone := watched.difference(wanted):  # Qt warns of empty lists
            watcher.removePaths(list(gone))
        # A file that was replaced is watched no more: it is named anew.
        self._not_yet = [path for path in wanted if path not in watched]
        self._adding.start()

    def close(self) -> None:
        """Watch nothing."""
        for timer in (self._settling, self._again, self._adding):
            timer.stop()
        if self._watcher is not None:
            self._watcher.blockSignals(True)

    def _add_some(self) -> None:
        now, self._not_yet = self._not_yet[:_AT_ONCE], self._not_yet[_AT_ONCE:]
        if now:  # Qt warns of empty lists
            self._made().addPaths(now)
        else:
            self._adding.stop()

    def _made(self) -> QFileSystemWatcher:
        if self._watcher is None:
            self._watcher = QFileSystemWatcher(self)
            self._watcher.directoryChanged.connect(self._on_changed)
            self._watcher.fileChanged.connect(self._on_changed)
        return self._watcher

    def _on_changed(self, _path: str) -> None:
        self._settling.start()
