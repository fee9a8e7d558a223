"""Keeps an engine process as long as it is needed, and starts it again where it dies."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from qwq_desktop.documents.embedding.process import ReadingProcess, Stopped
from qwq_desktop.platform.errors import QwQError

IDLE_S = 300.0
_LOOKS_EVERY_S = 0.05  # whether to stop, while it is another's turn

_LOG = logging.getLogger(__name__)
T = TypeVar("T")


class KeptProcess:
    """A process that starts with the first call and ends after `idle_s` without one.

    It ends with `close` and with the program too. When it dies it is started once more for the same
    call. Calls may come from several threads, and take turns.
    """

    def __init__(self, path: Path, kind: str, idle_s: float = IDLE_S, *, ranks: bool) -> None:
        """`kind` is the word with which its errors' codes begin (`embedder_failed`)."""
        self._path = path
        self._kind = kind
        self._idle_s = idle_s
        self._ranks = ranks
        self.process: ReadingProcess | None = None
        self._is_closed = False
        self.turn = threading.RLock()  # held while the process works
        self._timer: threading.Timer | None = None
        self._last_used = 0.0

    @contextmanager
    def turn_before(self, stopped: Stopped) -> Iterator[bool]:
        """One's turn, for the time of a block; whether it came before a stop."""
        has_it = self.turn.acquire(blocking=False)
        while not has_it and not stopped():
            has_it = self.turn.acquire(timeout=_LOOKS_EVERY_S)
        try:
            yield has_it
        finally:
            if has_it:
                self.turn.release()

    def ask(self, call: Callable[[ReadingProcess], T]) -> T:
        """The process's answer, of a second process where the first one died; in one's turn.

        Raises QwQError: those of loading a model, KIND_failed, KIND_closed.
        """
        try:
            return self._ask_once(call)
        except QwQError as error:
            if error.code != "engine_died" or self._is_closed:
                raise self._told(error) from error
            _LOG.warning("the %s ended by itself, starting it again: %s", self._kind, error.detail)
        try:
            return self._ask_once(call)
        except QwQError as error:
            raise self._told(error) from error

    def close(self) -> None:
        """End the process and wait for it; a call under way ends with KIND_closed."""
        self._is_closed = True
        process = self.process
        if process is not None:
            process.end()
        with self.turn:
            self._drop()
            if self._timer is not None:
                self._timer.cancel()

    def _ask_once(self, call: Callable[[ReadingProcess], T]) -> T:
        process = self._running()
        try:
            answer = call(process)
        except QwQError:
            self._drop()
            raise
        if self._is_closed:  # the process stopped in the middle, in good order
            raise QwQError("engine_died")
        self._last_used = time.monotonic()
        return answer

    def _running(self) -> ReadingProcess:
        if self._is_closed:
            raise QwQError("engine_died")
        if self.process is None:
            self.process = ReadingProcess(self._path, ranks=self._ranks)
            self._last_used = time.monotonic()
            self._watch(self._idle_s)
        return self.process

    def _told(self, error: QwQError) -> QwQError:
        if self._is_closed:
            return QwQError(f"{self._kind}_closed", detail=error.detail)
        if error.code == "engine_died":
            return QwQError(f"{self._kind}_failed", detail=error.detail, reason=error.detail)
        return error

    def _drop(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.end()

    def _watch(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(seconds, self._end_when_idle)
        self._timer.name, self._timer.daemon = f"{self._kind}-idle", True
        self._timer.start()

    def _end_when_idle(self) -> None:
        with self.turn:
            left = self._last_used + self._idle_s - time.monotonic()
            if self.process is None:
                return
            if left > 0:
                self._watch(left)
            else:
                self._drop()
