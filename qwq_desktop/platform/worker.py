"""One named thread beside the window: runs calls in order, brings their results back."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, TypeVarTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Job:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None


@dataclass(frozen=True)
class _Outcome:
    job: _Job
    value: Any = None
    error: Exception | None = None


class Worker(QObject):
    """Runs callables one after another on a thread of its own.

    Results arrive through the event loop of the thread that owns the Worker, in the order of the
    calls. Whoever makes a Worker ends it with `close`.
    """

    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._closed = False
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # A daemon, so that a call that hangs beyond close() cannot keep the program from ending.
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def submit(
        self,
        function: Callable[[*Ts], T],
        *args: *Ts,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Queue `function(*args)`; `done` gets its result or `failed` its exception.

        Both are called in the owner's thread. An exception without `failed` is logged. Raises
        RuntimeError after `close`, since the call would be lost.
        """
        if self._closed:
            raise RuntimeError(f"worker {self._name} is closed")
        self._jobs.put(_Job(function, args, done, failed))

    def close(self, timeout: float = 10.0) -> bool:
        """Run what is queued and end the thread; return whether that took less than `timeout`.

        Waits. Nothing is delivered from here on, not even results that were already under way.
        """
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
        self._thread.join(timeout)
        if self._thread.is_alive():
            _log.error("Worker %s did not end within %.1f s", self._name, timeout)
            return False
        return True

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            outcome = self._perform(job)
            if not self._closed:
                self._finished.emit(outcome)

    def _perform(self, job: _Job) -> _Outcome:
        try:
            return _Outcome(job, value=job.function(*job.arguments))
        except Exception as error:
            if job.failed is None or self._closed:
                name = getattr(job.function, "__qualname__", repr(type(job.function)))
                _log.exception("%s failed on worker %s", name, self._name)
            return _Outcome(job, error=error)

    @Slot(object)
    def _deliver(self, outcome: _Outcome) -> None:
        if self._closed:
            return
        if outcome.error is None:
            if outcome.job.done is not None:
                outcome.job.done(outcome.value)
        elif outcome.job.failed is not None:
            outcome.job.failed(outcome.error)
