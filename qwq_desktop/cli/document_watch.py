"""Waits at the terminal for the library of documents, and tells how far it is."""

import signal
import sys
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer

from qwq_desktop.documents.keeping import Progress
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice

T = TypeVar("T")
_LOOK_MS = 20  # also how soon Python hears of Ctrl+C inside Qt's event loop
# What the library gets over by itself, or goes on without.
_HARMLESS = ("index_renewed",)


class DocumentWatch(QObject):
    """Runs the event loop until the library has done something; a line tells how far it is."""

    def __init__(self, library: DocumentLibrary) -> None:
        super().__init__()
        self._loop = QEventLoop()
        self._shows = sys.stderr.isatty()
        self._shown = ""
        self._is_interrupted = False
        self.troubles: list[Notice] = []
        library.noticed.connect(self._on_noticed)
        self._library = library
        library.progressed.connect(self._show_progress)
        library.document_changed.connect(self._show_page)

    def value(self, begin: Callable[[Callable[[T], None]], None]) -> T:
        """What `begin` gives to the function that it gets. Raises QwQError for a trouble."""
        values: list[T] = []
        begin(values.append)
        self.until(lambda: bool(values or self.troubles))
        if not values:
            raise QwQError(self.troubles[0].code, **self.troubles[0].facts)
        return values[0]

    def until(self, is_done: Callable[[], bool]) -> None:
        """Wait. Raises Stopped at Ctrl+C."""
        looking = QTimer(self, interval=_LOOK_MS)

        def look() -> None:
            if self._is_interrupted or is_done():
                looking.stop()
                self._loop.quit()

        looking.timeout.connect(look)
        before = signal.signal(signal.SIGINT, lambda *_: self._interrupt())
        looking.start()
        try:
            self._loop.exec()
        finally:
            signal.signal(signal.SIGINT, before)
            self._clear()
        if self._is_interrupted:
            raise Stopped

    def _interrupt(self) -> None:
        self._is_interrupted = True

    def _on_noticed(self, notice: Notice) -> None:
        if notice.code not in _HARMLESS:
            self.troubles.append(notice)

    def _show_progress(self, progress: Progress) -> None:
        text = f"{progress.unread} …" if progress.unread else ""
        if not text and progress.vectors_done < progress.vectors_total:
            text = f"{100 * progress.vectors_done // progress.vectors_total} %"
        self._show(text)

    def _show_page(self, document_id: int) -> None:
        entry = self._library.entry(document_id)
        if entry is not None and entry.status.page > 0:
            words = QCoreApplication.translate("Cli", "{name}: page {page} of {pages}")
            name, status = entry.document.name, entry.status
            self._show(words.format(name=name, page=status.page, pages=status.pages))

    def _show(self, text: str) -> None:
        if self._shows and text != self._shown:
            self._shown = text
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)

    def _clear(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = ""
