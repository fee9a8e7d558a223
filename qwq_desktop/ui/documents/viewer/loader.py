"""Brings a page of a document to the eye: asks the library, then the file, on a worker."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.worker import Worker
from qwq_desktop.ui.documents.viewer.page_reader import (
    PageContent,
    PageParser,
    PageReader,
    PageWish,
    kept_page,
)
from qwq_desktop.ui.documents.viewer.source import Source, moved


class Asking(Protocol):
    """The library's answers; see `documents.asking`."""

    def page_text(
        self,
        document_id: int,
        page: int,
        done: Callable[[str | None], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """The text of a page as it was read."""

    def check_source(self, document_id: int, done: Callable[[SourceState], None]) -> None:
        """Whether a document's file is as it was read."""


class Documents(Protocol):
    """What is asked of the library of documents; see `documents.library`."""

    @property
    def asking(self) -> Asking:
        """Its answers."""

    def entry(self, document_id: int) -> Entry | None:
        """One document."""

    def password(self, document_id: int) -> str:
        """The password that was given for it."""


@dataclass(frozen=True)
class LoadedPage:
    """A page and what there is to say of it.

    `path` is empty for a document that left the library; `trouble` is why its file could not be
    shown. `is_kept` tells that the text is the one that was kept, not the file's.
    """

    source: Source
    content: PageContent
    state: SourceState
    path: str = ""
    page_count: int = 0
    is_kept: bool = False
    trouble: Notice | None = None


class PageLoader(QObject):
    """Loads one page at a time; of those asked for meanwhile only the last arrives."""

    loaded = Signal(object)  # LoadedPage

    def __init__(
        self,
        documents: Documents,
        make_parser: Callable[[], PageParser],
        parent: QObject | None = None,
    ) -> None:
        """`make_parser` runs on the worker, when the first page is wanted."""
        super().__init__(parent)
        self._documents = documents
        self._reader = PageReader(make_parser)
        self._worker: Worker | None = None
        self._turn = 0
        self._is_closed = False

    def load(self, source: Source, width_px: int) -> None:
        """Load a page; one that is drawn comes `width_px` of the screen's own pixels wide."""
        if self._is_closed:
            return
        self._turn += 1
        turn = self._turn

        def checked(state: SourceState) -> None:
            if turn == self._turn:
                self._documents.asking.page_text(
                    source.document_id,
                    source.page,
                    lambda text: self._read(turn, source, width_px, state, text),
                    lambda _error: self._read(turn, source, width_px, state, None),
                )

        self._documents.asking.check_source(source.document_id, checked)

    def forget(self) -> None:
        """What is under way is no longer wanted."""
        self._turn += 1

    def close(self) -> None:
        """End the work. Waits a moment at most."""
        self._is_closed = True
        self._turn += 1
        self._reader.close()
        if self._worker is not None:
            self._worker.close()

    def _read(
        self, turn: int, source: Source, width_px: int, state: SourceState, kept: str | None
    ) -> None:
        if turn != self._turn:
            return
        entry = self._documents.entry(source.document_id)
        path = "" if entry is None else entry.document.path
        count = 0 if entry is None else entry.status.pages
        wish = PageWish(
            path,
            source.page,
            width_px,
            source.cited,
            kept,
            self._documents.password(source.document_id) if entry is not None else "",
        )
        page = LoadedPage(source, PageContent(source.page, ""), state, path, count)
        if entry is None or state is not SourceState.SAME:
            self._arrive(turn, _kept(page, wish))
            return

        def failed(error: Exception) -> None:
            known = error if isinstance(error, QwQError) else QwQError("unexpected")
            trouble = Notice(known.code, dict(known.facts))
            self._arrive(turn, replace(_kept(page, wish), trouble=trouble))

        self._started().submit(
            self._reader.read,
            wish,
            done=lambda content: self._arrive(turn, _shown(page, content)),
            failed=failed,
        )

    def _arrive(self, turn: int, page: LoadedPage) -> None:
        if turn == self._turn:
            self.loaded.emit(page)

    def _started(self) -> Worker:
        if self._worker is None:
            self._worker = Worker("source-pages", self)
        return self._worker


def _shown(page: LoadedPage, content: PageContent) -> LoadedPage:
    count = content.page_count or page.page_count
    return replace(page, content=content, page_count=count)


def _kept(page: LoadedPage, wish: PageWish) -> LoadedPage:
    """The page from the text that was kept: the index's, else the passage's own."""
    passage = page.source.passage
    if wish.kept is None and passage is not None:
        wish = replace(wish, kept=passage.text, cited=moved(wish.cited, -passage.span.start))
    return replace(page, content=kept_page(wish), is_kept=True)
