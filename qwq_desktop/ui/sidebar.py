"""The column at the left: the program's name, a new chat, search, the chats, the other places."""

import time
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.storage.records import ChatSummary
from qwq_desktop.storage.search import SearchHit
from qwq_desktop.ui.chat_list.extras import AllChatsButton, ArchiveBar, TemporaryButton
from qwq_desktop.ui.chat_list.rows import Shelf, folders_of, on_shelf, rows_of
from qwq_desktop.ui.chat_list.view import ChatListView
from qwq_desktop.ui.chat_list.wishes import FolderWish
from qwq_desktop.ui.logo import Logo
from qwq_desktop.ui.noted_button import NotedButton
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.search.field import SearchField
from qwq_desktop.ui.search.results import SearchResults
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

WIDTH = 264
_MARGIN = 12
_CROSS = 14


_ICON_ROOM = 24  # wider than the icon: the texts stand in one line


class Sidebar(QFrame):
    """Shows the chats it is given and reports what the user wants; keeps the search words."""

    chat_selected = Signal(int)
    delete_requested = Signal(int)
    fold_requested = Signal()
    folded_changed = Signal(object)  # tuple[str, ...], the folders that are folded now
    folder_wished = Signal(object, str)  # FolderWish but FOLD, folder
    new_chat_requested = Signal()
    page_requested = Signal(object)  # Page
    rename_requested = Signal(int, str)
    settings_requested = Signal()
    wished = Signal(object, int, str)  # ChatWish, chat id, text

    def __init__(
        self,
        icons: Icons,
        theme: Theme,
        now: Callable[[], float] = time.time,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        set_role(self, "side")
        self._icons = icons
        self._now = now
        self._chats: tuple[ChatSummary, ...] = ()
        self._current_id: int | None = None
        self._hits: tuple[SearchHit, ...] | None = None  # of the words in the field, once known
        self._shelf = Shelf.CHATS
        self._folded: set[str] = set()
        self.temporary = TemporaryButton(icons)
        self.all_chats = AllChatsButton(icons)
        self.archive_bar = ArchiveBar(icons)
        self._logo = Logo(theme)
        self._name = QLabel("QwQ Desktop")
        set_role(self._name, "brand")
        keys = QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText)
        self.new_chat = NotedButton(keys.replace("+", " "))
        self.new_chat.setObjectName("newChatButton")
        set_role(self.new_chat, "card")
        self.search = SearchField()
        self.search.setObjectName("searchField")
        self.chat_list = ChatListView(icons, theme)
        self.results = SearchResults(theme, now)
        self._empty = QLabel()
        self._empty.setWordWrap(True)
        set_role(self._empty, "caption")
        self.fold = QPushButton()
        self.fold.setObjectName("foldSidebarButton")
        set_role(self.fold, "icon")
        self.models = self._place_button("modelsButton")
        self.documents = self._place_button("documentsButton")
        for button in (self.models, self.documents):
            button.hide()
        self.settings = self._place_button("settingsButton")
        self._build()
        self._connect()
        self._retranslate()
        self.set_theme(theme)

    def set_chats(self, chats: Sequence[ChatSummary], current_id: int | None) -> None:
        """Show these chats, the current one selected; the search words stay."""
        self._chats = tuple(chats)
        self._current_id = current_id
        self._show()

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """Show what was found for the words in the field, in the place of the chats."""
        if self.search.text().strip():
            self._hits = tuple(hits)
            self.results.show_hits(self._hits)
            self._show()

    def set_folded(self, folders: Iterable[str]) -> None:
        """Which folders show no chats."""
        self._folded = set(folders)
        self._show()

    def offer_page(self, page: Page) -> None:
        """Have a way to a page."""
        {Page.MODELS: self.models, Page.DOCUMENTS: self.documents}[page].show()

    def show_page(self, page: Page) -> None:
        """Mark the place that is on show."""
        for button, place in ((self.models, Page.MODELS), (self.documents, Page.DOCUMENTS)):
            set_role(button, "flat-here" if page is place else "flat")

    def set_busy(self, chat_id: int | None) -> None:
        """Put a dot at the chat that is answering."""
        self.chat_list.chats.set_busy(chat_id)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the chats in use, or those put away."""
        self._shelf = shelf
        self.archive_bar.setVisible(shelf is Shelf.ARCHIVE)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        for part in (self.temporary, self.all_chats, self.archive_bar):
            part.set_theme(theme)
        colors = theme.palette
        self._logo.set_theme(theme)
        self.chat_list.set_theme(theme)
        self.results.set_theme(theme)
        size, room = theme.px(ICON_SIZE), theme.px(_ICON_ROOM)
        self._icons.put_on(self.new_chat, "plus", colors.ink, size, room)
        self._icons.put_on(self.fold, "panel-left", colors.faint, size)
        self._icons.put_on(self.models, "box", colors.soft, size, room)
        self._icons.put_on(self.documents, "file-text", colors.soft, size, room)
        self._icons.put_on(self.settings, "sliders-horizontal", colors.soft, size, room)
        cross = self._icons.icon("x", colors.faint, theme.px(_CROSS))
        self.search.set_pictures(self._icons.pixmap("search", colors.faint, size), cross)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(6, 4, 0, 0)
        top.setSpacing(10)
        top.addWidget(self._logo)
        top.addWidget(self._name, 1)
        top.addWidget(self.fold)
        line = QFrame()
        line.setFixedHeight(1)
        set_role(line, "line")
        for button in (self.new_chat, self.fold):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._empty.setContentsMargins(10, 18, 10, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN + 4)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(14)
        begin = QHBoxLayout()
        begin.setSpacing(6)
        begin.addWidget(self.new_chat, 1)
        begin.addWidget(self.temporary)
        column.addLayout(begin)
        column.addSpacing(9)
        column.addWidget(self.search)
        column.addSpacing(1)
        column.addWidget(self.archive_bar)
        column.addWidget(self._empty)
        column.addWidget(self.chat_list, 1)
        column.addWidget(self.results, 1)
        column.addWidget(line)
        column.addSpacing(8)
        column.addWidget(self.models)
        column.addWidget(self.documents)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.settings, 1)
        foot.addWidget(self.all_chats)
        column.addLayout(foot)
        self.archive_bar.hide()

    def _connect(self) -> None:
        self.new_chat.clicked.connect(self.new_chat_requested)
        self.fold.clicked.connect(self.fold_requested)
        self.models.clicked.connect(lambda: self.page_requested.emit(Page.MODELS))
        self.documents.clicked.connect(lambda: self.page_requested.emit(Page.DOCUMENTS))
        self.settings.clicked.connect(self.settings_requested)
        self.search.textChanged.connect(self._show)
        self.search.stepped.connect(self.results.step)
        self.search.confirmed.connect(self.results.choose)
        self.chat_list.chat_chosen.connect(self._choose)
        self.chat_list.delete_requested.connect(self.delete_requested)
        self.chat_list.rename_requested.connect(self.rename_requested)
        self.chat_list.wished.connect(self.wished)
        self.chat_list.folder_wished.connect(self._on_folder_wish)
        self.all_chats.archive_requested.connect(lambda: self.show_shelf(Shelf.ARCHIVE))
        self.archive_bar.clicked.connect(lambda: self.show_shelf(Shelf.CHATS))

    def _place_button(self, name: str) -> NotedButton:
        button = NotedButton()
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(button, "flat")
        return button

    def _choose(self, chat_id: int) -> None:
        self._current_id = chat_id
        self.chat_selected.emit(chat_id)

    def _on_folder_wish(self, wish: FolderWish, folder: str) -> None:
        """Folding is the list's own affair."""
        if wish is FolderWish.FOLD:
            self._folded ^= {folder}
            self._show()
            self.folded_changed.emit(tuple(sorted(self._folded)))
        else:
            self.folder_wished.emit(wish, folder)

    def _show(self) -> None:
        """The chats; those whose title has the words, until all that has them was found."""
        words = self.search.text()
        if not words.strip() and self._hits is not None:
            self._hits = None
            self.results.show_hits(())
        today = datetime.fromtimestamp(self._now()).date()
        rows = rows_of(self._chats, today, words, self._shelf, self._folded)
        self.chat_list.set_folders(folders_of(self._chats))
        self.chat_list.set_rows(rows, self._current_id)
        self.chat_list.setVisible(self._hits is None)
        self.results.setVisible(self._hits is not None)
        self._empty.setVisible(not (rows if self._hits is None else self._hits))
        self._empty.setText(self._empty_words())

    def _empty_words(self) -> str:
        if self._hits is not None:
            words = self.tr("Nothing found for “{words}”. Fewer words, or only their beginning?")
            return words.format(words=self.search.text().strip())
        if on_shelf(self._chats, self._shelf):
            return self.tr("No chat has these words in its title.")
        if self._shelf is Shelf.ARCHIVE:
            return self.tr("No chat is archived. Archive one with the menu beside its title.")
        return self.tr("Your chats will be listed here.")

    def _retranslate(self) -> None:
        self.new_chat.setText(self.tr("New chat"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search all chats"))
        self.search.setToolTip(self.tr("Search all chats (Ctrl+K)"))
        self.search.clear_button.setAccessibleName(self.tr("Empty the search"))
        self.chat_list.setAccessibleName(self.tr("Chats"))
        self.results.setAccessibleName(self.tr("Found"))
        self.fold.setToolTip(self.tr("Hide the chats (Ctrl+B)"))
        self.fold.setAccessibleName(self.tr("Hide the chats"))
        self.models.setText(self.tr("Models"))
        self.documents.setText(self.tr("Documents"))
        self.settings.setText(self.tr("Settings"))
        self._show()
