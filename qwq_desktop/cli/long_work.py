"""Work on large files at the terminal: its progress, and Ctrl+C that ends it in good order."""

import signal
import sys
from collections.abc import Callable
from typing import TypeVar

from qwq_desktop.platform.copying import Asked, Tell

T = TypeVar("T")


class _Progress:
    """A line on the terminal that tells the share done, anew at each percent."""

    def __init__(self, total_bytes: int) -> None:
        self._total = total_bytes
        self._shown = -1
        self._shows = sys.stderr.isatty()

    def tell(self, done_bytes: int) -> None:
        percent = min(100, 100 * done_bytes // max(1, self._total))
        if self._shows and percent != self._shown:
            self._shown = percent
            print(f"\r{percent} %\x1b[K", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shown >= 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def run_long(work: Callable[[Tell, Asked], T], total_bytes: int) -> T:
    """The result of `work`. Raises Stopped after Ctrl+C, and what the work raises."""
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    progress = _Progress(total_bytes)
    try:
        return work(progress.tell, lambda: bool(asked))
    finally:
        signal.signal(signal.SIGINT, before)
        progress.end()
