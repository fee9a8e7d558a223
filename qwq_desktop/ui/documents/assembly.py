"""Builds the documents' page and what moves it."""

from dataclasses import dataclass

from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.documents.asking import DocumentChats
from qwq_desktop.ui.documents.embedder_presenter import EmbedderPresenter
from qwq_desktop.ui.documents.page import DocumentsPage
from qwq_desktop.ui.documents.presenter import DocumentsPresenter, OpenSource
from qwq_desktop.ui.documents.removing import Removals
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.window import MainWindow


@dataclass(frozen=True)
class DocumentParts:
    """What the page works with."""

    library: DocumentLibrary
    models: ModelLibrary
    settings: SettingsStore
    worker: Worker
    removals: Removals
    chats: DocumentChats
    open_source: OpenSource
    appearance: Appearance
    window: MainWindow
    icons: Icons


def make_documents_page(parts: DocumentParts) -> DocumentsPage:
    """The page; its presenters belong to it."""
    page = DocumentsPage(parts.icons, parts.appearance.theme)
    DocumentsPresenter(
        page,
        parts.library,
        parts.removals,
        parts.chats,
        parts.open_source,
        parts.worker,
        parts.window,
    )
    EmbedderPresenter(page.embedder, parts.models, parts.settings, parts.worker, parts.window)
    return page
