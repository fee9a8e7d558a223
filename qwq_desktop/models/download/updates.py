"""News of downloads at a pace that people can read: each change of state, of progress a few."""

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.queue import DownloadQueue

PACE_MS = 250


class DownloadUpdates(QObject):
    """Passes on what a queue tells; progress of one item at most every `pace_ms`."""

    shown = Signal(object)  # DownloadItem that came, or is another now
    gone = Signal(int)  # id of an item that was removed

    def __init__(
        self, queue: DownloadQueue, pace_ms: int = PACE_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._states: dict[int, DownloadState] = {}
        self._waiting: dict[int, DownloadItem] = {}
        self._timer = QTimer(self, singleShot=True, interval=pace_ms)
        self._timer.timeout.connect(self._tell)
        queue.added.connect(self._on_changed)
        queue.changed.connect(self._on_changed)
        queue.removed.connect(self._on_removed)

    def _on_changed(self, item: DownloadItem) -> None:
        if self._states.get(item.id) is not item.state:
            self._states[item.id] = item.state
            self._waiting.pop(item.id, None)
            self.shown.emit(item)
            return
        self._waiting[item.id] = item
        if not self._timer.isActive():
            self._timer.start()

    def _on_removed(self, item_id: int) -> None:
        self._states.pop(item_id, None)
        self._waiting.pop(item_id, None)
        self.gone.emit(item_id)

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for item in waiting.values():
            self.shown.emit(item)
