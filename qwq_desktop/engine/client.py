"""The application's end of the engine process: starts it, talks to it, ends it."""

import itertools
import logging
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from qwq_desktop.engine.interface import Engine
from qwq_desktop.engine.protocol import (
    CancelRequest,
    DoneEvent,
    ErrorEvent,
    Event,
    LoadRequest,
    Request,
    SteerRequest,
    StopReason,
    decode_event,
    encode,
)
from qwq_desktop.platform.children import child_command
from qwq_desktop.platform.errors import QwQError

_LOG = logging.getLogger("qwq_desktop.engine.process")
_LOG_LINES_KEPT = 40
_END_TIMEOUT_MS = 1500
CANCEL_GRACE_MS = 100  # then a load that goes on is ended with its process


class LocalEngine(QObject):
    """One engine process. Lives in the thread that made it; nothing here waits, except `close`."""

    event_received = Signal(object)  # Event
    process_died = Signal(int, str)  # exit code, last lines of its log

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._ending: list[QProcess] = []
        self._reaper = QTimer(self, singleShot=True, interval=_END_TIMEOUT_MS)
        self._reaper.timeout.connect(self._kill_ending)
        self._pending: dict[int, Request] = {}  # sent and not answered to the end, oldest first
        self._restarts = False  # the next request starts a process
        self._cancelled_load = 0
        self._grace = QTimer(self, singleShot=True, interval=CANCEL_GRACE_MS)
        self._grace.timeout.connect(self._break_off_load)
        self._ids = itertools.count(1)
        self._buffer = b""
        self._log_tail: deque[str] = deque(maxlen=_LOG_LINES_KEPT)

    @property
    def is_running(self) -> bool:
        """Whether a process is there (it may still be starting), or comes with the next request."""
        return self._process is not None or self._restarts

    def next_id(self) -> int:
        """A request id that was never used before."""
        return next(self._ids)

    def start(self) -> None:
        """Start the process unless it runs; requests may be sent at once."""
        if self._process is not None:
            return
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        environment.insert("PYTHONUNBUFFERED", "1")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read_events)
        process.readyReadStandardError.connect(self._read_log)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process, self._buffer, self._restarts = process, b"", False
        self._log_tail.clear()
        program, arguments = child_command("qwq_desktop.engine")
        process.start(program, arguments)

    def send(self, request: Request) -> None:
        """Send a request; does nothing when no process runs (its death was told)."""
        if self._restarts:
            self.start()
        if self._process is None:
            return
        if not isinstance(request, CancelRequest | SteerRequest):
            self._pending[request.id] = request
        self._process.write(encode(request))

    def cancel(self, target: int) -> None:
        """Ask the engine to stop a request.

        A load can't always stop at once: llama.cpp reads a vocabulary to its end. One that goes on
        after `CANCEL_GRACE_MS` ends with its process; another process comes with the next request.
        """
        if self._process is None:
            return
        self.send(CancelRequest(self.next_id(), target))
        if isinstance(self._pending.get(target), LoadRequest):
            self._cancelled_load = target
            self._grace.start()

    def end(self) -> None:
        """End the process, so that its memory surely returns; no `process_died` follows.

        Does not wait.
        """
        self._restarts = False
        process = self._release()
        if process is None:
            return
        self._ending.append(process)
        process.finished.connect(self._reap)
        process.closeWriteChannel()
        self._reaper.start()

    def close(self) -> None:
        """End all processes and wait for them: for the end of the program."""
        self.end()
        for process in list(self._ending):
            if not process.waitForFinished(_END_TIMEOUT_MS):
                process.kill()
                process.waitForFinished(_END_TIMEOUT_MS)

    def _break_off_load(self) -> None:
        """End a process that is still loading what nobody wants; what waited behind it goes on.

        A load that waits itself is left alone: the engine will skip it.
        """
        waiting, target = dict(self._pending), self._cancelled_load
        if next(iter(waiting), 0) != target:
            return
        process = self._release()
        if process is None:
            return
        self._ending.append(process)
        process.finished.connect(self._reap)
        process.kill()
        self._restarts = True
        del waiting[target]
        for request in waiting.values():
            self.send(request)
        self.event_received.emit(DoneEvent(target, StopReason.CANCELLED))

    def _kill_ending(self) -> None:
        """Those that were asked to end and have not."""
        for process in self._ending:
            process.kill()

    def _reap(self) -> None:
        """Drop those that have ended; Qt frees them with their parent, this object."""
        ended = QProcess.ProcessState.NotRunning
        self._ending = [process for process in self._ending if process.state() is not ended]

    def _release(self) -> QProcess | None:
        process, self._process = self._process, None
        self._pending.clear()
        self._grace.stop()
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._read_events)
            process.readyReadStandardError.disconnect(self._read_log)
            process.finished.disconnect(self._on_finished)
            process.errorOccurred.disconnect(self._on_error)
        return process

    def _read_events(self) -> None:
        if self._process is None:
            return
        self._buffer += bytes(self._process.readAllStandardOutput().data())
        *lines, self._buffer = self._buffer.split(b"\n")
        for line in lines:
            try:
                event = decode_event(line)
            except QwQError as error:
                _LOG.warning("unreadable line from the engine: %s", error)
                continue
            if isinstance(event, DoneEvent | ErrorEvent):
                self._pending.pop(event.id, None)
            self.event_received.emit(event)

    def _read_log(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        for line in text.splitlines():
            self._log_tail.append(line)
            _LOG.info("%s", line)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            reason = self._process.errorString()
            self._release()
            self.process_died.emit(-1, reason)

    def _on_finished(self, exit_code: int) -> None:
        self._read_events()
        self._read_log()
        process = self._release()
        if process is None:
            return
        if process.exitStatus() is QProcess.ExitStatus.CrashExit:
            exit_code = -exit_code
        self.process_died.emit(exit_code, "\n".join(self._log_tail))


class Calls(QObject):
    """Routes the events of an engine to those who sent the requests, by request id."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.engine = engine
        self._listeners: dict[int, Callable[[Event], None]] = {}
        engine.event_received.connect(self._route)

    def send(self, request: Request, listener: Callable[[Event], None]) -> None:
        """Send a request; `listener` gets its events, the last of which is `done` or `error`."""
        self._listeners[request.id] = listener
        self.engine.send(request)

    def forget(self, request_id: int) -> None:
        """Deliver no more events of a request."""
        self._listeners.pop(request_id, None)

    def forget_all(self) -> None:
        """The process is gone: nothing more will come."""
        self._listeners.clear()

    def _route(self, event: Event) -> None:
        listener = self._listeners.get(event.id)
        if listener is None:
            return
        if event.kind in ("done", "error"):
            self.forget(event.id)
        listener(event)
