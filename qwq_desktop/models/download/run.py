"""One item of the queue under way: its files one after another, on a thread of its own."""

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from qwq_desktop.models.download.fetch import Fetch, FetchOptions, Progress
from qwq_desktop.models.download.http import HttpClient, Stopped
from qwq_desktop.models.download.item import DownloadItem
from qwq_desktop.models.download.pace import SpeedLimit
from qwq_desktop.models.download.remote_file import RemoteFile

TokenFor = Callable[[str], str]
"""The token for an address, "" for none; asked on a worker thread."""


@dataclass(frozen=True)
class Told:
    """What the thread of an item says: how far it is, or with no progress that it ended."""

    item_id: int
    progress: Progress | None = None
    before: int = 0  # bytes of files that are whole already
    error: Exception | None = None


class Run(threading.Thread):
    """Fetches the files of one item.

    The first part of a split model comes last: without it nobody opens the rest.
    """

    def __init__(
        self,
        item: DownloadItem,
        client: Callable[[], HttpClient],
        limit: SpeedLimit,
        token_for: TokenFor,
        options: FetchOptions,
        tell: Callable[[Told], None],
    ) -> None:
        super().__init__(name="download", daemon=True)
        self.item_id = item.id
        self._item = item
        self._client = client
        self._limit = limit
        self._token_for = token_for
        self._options = options
        self._tell = tell
        self._lock = threading.Lock()
        self._fetch: Fetch | None = None
        self._stopped = False

    def stop(self) -> None:
        """End it soon; what came is kept."""
        with self._lock:
            self._stopped = True
            fetch = self._fetch
        if fetch is not None:
            fetch.stop()

    def run(self) -> None:
        """The thread's work; tells its end in any case."""
        error: Exception | None = None
        try:
            self._fetch_all()
        except Exception as caught:
            error = caught
        self._tell(Told(self.item_id, error=error))

    def _fetch_all(self) -> None:
        folder, before = Path(self._item.folder), 0
        for file in reversed(self._item.files):
            if _is_whole(folder / file.name, file):
                before += file.size or 0
                continue
            self._begin(file, folder, before).run()
            before += file.size or 0

    def _begin(self, file: RemoteFile, folder: Path, before: int) -> Fetch:
        file = replace(file, token=self._token_for(file.url))

        def report(progress: Progress) -> None:
            self._tell(Told(self.item_id, progress, before))

        fetch = Fetch(file, folder, self._client(), self._limit, report, self._options)
        with self._lock:
            if self._stopped:
                raise Stopped
            self._fetch = fetch
        return fetch


def _is_whole(path: Path, file: RemoteFile) -> bool:
    """Whether a file came in an earlier run; only a whole one bears the name."""
    with contextlib.suppress(OSError):
        return file.size is not None and path.stat().st_size == file.size
    return False
