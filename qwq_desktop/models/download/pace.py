"""How fast a download goes, and how fast it may go."""

import threading
import time
from collections import deque
from collections.abc import Callable

_WINDOW_S = 5.0  # what "now" means for a speed that people read
_BURST_S = 0.25


class Meter:
    """Bytes a second over the last seconds; any thread may call it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._marks: deque[tuple[float, int]] = deque([(clock(), 0)])
        self._total = 0

    @property
    def total(self) -> int:
        """The bytes counted so far."""
        return self._total

    def count(self, size: int) -> None:
        """Note that `size` bytes came."""
        now = self._clock()
        with self._lock:
            self._total += size
            if now - self._marks[-1][0] < 0.1:
                return
            self._marks.append((now, self._total))
            while len(self._marks) > 2 and now - self._marks[1][0] > _WINDOW_S:
                self._marks.popleft()

    def speed(self) -> float:
        """Bytes a second."""
        now = self._clock()
        with self._lock:
            begun, before = self._marks[0]
            return (self._total - before) / max(now - begun, 0.001)


class SpeedLimit:
    """Shares a number of bytes a second among connections; None is no limit.

    Any thread may call it, and change the limit while others wait.
    """

    def __init__(
        self, bytes_per_s: float | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._rate = bytes_per_s
        self._free_at = clock()

    def change(self, bytes_per_s: float | None) -> None:
        """Set another limit."""
        with self._lock:
            self._rate = bytes_per_s
            self._free_at = self._clock()

    def reserve(self, size: int) -> float:
        """Take `size` bytes out of the allowance; the seconds to wait before the next."""
        with self._lock:
            if not self._rate:
                return 0.0
            now = self._clock()
            self._free_at = max(self._free_at, now - _BURST_S) + size / self._rate
            return max(0.0, self._free_at - now)
