"""Several connections for one file, as many as make it quicker."""

import queue
import threading
import time
from collections.abc import Callable, Sequence

from qwq_desktop.models.download.line import Job, Line
from qwq_desktop.models.download.spans import Span, shares

_SHARES_A_LINE = 4  # smaller ones let a quick connection take over from a slow one
_TICK_S = 0.1
_PAYS = 1.15  # a further connection must bring this


class Lines:
    """Runs lines over the gaps of a file until they are filled or one of them fails.

    It begins with one connection and adds another as long as the last one made it quicker.
    """

    def __init__(self, job: Job, most: int, smallest_share: int, ramp_s: float) -> None:
        self._job = job
        self._most = most
        self._smallest_share = smallest_share
        self._ramp_s = ramp_s
        self._spans: queue.SimpleQueue[Span] = queue.SimpleQueue()
        self._failure: BaseException | None = None
        self._threads: list[threading.Thread] = []

    def run(self, gaps: Sequence[Span], tell: Callable[[], None]) -> None:
        """Fill the gaps, calling `tell` meanwhile. Raises what a line raised first."""
        count = self._most * _SHARES_A_LINE if self._most > 1 else 1
        for span in shares(gaps, count, self._smallest_share):
            self._spans.put(span)
        self._add()
        last_speed, next_look = 0.0, time.monotonic() + self._ramp_s
        while any(thread.is_alive() for thread in self._threads):
            self._threads[-1].join(_TICK_S)
            tell()
            if time.monotonic() < next_look or self._failure is not None:
                continue
            next_look = time.monotonic() + self._ramp_s
            speed = self._job.meter.speed()
            if speed < _PAYS * last_speed:
                next_look = float("inf")
            elif len(self._threads) < self._most and not self._spans.empty():
                last_speed = speed
                self._add()
        if self._failure is not None:
            raise self._failure

    def _add(self) -> None:
        thread = threading.Thread(target=self._work, name="download-line", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while self._failure is None:
            try:
                span = self._spans.get_nowait()
            except queue.Empty:
                return
            try:
                Line(self._job, span).run()
            except BaseException as error:  # handed to the thread that waits
                self._failure = self._failure or error
                return
