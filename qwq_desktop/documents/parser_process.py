"""One parser process as the application holds it: its pipes, its memory, its end."""

import logging
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from typing import IO

import psutil

from qwq_desktop.documents.parser.limits import MEMORY_VARIABLE, MOST_LINE_BYTES
from qwq_desktop.platform.children import child_command

_END_TIMEOUT_S = 5.0
_LINES_AHEAD = 4  # the process waits when what it said isn't taken: memory stays bounded here too
_LOG_LINES, _LOG_LINE_BYTES = 20, 2_000
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW of WinBase.h

_log = logging.getLogger(__name__)


class ParserProcess:
    """Starts at once. Everything but `next_line` returns without waiting for the process.

    It leads a process group of its own, so that what it started ends with it.
    """

    def __init__(self, memory_bytes: int) -> None:
        program, arguments = child_command("qwq_desktop.documents.parser")
        self._process = subprocess.Popen(
            [program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUTF8": "1", MEMORY_VARIABLE: str(memory_bytes)},
            start_new_session=True,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )
        self._lines: queue.Queue[bytes] = queue.Queue(_LINES_AHEAD)
        self._log_tail: deque[str] = deque(maxlen=_LOG_LINES)
        self._is_given_up = threading.Event()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._stdin = self._process.stdin
        self._threads = [
            threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True),
            threading.Thread(target=self._read_log, args=(self._process.stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    @property
    def log(self) -> str:
        """The last lines of its log."""
        return "\n".join(self._log_tail)

    def send(self, line: bytes) -> None:
        """Write a request; one that it can't take any more is lost, and no answer comes."""
        try:
            self._stdin.write(line)
            self._stdin.flush()
        except OSError as error:
            _log.info("the parser took no request: %r", error)

    def next_line(self, timeout_s: float) -> bytes | None:
        """Its next answer; None when none came in time; b"" after the last."""
        try:
            return self._lines.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def memory_bytes(self) -> int:
        """What it takes of the computer's memory; 0 when it has ended."""
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def end(self) -> int:
        """End it, whatever it does, and wait for that; its exit code."""
        self._is_given_up.set()
        self._kill()
        while any(thread.is_alive() for thread in self._threads):
            self.next_line(0.01)  # a reader may be waiting for room
        try:
            self._stdin.close()
        except OSError as error:
            _log.debug("a request was left unsent: %r", error)
        return self._process.wait(_END_TIMEOUT_S)

    def wait(self) -> int:
        """Wait for an end that has begun (its output has ended); its exit code."""
        try:
            self._process.wait(_END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            _log.warning("the parser closed its output and went on")
        return self.end()

    def _kill(self) -> None:
        """The process with all that it started; on Windows the job object ends those."""
        if sys.platform == "win32":
            self._process.kill()
            return
        if self._process.poll() is not None:
            return  # its number may be another's by now
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()

    def _read(self, stdout: IO[bytes]) -> None:
        """Hand on whole lines; one that doesn't end within its limit is the last."""
        with stdout:
            while line := stdout.readline(MOST_LINE_BYTES):
                self._lines.put(line)
                if not line.endswith(b"\n") or self._is_given_up.is_set():
                    break
        self._lines.put(b"")

    def _read_log(self, stderr: IO[bytes]) -> None:
        with stderr:
            while line := stderr.readline(_LOG_LINE_BYTES):
                self._log_tail.append(line.decode("utf-8", "replace").rstrip())
