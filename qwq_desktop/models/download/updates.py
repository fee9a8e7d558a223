"""News of downloads at a pace that people can read: changes of state at once, of progress a few."""

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.queue import DownloadQueue

PACE_MS = 250


class DownloadUpdates(QObject):
    """Passes on what a queue tells; progress at most every `pace_ms`.

    A change of state is told in the event loop's next turn, so that several of one turn are told as
    one, and whoever caused them doesn't wait for the window.
    """

    shown = Signal(object)  # DownloadItem that came, or is another now
    gone = Signal(int)  # id of an item that was removed

    def __init__(
        self, queue: DownloadQueue, pace_ms: int = PACE_MS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._states: dict[int, DownloadState] = {}
        self._waiting: dict[int, DownloadItem] = {}
        self._pace_ms = pace_ms
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._tell)
        queue.added.connect(self._on_changed)
        queue.changed.connect(self._on_changed)
        queue.removed.connect(self._on_removed)

    def _on_changed(self, item: DownloadItem) -> None:
        self._waiting[item.id] = item
        if self._states.get(item.id) is not item.state:
            self._states[item.id] = item.state
            self._timer.start(0)
        elif not self._timer.isActive():
            self._timer.start(self._pace_ms)

    def _on_removed(self, item_id: int) -> None:
        self._states.pop(item_id, None)
        self._waiting.pop(item_id, None)
        self.gone.emit(item_id)

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for item in waiting.values():
            self.shown.emit(item)
