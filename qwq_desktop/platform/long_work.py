"""Long work on large files beside the window: one piece after another, each told and stoppable."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from qwq_desktop.platform.copying import Asked, Stopped, Tell
from qwq_desktop.platform.worker import Worker

Work = Callable[[Tell, Asked], Any]
_STEPS = 1000


class LongTask(QObject):
    """One piece of work. Ends in `finished`, `failed` or `stopped`, told in the main thread."""

    failed = Signal(object)  # Exception
    finished = Signal(object)  # what the work returned
    progressed = Signal(float)  # share done, 0 to 1
    stopped = Signal()

    _told = Signal(int)

    def __init__(self, work: Work, total_bytes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._total = max(1, total_bytes)
        self._lock = threading.Lock()
        self._has_begun = self._is_stopping = False
        self._step = -1
        self.share = 0.0
        self.is_over = False
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def is_stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._is_stopping

    def cancel(self) -> None:
        """Stop it; what still waits for its turn ends at once."""
        with self._lock:
            self._is_stopping = True
            waits = not self._has_begun
        if waits:
            self.end_with(Stopped())

    def run(self) -> Any:
        """Do the work, on a worker; that it was stopped is a result too."""
        with self._lock:
            if self._is_stopping:
                return Stopped()
            self._has_begun = True
        try:
            return self._work(self._tell, lambda: self._is_stopping)
        except Stopped as stopped:
            return stopped

    def end_with(self, result: Any) -> None:
        """Tell the end, once."""
        if self.is_over:
            return
        self.is_over = True
        if isinstance(result, Stopped):
            self.stopped.emit()
        else:
            self.finished.emit(result)
        self.deleteLater()

    def end_failed(self, error: Exception) -> None:
        """Tell what went wrong, once."""
        if not self.is_over:
            self.is_over = True
            self.failed.emit(error)
            self.deleteLater()

    def _tell(self, done_bytes: int) -> None:
        step = min(_STEPS, _STEPS * done_bytes // self._total)
        if step != self._step:  # the event loop needn't hear of each buffer
            self._step = step
            self._told.emit(step)

    def _on_told(self, step: int) -> None:
        if not self.is_over:
            self.share = step / _STEPS
            self.progressed.emit(self.share)


class LongWork(QObject):
    """Does tasks in their order on a thread of its own, which is made for the first of them."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._worker: Worker | None = None
        self._tasks: list[LongTask] = []

    def start(self, work: Work, total_bytes: int) -> LongTask:
        """Queue a piece of work; `total_bytes` is what it tells when it is done."""
        if self._worker is None:
            self._worker = Worker(self._name, self)
        task = LongTask(work, total_bytes, self)
        self._tasks = [one for one in self._tasks if not one.is_over] + [task]
        self._worker.submit(task.run, done=task.end_with, failed=task.end_failed)
        return task

    def close(self) -> None:
        """Stop everything and wait for the thread. What was done of a copy is kept."""
        for task in self._tasks:
            if not task.is_over:
                task.cancel()
        if self._worker is not None:
            self._worker.close()
