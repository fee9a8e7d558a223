"""Builds the section "On this computer" and what moves it."""

from PySide6.QtCore import QObject

from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.library.folder_presenter import FolderPresenter
from qwq_desktop.ui.models.library.incoming_presenter import IncomingPresenter
from qwq_desktop.ui.models.library.neighbour_presenter import NeighbourPresenter
from qwq_desktop.ui.models.library.section import LibrarySection
from qwq_desktop.ui.models.library.shelf_presenter import ShelfPresenter
from qwq_desktop.ui.models.manager import ModelManager, Section
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.window import MainWindow


class LibraryShowing(QObject):
    """Puts the section into the manager and looks at the disk whenever it comes on show."""

    def __init__(
        self,
        keeping: ModelKeeping,
        models: ModelSession,
        opener: ModelPresenter,
        appearance: Appearance,
        window: MainWindow,
        icons: Icons,
        manager: ModelManager,
    ) -> None:
        super().__init__(manager)
        self._manager = manager
        section = LibrarySection(icons, appearance.theme)
        appearance.theme_changed.connect(section.set_theme)
        self._shelf = ShelfPresenter(keeping, models, opener, window, section)
        self._neighbours = NeighbourPresenter(keeping.neighbours, keeping.shelf, section.found)
        IncomingPresenter(keeping.taking_in, section, window)
        FolderPresenter(keeping, section.folders, window)
        manager.add_section(Section.LIBRARY, section)
        manager.section_shown.connect(lambda _section: self._look())
        window.page_shown.connect(self._on_page)

    def _on_page(self, page: Page) -> None:
        if page is Page.MODELS:
            self._look()

    def _look(self) -> None:
        if self._manager.section is Section.LIBRARY:
            self._shelf.refresh()
            self._neighbours.look()
