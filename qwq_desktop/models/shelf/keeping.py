"""All that keeps the models on this computer, built together and ended together."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.foreign.surroundings import Surroundings
from qwq_desktop.models.inventory import Listed
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.checks import ModelChecks
from qwq_desktop.models.shelf.fetching_again import Refetch, refetch_of
from qwq_desktop.models.shelf.follower import ModelFollower
from qwq_desktop.models.shelf.neighbours import NeighbourSearch
from qwq_desktop.models.shelf.relocation import FolderRelocation
from qwq_desktop.models.shelf.shelf import ModelShelf
from qwq_desktop.models.shelf.taking_in import TakingIn
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.long_work import LongWork
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore


class ModelKeeping(QObject):
    """Looks and deletes on one thread of its own, copies and checks on another."""

    def __init__(
        self,
        library: ModelLibrary,
        models: ModelSession,
        settings: SettingsStore,
        downloads: DownloadQueue,
        worker: Worker,
        storage_worker: Worker,
        usage_file: Path,
        open_model: Callable[[str], None],
        stand_in: str,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        """`worker` remembers where downloads are from, `storage_worker` writes the settings.

        `stand_in` is the model that is opened where a loaded one is deleted.
        """
        super().__init__(parent)
        self.library = library
        self._downloads = downloads
        self._worker = worker
        self._looker = looker = Worker("model shelf", self)
        self._long_work = long_work = LongWork("model files", self)
        self.follower = ModelFollower(models, open_model, self)
        self.shelf = ModelShelf(
            library, settings, looker, usage_file, self.follower, stand_in, self
        )
        self.checks = ModelChecks(long_work, self)
        self.taking_in = TakingIn(
            library, settings, looker, long_work, self.follower, self.shelf, self
        )
        self.relocation = FolderRelocation(
            settings, looker, storage_worker, long_work, downloads, self.follower, self.shelf, self
        )
        self.neighbours = NeighbourSearch(around, library, settings, looker, self.shelf, self)
        downloads.finished.connect(self._on_download)
        self.shelf.changed.connect(self._look_after_downloads)

    def fetch_again(self, item: Listed) -> None:
        """Delete a damaged model for good and put its download into the queue once more.

        Where it isn't known where from, `shelf.failed` tells.
        """
        self._looker.submit(
            refetch_of,
            item.ref,
            done=lambda refetch: self._fetch(item, refetch),
            failed=self.shelf.failed.emit,
        )

    def close(self) -> None:
        """Stop what is under way and end the threads. Waits for a moment."""
        self._long_work.close()
        self.taking_in.close()
        self._looker.close()

    def _fetch(self, item: Listed, refetch: Refetch | None) -> None:
        if refetch is None:
            self.shelf.failed.emit(QwQError("origin_unknown", path=str(item.ref.path)))
            return

        def queue() -> None:
            self._downloads.add(refetch.title, refetch.files, refetch.folder, refetch.origin)

        self.shelf.remove(item, forever=True, then=queue)

    def _look_after_downloads(self) -> None:
        """A finished download whose file went away or elsewhere is one no more."""
        done = [item for item in self._downloads.items if item.state is DownloadState.DONE]
        if done:
            self._looker.submit(without_files, done, done=self._forget)

    def _forget(self, gone: list[DownloadItem]) -> None:
        for item in gone:
            if item in self._downloads.items:
                self._downloads.remove(item.id)

    def _on_download(self, _item: object) -> None:
        """List it once it is written down where it is from, which the worker was asked before."""
        self._worker.submit(bool, done=lambda _: self.shelf.tell_change())


def without_files(items: list[DownloadItem]) -> list[DownloadItem]:
    """Those of which a file is not there. Blocking."""
    return [item for item in items if not all(path.exists() for path in item.paths)]
