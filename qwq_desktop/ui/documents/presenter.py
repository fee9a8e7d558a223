"""Shows on the documents' page what the library knows, and does there what the user wants."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from qwq_desktop.documents.cited_words import Cited
from qwq_desktop.documents.library import Added, DocumentLibrary
from qwq_desktop.documents.passages import Hit
from qwq_desktop.documents.text import Span
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.ui.documents.asking import DocumentChats
from qwq_desktop.ui.documents.collection_bar import ALL
from qwq_desktop.ui.documents.collection_presenter import CollectionPresenter
from qwq_desktop.ui.documents.dialogs import DocumentDialogs
from qwq_desktop.ui.documents.hits import HitRow, name_rows, passage_rows
from qwq_desktop.ui.documents.page import DocumentsPage
from qwq_desktop.ui.documents.removing import Removals
from qwq_desktop.ui.documents.shown import counts_of, entries_on_show, folder_states
from qwq_desktop.ui.documents.telling import refused_notice
from qwq_desktop.ui.documents.viewer.source import Source
from qwq_desktop.ui.documents.wishes import DocumentWish
from qwq_desktop.ui.window import MainWindow

ShowSource = Callable[[Source], None]

_TOGETHER_MS = 120  # changes come in flocks while many files are read
_MOST_HITS = 30


class DocumentsPresenter(QObject):
    """Lives as long as the page; keeps which folders are not where they were."""

    def __init__(
        self,
        page: DocumentsPage,
        library: DocumentLibrary,
        removals: Removals,
        chats: DocumentChats,
        show_source: ShowSource,
        worker: Worker,
        window: MainWindow,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._library = library
        self._removals = removals
        self._chats = chats
        self._show_source = show_source
        self._worker = worker
        self._window = window
        self._missing: frozenset[str] = frozenset()
        self._dialogs = DocumentDialogs(window)
        self._collections = CollectionPresenter(page, library, chats, self._dialogs, window)
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_TOGETHER_MS)
        self._gathering.timeout.connect(self.show_all)
        self._listen()
        self._offer()
        self.show_all()
        self._look_at_folders()

    def show_all(self) -> None:
        """Show everything as the library knows it."""
        page, library, left_out = self._page, self._library, self._removals.document_ids
        entries, collections = library.entries, library.collections.all
        names = {one.id: one.name for one in collections}
        if page.collections.current > ALL and page.collections.current not in names:
            page.collections.set_current(ALL)
        current = page.collections.current
        page.collections.show_collections(collections, counts_of(entries, left_out))
        page.documents.show_entries(entries_on_show(entries, current, left_out), names)
        page.folders.show_folders(
            folder_states(library.collections.folders, entries, current, names, self._missing)
        )
        page.set_target(names.get(current, ""))
        page.refresh_body()
        self._show_progress()

    def add(self, paths: Sequence[str]) -> None:
        """Bring files and folders into the collection on show."""
        if paths:
            self._library.add(paths, self._collection_id, self._on_added)

    def reveal(self, document_id: int) -> None:
        """Bring a document into view, and ask for what it needs."""
        self._page.toolbar.search.clear()
        self._page.collections.set_current(ALL)
        self.show_all()
        self._page.documents.reveal(document_id)

    def _listen(self) -> None:
        library, gather = self._library, self._gathering.start
        library.loaded.connect(gather)
        library.loaded.connect(self._look_at_folders)
        library.documents_added.connect(gather)
        library.documents_removed.connect(gather)
        library.document_changed.connect(self._on_changed)
        library.collections.changed.connect(gather)
        library.collections.folders_changed.connect(self._look_at_folders)
        library.progressed.connect(self._show_progress)
        library.paused_changed.connect(self._show_progress)
        self._removals.changed.connect(self.show_all)
        self._window.page_shown.connect(lambda _page: self._look_at_folders())

    def _offer(self) -> None:
        page, dialogs = self._page, self._dialogs
        page.paths_dropped.connect(self.add)
        page.question_begun.connect(self._library.asking.prepare)
        page.question_changed.connect(self._search)
        page.toolbar.files_requested.connect(lambda: dialogs.ask_files(self.add))
        page.toolbar.folder_requested.connect(lambda: dialogs.ask_folder(self.add))
        page.toolbar.paste_requested.connect(lambda: dialogs.ask_text(self._keep_text))
        page.documents.wished.connect(self._on_wish)
        page.documents.password_given.connect(self._library.set_password)
        page.hits.hit_chosen.connect(self._open_hit)
        page.collections.chosen.connect(self._choose)
        page.progress.pause_requested.connect(self._library.pause)
        page.progress.resume_requested.connect(self._library.resume)

    @property
    def _collection_id(self) -> int | None:
        current = self._page.collections.current
        return current if current > ALL else None

    def _choose(self, collection_id: int) -> None:
        self._page.collections.set_current(collection_id)
        self.show_all()
        self._page.documents.scrollToTop()
        self._search(self._page.question)

    def _on_changed(self, document_id: int) -> None:
        entry = self._library.entry(document_id)
        if entry is not None:
            self._page.documents.update_entry(entry)
        self._gathering.start()

    def _show_progress(self, *_: object) -> None:
        library = self._library
        self._page.progress.show_progress(library.progress, is_paused=library.is_paused)

    def _on_added(self, added: Added) -> None:
        if notice := refused_notice(added):
            self._window.notices.show_notice(notice)

    def _keep_text(self, text: str, title: str) -> None:
        self._library.add_text(text, title, self._collection_id, self._on_added)

    def _on_wish(self, wish: DocumentWish, ids: tuple[int, ...], collection_id: int) -> None:
        library, collections = self._library, self._library.collections
        match wish:
            case DocumentWish.OPEN:
                self._open(ids[0])
            case DocumentWish.ASK:
                self._chats.ask_documents(ids)
            case DocumentWish.SUMMARISE:
                self._chats.summarise(ids[0])
            case DocumentWish.READ_AGAIN:
                library.read_again(ids)
            case DocumentWish.LOCATE:
                self._dialogs.ask_file(lambda path: library.locate(ids[0], path))
            case DocumentWish.SHOW_FILE:
                self._show_file(ids[0])
            case DocumentWish.PUT_IN:
                collections.put_in(collection_id, ids)
            case DocumentWish.PUT_IN_NEW:
                self._collections.put_in_new(ids)
            case DocumentWish.TAKE_OUT:
                collections.take_out(collection_id, ids)
            case DocumentWish.REMOVE:
                self._removals.remove(ids)

    def _show_file(self, document_id: int) -> None:
        entry = self._library.entry(document_id)
        if entry is not None:
            folder = str(Path(entry.document.path).parent)
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    def _search(self, question: str) -> None:
        if not question:
            return
        collection_id = self._collection_id
        scope = None
        if collection_id is not None:
            scope = ChatSources(collection_ids=frozenset((collection_id,)))

        def found(hits: list[Hit]) -> None:
            if self._page.question == question and self._collection_id == collection_id:
                self._page.show_hits(self._rows(question, hits))

        self._library.asking.search(
            question, found, lambda _error: found([]), scope=scope, top=_MOST_HITS
        )

    def _rows(self, question: str, hits: Sequence[Hit]) -> list[HitRow]:
        current, left_out = self._page.collections.current, self._removals.document_ids
        names = name_rows(entries_on_show(self._library.entries, current, left_out), question)
        kept = [hit for hit in hits if hit.document_id not in left_out]
        return names + passage_rows(kept, question, self._library.label)

    def _open_hit(self, row: HitRow) -> None:
        self._open(row.document_id, row.spans)

    def _open(self, document_id: int, spans: tuple[Span, ...] = ()) -> None:
        """Show a document beside the page, at a place or from its beginning."""
        entry, label = self._library.entry(document_id), self._library.label(document_id)
        if entry is not None and label is not None:
            page = spans[0].page if spans else 1
            cited = Cited(spans)
            name = label.page_names.get(page, "")
            source = Source(document_id, label.name, page, cited, entry.is_paged, name)
            self._show_source(source)

    def _look_at_folders(self) -> None:
        """Learn on the worker which watched folders are there."""
        paths = [folder.path for folder in self._library.collections.folders]

        def shown(missing: frozenset[str]) -> None:
            self._missing = missing
            self.show_all()

        if paths:
            self._worker.submit(missing_folders, paths, done=shown)


def missing_folders(paths: Sequence[str]) -> frozenset[str]:
    """Those that are no folder now. Blocking."""
    return frozenset(path for path in paths if not os.path.isdir(path))
