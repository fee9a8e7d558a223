"""The documents' page: collections, what is in them, how it stands, and a search in it all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QLabel

from qwq_desktop.ui.chat.composer_edit import local_files
from qwq_desktop.ui.documents.collection_bar import ALL, CollectionBar
from qwq_desktop.ui.documents.drop_veil import DropVeil, EmptyDocuments
from qwq_desktop.ui.documents.embedder_line import EmbedderLine
from qwq_desktop.ui.documents.folder_lines import FolderLines
from qwq_desktop.ui.documents.hit_list import DocumentHits
from qwq_desktop.ui.documents.hits import HitRow
from qwq_desktop.ui.documents.list_view import DocumentList
from qwq_desktop.ui.documents.progress_line import ProgressLine
from qwq_desktop.ui.documents.toolbar import DocumentToolbar
from qwq_desktop.ui.pages import PageFrame
from qwq_desktop.ui.settings.controls import text_label
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

SEARCH_AFTER_MS = 250


class DocumentsPage(PageFrame):
    """Arranges the parts; what they mean is the presenter's."""

    paths_dropped = Signal(list)
    question_begun = Signal()  # the first letters of one
    question_changed = Signal(str)  # a moment after the user wrote it; "" for none

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__(icons, theme)
        self.setObjectName("documentsPanel")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._drop_target = ""
        self._hits: tuple[HitRow, ...] | None = None
        self.toolbar = DocumentToolbar(icons, theme)
        self.collections = CollectionBar(icons, theme)
        self.progress = ProgressLine()
        self.folders = FolderLines(icons, theme)
        self.documents = DocumentList(icons, theme)
        self.hits = DocumentHits(theme)
        self.empty = EmptyDocuments(icons, theme)
        self.embedder = EmbedderLine(icons, theme)
        self._nothing: QLabel = text_label("note")
        self._veil = DropVeil(theme, self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SEARCH_AFTER_MS)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.toolbar.search)
        self._show_body()
        self._retranslate()

    @property
    def question(self) -> str:
        """What is looked for; "" for nothing."""
        return self.toolbar.search.text().strip()

    def show_hits(self, hits: Sequence[HitRow]) -> None:
        """Show what was found, in the place of the documents."""
        self._hits = tuple(hits)
        self.hits.show_hits(self._hits)
        self._show_body()

    def show_documents(self) -> None:
        """Show the documents; what was found goes."""
        self._hits = None
        self._show_body()

    def set_target(self, collection: str) -> None:
        """The collection that what is dropped goes into; "" for none."""
        self._drop_target = collection
        self.empty.show_for(collection)

    def refresh_body(self) -> None:
        """Show the list, or what stands there while it is empty."""
        self._show_body()

    def set_theme(self, theme: Theme) -> None:  # noqa: D102
        super().set_theme(theme)
        for part in (
            *(self.toolbar, self.collections, self.folders, self.documents, self.hits),
            *(self.empty, self.embedder, self._veil),
        ):
            part.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        files = local_files(event.mimeData())
        if not files or any(path.lower().endswith(".gguf") for path in files):
            event.ignore()  # models are the window's
            return
        event.acceptProposedAction()
        target = self._drop_target
        text = self.tr("Add to “{name}”").format(name=target) if target else self.tr("Add")
        self._veil.show_over(text)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: D102
        self._veil.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        self._veil.hide()
        if files := local_files(event.mimeData()):
            event.acceptProposedAction()
            self.paths_dropped.emit(files)

    def _lay_out(self) -> None:
        self.column.setSpacing(12)
        for part in (self.toolbar, self.collections, self.progress, self.folders, self._nothing):
            self.column.addWidget(part)
        for body in (self.documents, self.hits, self.empty):
            self.column.addWidget(body, 1)
        self.column.addWidget(self.embedder)

    def _connect(self) -> None:
        search = self.toolbar.search
        search.textChanged.connect(self._on_text)
        search.stepped.connect(self.hits.step)
        search.confirmed.connect(self.hits.choose)
        search.left.connect(self.close_requested)
        self._settling.timeout.connect(lambda: self.question_changed.emit(self.question))
        for signal, asked in (
            (self.empty.files_requested, self.toolbar.files_requested),
            (self.empty.folder_requested, self.toolbar.folder_requested),
            (self.empty.paste_requested, self.toolbar.paste_requested),
        ):
            signal.connect(asked)

    def _on_text(self) -> None:
        if self.question:
            if self._hits is None and not self._settling.isActive():
                self.question_begun.emit()
            self._settling.start()
        else:
            self._settling.stop()
            self.show_documents()
            self.question_changed.emit("")

    def _show_body(self) -> None:
        is_found = self._hits is not None
        is_empty = self.documents.documents.rowCount() == 0
        is_first = is_empty and self.collections.current >= ALL
        self.hits.setVisible(is_found)
        self._nothing.setVisible(is_found and not self._hits)
        self.documents.setVisible(not is_found and not is_first)
        self.empty.setVisible(not is_found and is_first)
        if is_found and not self._hits:
            words = self.tr("Nothing found for “{words}”. Other words, or another collection?")
            self._nothing.setText(words.format(words=self.question))

    def _retranslate(self) -> None:
        self.set_title(self.tr("Documents"))
        self.hits.setAccessibleName(self.tr("Found"))
        self.documents.retranslate()
        self._show_body()
