"""Builds what shows the user's documents: their page, the composer's part, the background."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.documents.asking import DocumentChats
from qwq_desktop.ui.documents.background import DocumentsBackground
from qwq_desktop.ui.documents.chat_presenter import ChatDocuments
from qwq_desktop.ui.documents.removing import Removals
from qwq_desktop.ui.documents.source_chips import SourceChips
from qwq_desktop.ui.documents.sources_menu import SourcesMenu
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.window import MainWindow

if TYPE_CHECKING:  # the start needn't wait for what the page is made of
    from qwq_desktop.ui.documents.page import DocumentsPage
    from qwq_desktop.ui.documents.presenter import DocumentsPresenter, ShowSource


@dataclass(frozen=True)
class DocumentParts:
    """What the documents' widgets work with."""

    library: DocumentLibrary
    chats: ChatSession
    models: ModelLibrary
    settings: SettingsStore
    worker: Worker
    show_source: "ShowSource"
    appearance: Appearance
    window: MainWindow
    composer: Composer
    icons: Icons


class DocumentsInWindow(QObject):
    """All of it; the page is built when it is first shown."""

    def __init__(self, parts: DocumentParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        library, chats, window = parts.library, parts.chats, parts.window
        self.removals = Removals(library, window.notices, self)
        self._background = DocumentsBackground(library, chats, window)
        self._asking = DocumentChats(chats, chats.sourcing, window)
        self._presenter: DocumentsPresenter | None = None
        self.in_chat = self._make_composers_part()
        self.in_chat.document_wanted.connect(self._reveal)
        window.add_page(Page.DOCUMENTS, self._make_page)

    def close(self) -> None:
        """Begin nothing any more; what was removed is forgotten now."""
        self._background.close()
        self.removals.finish()

    def _reveal(self, document_id: int) -> None:
        self._parts.window.show_page(Page.DOCUMENTS)
        if self._presenter is not None:
            self._presenter.reveal(document_id)

    def _make_composers_part(self) -> ChatDocuments:
        parts, theme = self._parts, self._parts.appearance.theme
        menu = SourcesMenu(parts.icons, theme, parts.window)
        chips = SourceChips(parts.icons, theme)
        parts.window.column.add_above_composer(chips)
        for part in (menu, chips):
            parts.appearance.theme_changed.connect(part.set_theme)
        return ChatDocuments(
            parts.library,
            parts.chats,
            parts.chats.sourcing,
            self.removals,
            menu,
            chips,
            parts.composer,
            parts.window,
        )

    def _make_page(self) -> "DocumentsPage":
        from qwq_desktop.ui.documents.embedder_presenter import EmbedderPresenter
        from qwq_desktop.ui.documents.page import DocumentsPage
        from qwq_desktop.ui.documents.presenter import DocumentsPresenter

        parts = self._parts
        page = DocumentsPage(parts.icons, parts.appearance.theme)
        self._presenter = DocumentsPresenter(
            page,
            parts.library,
            self.removals,
            self._asking,
            parts.show_source,
            parts.worker,
            parts.window,
        )
        EmbedderPresenter(page.embedder, parts.models, parts.settings, parts.worker, parts.window)
        return page
