"""What a user wishes of a download, carried out; throwing much away is asked about first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.advising.fetching import ENTRY
from qwq_desktop.models.catalogue import Catalogue, Role
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.ui.models.downloads.wording import download_line
from qwq_desktop.ui.models.line import Action, Line

ASKED_FROM = 50 * 10**6  # bytes that are worth a question before they are thrown away


class DownloadWishes(QObject):
    """Knows which downloads are asked about at this moment; all cards show them alike."""

    line_changed = Signal(int)  # id of the download whose line is another now

    def __init__(
        self,
        queue: DownloadQueue,
        catalogue: Catalogue,
        open_model: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._catalogue = catalogue
        self._open_model = open_model
        self._asked_about: set[int] = set()
        queue.removed.connect(self._asked_about.discard)

    def item(self, item_id: int) -> DownloadItem | None:
        """A download that is still in the list."""
        return next((item for item in self._queue.items if item.id == item_id), None)

    def line_of(self, item: DownloadItem) -> Line:
        """What a card says of a download."""
        asks = item.id in self._asked_about and item.state is not DownloadState.DONE
        return download_line(item, can_open=self.can_open(item), asks=asks)

    def can_open(self, item: DownloadItem) -> bool:
        """Whether one can chat with it: helpers and embedders are used elsewhere."""
        entry = self._catalogue.by_id(item.origin.get(ENTRY, ""))
        return entry is None or entry.role is Role.CHAT

    def carry_out(self, item_id: int, action: Action) -> None:
        """Do what the user wished; nothing for a download that has left the list."""
        item = self.item(item_id)
        if item is None:
            return
        asked = item_id in self._asked_about
        self._asked_about.discard(item_id)
        match action:
            case Action.PAUSE:
                self._queue.pause(item_id)
            case Action.RESUME | Action.RETRY:
                self._queue.resume(item_id)
            case Action.CANCEL | Action.REMOVE if _is_costly(item) and not asked:
                self._asked_about.add(item_id)
            case Action.CANCEL | Action.REMOVE | Action.DISCARD | Action.HIDE:
                self._queue.remove(item_id)
                return
            case Action.OPEN:
                self._open_model(str(item.paths[0]))
        self.line_changed.emit(item_id)


def _is_costly(item: DownloadItem) -> bool:
    return item.done >= ASKED_FROM
