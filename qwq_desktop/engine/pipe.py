"""An engine process for a command that asks a few things and ends: without Qt, and it waits."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from qwq_desktop.engine.protocol import (
    DoneEvent,
    ErrorEvent,
    Event,
    Request,
    decode_event,
    encode,
)
from qwq_desktop.platform.children import child_command
from qwq_desktop.platform.errors import QwQError

_END_TIMEOUT_S = 1.5
_LOG_BYTES_KEPT = 4096


class EnginePipe:
    """Starts a process at once; `ask` waits for an answer. One thread, no cancelling.

    The process gets ready while its user does other work. Leaving the context ends it. Who wants to
    cancel sends with `send` and reads `events` on a thread of its own.
    """

    def __init__(self) -> None:
        program, arguments = child_command("qwq_desktop.engine")
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            [program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        self._last_id = 0

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def next_id(self) -> int:
        """A request id that was never used before."""
        self._last_id += 1
        return self._last_id

    def send(self, request: Request) -> None:
        """Send a request. Raises QwQError("engine_died")."""
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(encode(request))
            stdin.flush()
        except (OSError, ValueError) as error:  # broken, or closed by another thread
            raise self.death() from error

    def events(self) -> Iterator[Event]:
        """What the process says, until it ends. Raises QwQError("bad_event")."""
        stdout = self._process.stdout
        assert stdout is not None
        for line in stdout:
            yield decode_event(line)

    def ask(self, request: Request) -> DoneEvent:
        """Send a request and wait for its end.

        Raises QwQError: that of the answer, or "engine_died" where none comes.
        """
        self.send(request)
        for event in self.events():
            if event.id == request.id and isinstance(event, DoneEvent):
                return event
            if event.id == request.id and isinstance(event, ErrorEvent):
                raise QwQError(event.code, detail=event.detail, **event.facts)
        raise self.death()

    def death(self) -> QwQError:
        """The error of a process that says no more; it is ended if it still runs."""
        exit_code = self._wait()
        reason = ""
        with contextlib.suppress(ValueError):  # closed meanwhile, by another thread
            self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - _LOG_BYTES_KEPT))
            reason = self._log.read().decode("utf-8", "replace").strip()
        return QwQError("engine_died", detail=reason, exit_code=exit_code, reason=reason)

    def close(self) -> None:
        """End the process and wait for it."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        with contextlib.suppress(BrokenPipeError):  # it was gone before
            stdin.close()
        self._wait()
        stdout.close()  # not earlier: that would wait for a thread that reads from it
        self._log.close()

    def _wait(self) -> int:
        try:
            return self._process.wait(_END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()
