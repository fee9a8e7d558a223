"""The application's end of the parser process: asks, waits, checks, and ends it at its limits."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from qwq_desktop.documents.page_view import PageBoxes, PageImage
from qwq_desktop.documents.parser.checked import (
    Assembly,
    boxes_of,
    error_of,
    message_of,
    page_of,
    pixels_of,
)
from qwq_desktop.documents.parser.limits import MEMORY_BYTES
from qwq_desktop.documents.parser.protocol import Request, encode
from qwq_desktop.documents.parser_process import ParserProcess
from qwq_desktop.documents.png import png_of
from qwq_desktop.documents.text import DocumentText
from qwq_desktop.platform.errors import QwQError

_LOOK_S = 0.1  # how often a stop and the limits are looked at
_LARGE_BYTES = 300_000_000  # a process that has grown so far is not kept for the next file
_LEAST_WIDTH_PX, _MOST_WIDTH_PX = 16, 8_000

Progress = Callable[[int, int], None]  # a page, and of how many
S = TypeVar("S")
T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ParserLimits:
    """What one document may cost.

    `silence_s`: nothing at all came from the process for so long. Recognising a page by OCR has 50
    seconds of its own, so this is more.
    """

    total_s: float = 1800.0
    silence_s: float = 100.0
    memory_bytes: int = MEMORY_BYTES


def _never() -> bool:
    return False


def _untold(_page: int, _pages: int) -> None:
    pass


class DocumentParser:
    """Reads documents through a parser process, one at a time; all calls wait.

    For worker threads; calls from several take their turns, so a view has a parser of its own
    beside that of a long job. The process starts with the first call, serves many, and ends by
    itself when nothing is asked for half a minute. A crash or a limit costs the one file. Whoever
    makes a parser ends it with `close`.

    Errors are QwQErrors `document_…` with the fact `name`; a stop is `cancelled`.
    """

    def __init__(self, limits: ParserLimits = ParserLimits()) -> None:
        self._limits = limits
        self._process: ParserProcess | None = None
        self._turn = threading.Lock()
        self._is_closed = False

    def parse(
        self,
        path: Path,
        *,
        password: str = "",
        stopped: Callable[[], bool] = _never,
        progress: Progress = _untold,
    ) -> DocumentText:
        """The text of a document. Of a PDF `progress` hears now and then which page is read."""
        with self._turn, _named(path):
            assembly = Assembly()
            for message in self._answers(Request("parse", str(path), password), stopped):
                if "done" in message:
                    return self._checked(assembly.finished, message)
                if "page" in message:
                    progress(*self._checked(page_of, message))
                else:
                    self._checked(assembly.add, message)
        raise AssertionError("answers end with the last or an error")

    def render(
        self,
        path: Path,
        page: int,
        width_px: int,
        *,
        password: str = "",
        stopped: Callable[[], bool] = _never,
    ) -> PageImage:
        """A page of a PDF as it looks, about `width_px` wide; very large pages come smaller."""
        width = min(max(width_px, _LEAST_WIDTH_PX), _MOST_WIDTH_PX)
        request = Request("render", str(path), password, page, width)
        with self._turn, _named(path):
            message = next(self._answers(request, stopped))
            columns, rows, pixels = self._checked(pixels_of, message)
        return PageImage(png_of(columns, rows, pixels), columns, rows)

    def page_boxes(
        self,
        path: Path,
        page: int,
        *,
        password: str = "",
        stopped: Callable[[], bool] = _never,
    ) -> PageBoxes:
        """The text of a page of a PDF, as `parse` gave it, and where its characters stand."""
        request = Request("boxes", str(path), password, page)
        with self._turn, _named(path):
            message = next(self._answers(request, stopped))
            text, boxes = self._checked(boxes_of, message)
        return PageBoxes(text, boxes)

    def close(self) -> None:
        """End the process; a call that waits gets `cancelled`. Returns at once or soon."""
        self._is_closed = True
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def _answers(self, request: Request, stopped: Callable[[], bool]) -> Iterator[dict[str, Any]]:
        """What the process says to a request. Raises its error, or why there is no answer.

        A process that ended for want of work just as it was asked is replaced, once.
        """
        for attempt in range(2):
            process = self._running()
            process.send(encode(request))
            is_first = True
            for line in self._lines(process, stopped):
                message = self._checked(message_of, line)
                is_first = False
                if "error" in message:
                    raise self._told(message)
                yield message
                if message.keys().isdisjoint(("blocks", "page")):
                    return
            self._process = None
            exit_code = process.wait()
            if exit_code or not is_first or attempt:
                _log.warning("the parser ended (%s): %s", exit_code, process.log)
                raise QwQError("document_crashed", detail=process.log, exit_code=exit_code)

    def _lines(self, process: ParserProcess, stopped: Callable[[], bool]) -> Iterator[bytes]:
        """The lines of a process until it ends, within the limits."""
        begun = heard = time.monotonic()
        while True:
            line = process.next_line(_LOOK_S)
            now = time.monotonic()
            if line == b"":
                return
            if line is not None:
                heard = now
                yield line
                now = heard = time.monotonic()  # whoever took the line may have been slow
            self._hold_to_limits(process, now - begun, now - heard, stopped)

    def _told(self, message: dict[str, Any]) -> QwQError:
        """The error that the process tells of; out of memory it is about to end."""
        error = self._checked(error_of, message)
        if error.code == "document_memory":
            self._end()
        return error

    def _hold_to_limits(
        self,
        process: ParserProcess,
        total_s: float,
        silence_s: float,
        stopped: Callable[[], bool],
    ) -> None:
        if self._is_closed or stopped():
            self._end()
            raise QwQError("cancelled")
        if total_s > self._limits.total_s or silence_s > self._limits.silence_s:
            self._end()
            raise QwQError("document_time")
        if process.memory_bytes() > self._limits.memory_bytes:
            self._end()
            raise QwQError("document_memory")

    def _running(self) -> ParserProcess:
        """A process that can be asked."""
        if self._is_closed:
            raise QwQError("cancelled")
        process = self._process
        if process is not None and process.is_running and process.memory_bytes() < _LARGE_BYTES:
            return process
        self._end()
        try:
            self._process = ParserProcess(self._limits.memory_bytes)
        except OSError as error:
            raise QwQError("document_parser_missing", detail=repr(error)) from error
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _checked(self, check: Callable[[S], T], answer: S) -> T:
        """What a check gives; a process that said what it may not say is ended."""
        try:
            return check(answer)
        except QwQError:
            self._end()
            raise


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Adds the file's name to the errors of a block."""
    try:
        yield
    except QwQError as error:
        error.facts.setdefault("name", path.name)
        raise
