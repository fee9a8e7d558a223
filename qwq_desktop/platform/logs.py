"""The log: a rotating file without anyone's words in it, and errors that nobody caught."""

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from traceback import extract_tb, format_list
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from qwq_desktop.platform.paths import Paths

_FILE_BYTES = 1_000_000
_OLD_FILES = 2  # beside the current one
_LONGEST_ARGUMENT = (
    200  # characters; the program's own facts are shorter, a text that is longer is someone's
)
_FORMAT = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"

_log = logging.getLogger(__name__)

_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Private:
    """Wraps a user's or a model's words for a log call: only their length is written."""

    def __init__(self, text: str) -> None:
        self._length = len(text)

    def __str__(self) -> str:
        return f"<{self._length} characters>"

    __repr__ = __str__


class LogFile:
    """The log while the program runs; `close` takes it down again."""

    def __init__(self, handlers: list[logging.Handler]) -> None:
        self._handlers = handlers
        self._package = logging.getLogger("qwq_desktop")
        self._level_before = self._package.level
        self._package.setLevel(logging.INFO)
        for handler in handlers:
            logging.getLogger().addHandler(handler)

    def close(self) -> None:
        """Write out and end."""
        for handler in self._handlers:
            logging.getLogger().removeHandler(handler)
            handler.close()
        self._handlers = []
        self._package.setLevel(self._level_before)


def setup(paths: Paths, *, to_stderr: bool = False) -> LogFile:
    """Log to `qwq-desktop.log` (3 files of 1 MB), and warnings to stderr too when asked.

    Our own loggers write from INFO up, others from WARNING. Raises QwQError("home_unwritable").
    """
    file = RotatingFileHandler(
        paths.log_dir / "qwq-desktop.log",
        maxBytes=_FILE_BYTES,
        backupCount=_OLD_FILES,
        encoding="utf-8",
        errors="backslashreplace",
        delay=True,
    )
    handlers: list[logging.Handler] = [file]
    if to_stderr and sys.stderr is not None:
        stderr = logging.StreamHandler()
        stderr.setLevel(logging.WARNING)
        handlers.append(stderr)
    for handler in handlers:
        handler.setFormatter(_DiscreetFormatter(_FORMAT))
    return LogFile(handlers)


class ErrorHooks:
    """Catches what nobody caught (main thread, other threads, Qt's own messages) and logs it.

    `show` is called with an error the first time that it happens at a place in the code, on the
    thread where it happened.
    """

    def __init__(self, show: Callable[[BaseException], None] | None = None) -> None:
        self._show = show
        self._shown: set[tuple[str, str]] = set()
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error
        self._qt_before = qInstallMessageHandler(_log_qt_message)

    def close(self) -> None:
        """Put the hooks of before back."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(self._qt_before)

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("Unexpected error", exc_info=(kind, error, trace))
        frames = extract_tb(trace)
        place = (kind.__name__, f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "")
        if self._show is not None and place not in self._shown:
            self._shown.add(place)
            self._show(error)

    def _on_thread_error(self, hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None and not issubclass(hook.exc_type, SystemExit):
            self._on_error(hook.exc_type, hook.exc_value, hook.exc_traceback)


class _DiscreetFormatter(logging.Formatter):
    """Keeps long texts out: arguments beyond a limit become their length, messages are cut."""

    def format(self, record: logging.LogRecord) -> str:
        shown = logging.makeLogRecord(record.__dict__)
        if isinstance(record.args, tuple):
            shown.args = tuple(map(_discreet, record.args))
        shown.exc_text = None  # another handler may have cached the full text there
        return super().format(shown)

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return "\n".join(_describe(error)) if isinstance(error, BaseException) else ""


def _discreet(argument: object) -> object:
    if isinstance(argument, str) and len(argument) > _LONGEST_ARGUMENT:
        return Private(argument)
    return argument


def _describe(error: BaseException) -> list[str]:
    """Return the error and those it came from, oldest first, with traces and bounded messages."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        message = " ".join(str(current).split())[:_LONGEST_ARGUMENT]
        trace = "".join(format_list(extract_tb(current.__traceback__))).rstrip()
        lines[:0] = [*([trace] if trace else []), f"{type(current).__name__}: {message}"]
        inherited = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or inherited
    return lines


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logger = logging.getLogger(f"qt.{context.category or 'default'}")
    logger.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", message)
