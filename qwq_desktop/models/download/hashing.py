"""The SHA-256 of a file while it comes, from its front on, in whatever order its parts arrive."""

import hashlib
import threading
from collections.abc import Callable

from qwq_desktop.models.download.partial import PartialFile

_BUFFER = 1 << 20


class FrontHasher:
    """Reads behind the front of a partial file on a thread of its own.

    Reading from the file again costs nothing but the copy: what has just come is in memory.
    """

    def __init__(self, partial: PartialFile, stopped: Callable[[], bool]) -> None:
        self._partial = partial
        self._stopped = stopped
        self._hash = hashlib.sha256()
        self.done = 0  # bytes
        self._error: OSError | None = None
        self._abandoned = False
        self._more = threading.Event()
        self._thread = threading.Thread(target=self._run, name="download-hash", daemon=True)
        self._thread.start()

    def advance(self) -> None:
        """Tell it that bytes have come."""
        self._more.set()

    def abandon(self) -> None:
        """End the thread; there will be no hash."""
        self._abandoned = True
        self._more.set()
        self._thread.join()

    def digest(self, tell: Callable[[int], None]) -> str:
        """Wait for the end of the file, telling the bytes read; the hash in hex.

        An empty text where it was stopped. Raises OSError.
        """
        while self._thread.is_alive():
            self._more.set()
            self._thread.join(0.1)
            tell(self.done)
        if self._error is not None:
            raise self._error
        return self._hash.hexdigest() if self.done == self._partial.identity.size else ""

    def _run(self) -> None:
        buffer = memoryview(bytearray(_BUFFER))
        size = self._partial.identity.size
        try:
            while self.done < size and not self._abandoned and not self._stopped():
                available = self._partial.front - self.done
                if not available:
                    self._more.wait(0.2)
                    self._more.clear()
                    continue
                count = self._partial.read(self.done, buffer[: min(available, _BUFFER)])
                if not count:
                    return
                self._hash.update(buffer[:count])
                self.done += count
        except OSError as error:
            self._error = error
