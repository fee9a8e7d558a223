"""The folders that models lie in, and the move to another disk."""

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.models.shelf.looking import ModelFolder
from qwq_desktop.ui.models.card import Card, Verdict
from qwq_desktop.ui.models.library import wording
from qwq_desktop.ui.models.library.strip import Strip
from qwq_desktop.ui.models.library.wishes import FolderWish
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow


class FoldersGroup(QWidget):
    """Shows what it is given; says what is wished."""

    add_requested = Signal()
    wished = Signal(object, object)  # FolderWish, Path

    def __init__(self, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("modelFolders")
        self._icons = icons
        self._theme = theme
        self._folders: tuple[ModelFolder, ...] = ()
        self._heading = QLabel()
        set_role(self._heading, "title")
        self.add_button = QPushButton()
        self.add_button.setObjectName("addFolderButton")
        self.add_button.clicked.connect(self.add_requested)
        self.strip = Strip()
        self.cards: list[Card] = []
        row = WrappingRow(8)
        row.addWidget(self._heading)
        row.add_end(self.add_button)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.strip)
        column.addLayout(self._stack)
        self._retranslate()

    def show_folders(self, folders: tuple[ModelFolder, ...]) -> None:
        """Show the folders, the one for downloads first."""
        if folders == self._folders and self.cards:
            return
        self._folders = folders
        for card in self.cards:
            self._stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(folder) for folder in folders]

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._rebuild()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._rebuild()

    def menu(self, folder: ModelFolder) -> QMenu:
        """What can be done with a folder, as a menu that deletes itself."""
        menu = QMenu(self)
        if folder.is_there and not folder.takes_new:
            self._add(menu, self.tr("Use for downloads"), FolderWish.FOR_DOWNLOADS, folder)
        if folder.is_there and folder.models:
            self._add(menu, self.tr("Move to another disk…"), FolderWish.MOVE, folder)
        if folder.is_there:
            self._add(menu, self.tr("Show"), FolderWish.SHOW, folder)
        if not folder.is_own:
            menu.addSeparator()
            self._add(menu, self.tr("Take off the list, keep the files"), FolderWish.LEAVE, folder)
        return menu

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Folders for models"))
        self.add_button.setText(self.tr("Add a folder…"))

    def _rebuild(self) -> None:
        folders, self._folders = self._folders, ()
        self.show_folders(folders)

    def _card(self, folder: ModelFolder) -> Card:
        card = Card(self._theme)
        card.set_text(wording.breakable(str(folder.path)))
        role = "note" if folder.is_there else "warning"
        card.set_caption(wording.folder_text(folder), role=role)
        if not folder.is_there:
            card.set_badge(self.tr("Not there"), Verdict.CAUTION)
        elif folder.takes_new:
            card.set_badge(self.tr("For downloads"), Verdict.GOOD)
        more = card.add_button("moreFolderButton", "icon")
        theme = self._theme
        self._icons.put_on(more, "ellipsis", theme.palette.soft, theme.px(ICON_SIZE))
        more.setToolTip(self.tr("More"))
        more.setAccessibleName(self.tr("More about {name}").format(name=folder.path))
        more.clicked.connect(lambda: self._show_menu(folder, more))
        self._stack.addWidget(card)
        return card

    def _show_menu(self, folder: ModelFolder, button: QPushButton) -> None:
        menu = self.menu(folder)
        menu.aboutToHide.connect(menu.deleteLater)
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + 2))
        menu.popup(corner - QPoint(menu.sizeHint().width(), 0))

    def _add(self, menu: QMenu, text: str, wish: FolderWish, folder: ModelFolder) -> None:
        menu.addAction(text).triggered.connect(lambda: self.wished.emit(wish, folder.path))
