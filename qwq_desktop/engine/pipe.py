"""An engine process for a command that asks a few things and ends: without Qt, and it waits."""

import os
import subprocess
import tempfile
from types import TracebackType
from typing import Self

from qwq_desktop.engine.protocol import DoneEvent, ErrorEvent, Request, decode_event, encode
from qwq_desktop.platform.children import child_command
from qwq_desktop.platform.errors import QwQError

_END_TIMEOUT_S = 1.5
_LOG_BYTES_KEPT = 4096


class EnginePipe:
    """Starts a process at once; `ask` waits for an answer. One thread, no cancelling.

    The process gets ready while its user does other work. Leaving the context ends it.
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

    def next_id(self) -> int:
        """A request id that was never used before."""
        self._last_id += 1
        return self._last_id

    def ask(self, request: Request) -> DoneEvent:
        """Send a request and wait for its end.

        Raises QwQError: that of the answer, or "engine_died" where none comes.
        """
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(encode(request))
            stdin.flush()
        except OSError as error:
            raise self._death() from error
        for line in stdout:
            event = decode_event(line)
            if event.id == request.id and isinstance(event, DoneEvent):
                return event
            if event.id == request.id and isinstance(event, ErrorEvent):
                raise QwQError(event.code, detail=event.detail, **event.facts)
        raise self._death()

    def close(self) -> None:
        """End the process and wait for it."""
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except BrokenPipeError:  # it was gone before
                continue
        try:
            self._process.wait(_END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def _death(self) -> QwQError:
        exit_code = self._process.wait()
        self._log.seek(max(0, self._log.seek(0, os.SEEK_END) - _LOG_BYTES_KEPT))
        reason = self._log.read().decode("utf-8", "replace").strip()
        return QwQError("engine_died", detail=reason, exit_code=exit_code, reason=reason)
