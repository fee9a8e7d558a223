"""Has the disk take what comes while it comes, so that the end need not wait for all of it."""

import threading
from types import TracebackType

from qwq_desktop.models.download.partial import PartialFile

_INTERVAL_S = 0.25


class Flusher:
    """Works on a thread of its own inside a `with`, whose end raises what the disk said: OSError.

    The error must be kept: the system tells it once, the next flush would seem to succeed.
    """

    def __init__(self, partial: PartialFile) -> None:
        self._partial = partial
        self._ended = threading.Event()
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._run, name="download-flush", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()
        if self._error is not None and error is None:
            raise self._error

    def _run(self) -> None:
        try:
            while not self._ended.wait(_INTERVAL_S):
                self._partial.flush()
        except OSError as error:
            self._error = error
