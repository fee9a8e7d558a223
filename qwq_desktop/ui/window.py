"""The main window: chats at the left, the chat or a page in the middle, at the right a pane."""

import contextlib
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QStackedWidget, QWidget

from qwq_desktop.ui.chat.composer_edit import local_files
from qwq_desktop.ui.chat_column import ChatColumn
from qwq_desktop.ui.pages import Page, PageFrame
from qwq_desktop.ui.settings.pane import SettingsPane
from qwq_desktop.ui.sidebar import WIDTH as SIDEBAR_WIDTH
from qwq_desktop.ui.sidebar import Sidebar
from qwq_desktop.ui.source_drawer import SourceDrawer
from qwq_desktop.ui.tab_order import move_focus
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.motion import Drawer
from qwq_desktop.ui.theme.tokens import Theme

OPENING_SIZE = QSize(1280, 800)
SMALLEST_SIZE = QSize(720, 520)
_TITLE_BAR = 40  # pixels that a desktop may put above a window
PANE_WIDTH = 372
LEAST_CHAT_WIDTH = 360  # with less left between chats and settings, the chats make room


@dataclass(frozen=True)
class WindowState:
    """What the window remembers between starts. `geometry` is Qt's own record, in base64."""

    geometry: str = ""
    sidebar_open: bool = True


class MainWindow(QMainWindow):
    """Arranges the parts and knows the keys; what they mean is decided by those who listen."""

    chat_rename_requested = Signal(str)
    closed = Signal()
    files_dropped = Signal(list)  # paths of files that are no models
    model_file_dropped = Signal(str)
    models_dropped = Signal(list)  # several of them, or what is dropped on the models' page
    new_chat_requested = Signal()
    open_file_requested = Signal()
    page_shown = Signal(object)  # Page
    settings_opened_changed = Signal(bool)
    source_closed = Signal()

    def __init__(self, pane: SettingsPane, icons: Icons, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("QwQ Desktop")
        self.setAcceptDrops(True)
        self.setMinimumSize(SMALLEST_SIZE)
        self.resize(self._opening_size())
        self._wants_sidebar = True
        self._chat_title = ""
        self._composer: QWidget | None = None
        self._pages: dict[Page, PageFrame] = {}
        self._makers: dict[Page, Callable[[], PageFrame]] = {}
        self._page = Page.CHAT
        self.settings_pane = pane
        self.sidebar = Sidebar(icons, theme)
        self.column = ChatColumn(icons, theme)
        self.model_picker = self.column.header.model_picker
        self.status_line = self.column.status_line
        self.notices = self.column.notices
        self._left = Drawer(self.sidebar, SIDEBAR_WIDTH, theme, from_right=False)
        self._right = Drawer(pane, PANE_WIDTH, theme, from_right=True)
        self._right.set_open(False, animated=False)
        self._source = SourceDrawer(theme)
        self._arrange()
        self._connect()
        self._add_actions()

    @property
    def is_settings_open(self) -> bool:
        """Whether the settings pane is open."""
        return self._right.is_open

    @property
    def source_pane(self) -> QWidget | None:
        """The pane beside the chat that shows what an answer rests on; None while there is none."""
        return self._source.pane if self._source.is_open else None

    @property
    def is_sidebar_open(self) -> bool:
        """Whether the chat list is on show now."""
        return self._left.is_open

    def set_chat_widgets(self, chat_view: QWidget, composer: QWidget) -> None:
        """Put the chat view and the composer in their places; once, when the window is built."""
        self._composer = composer
        self.column.set_chat_widgets(chat_view, composer)

    @property
    def page(self) -> Page:
        """What is in the middle of the window."""
        return self._page

    def add_page(self, page: Page, make: Callable[[], PageFrame]) -> None:
        """Have a page; it is made when it is first wanted, so that the start needn't wait."""
        self._makers[page] = make
        self.sidebar.offer_page(page)

    def page_frame(self, page: Page) -> PageFrame:
        """The page other than the chat, made now if it wasn't yet."""
        if page not in self._pages:
            frame = self._pages[page] = self._makers[page]()
            frame.close_requested.connect(lambda: self.show_page(Page.CHAT))
            frame.header.unfold_requested.connect(self.toggle_sidebar)
            frame.windowTitleChanged.connect(self._show_title)
            self._middle.addWidget(frame)
        return self._pages[page]

    def show_page(self, page: Page) -> None:
        """Put the chat or a page into the middle; the keyboard goes there."""
        if page is not Page.CHAT and page not in self._makers:
            return
        is_new = page is not self._page
        self._page = page
        here = self.column if page is Page.CHAT else self.page_frame(page)
        self._middle.setCurrentWidget(here)
        self.sidebar.show_page(page)
        self._fit_sidebar()
        if page is Page.CHAT:
            self.column.hold_notices()
            self.focus_composer()
        else:
            self.page_frame(page).hold_notices(self.notices)
            here.setFocus()
        self._show_title()
        if is_new:
            self.page_shown.emit(page)

    def set_chat_title(self, title: str, *, can_rename: bool = True) -> None:
        """Name the chat on show, in the header and in the window's title."""
        self.column.header.title.set_title(title, can_rename=can_rename)
        self._chat_title = title
        self._show_title()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme; the application's style sheet is the caller's to set."""
        drawers = (self._left, self._right, self._source)
        for part in (*drawers, self.sidebar, self.column, self.settings_pane):
            part.set_theme(theme)
        for page in self._pages.values():
            page.set_theme(theme)
        self._fit_sidebar(animated=False)

    def set_settings_open(self, is_open: bool) -> None:
        """Open or close the settings pane."""
        if is_open == self._right.is_open:
            return
        if is_open:
            self.close_source()
        self._right.set_open(is_open)
        self._fit_sidebar()
        if is_open:
            self.settings_pane.setFocus()
        else:
            self.focus_composer()
        self.settings_opened_changed.emit(is_open)

    def toggle_settings(self) -> None:
        """Open the settings pane, or close it."""
        self.set_settings_open(not self.is_settings_open)

    def show_source(self, pane: QWidget) -> None:
        """Show beside the chat what an answer rests on; the settings make room."""
        self.set_settings_open(False)
        self._source.fit(self.width())
        self._source.show_pane(pane)
        self._source.set_open(True)
        self._fit_sidebar()
        pane.setFocus()

    def close_source(self) -> None:
        """Give the room back to the chat."""
        if not self._source.is_open:
            return
        self._source.set_open(False)
        self._fit_sidebar()
        self.focus_composer()
        self.source_closed.emit()

    def toggle_sidebar(self) -> None:
        """Show the chat list or hide it; in a narrow window it takes the place of the pane."""
        self._wants_sidebar = not self.is_sidebar_open
        if self._wants_sidebar and self._is_crowded():
            self.set_settings_open(False)
            self.close_source()
        self._fit_sidebar()

    def focus_composer(self) -> None:
        """Put the cursor where the next message is written."""
        if self._composer is not None:
            self._composer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def state(self) -> WindowState:
        """What to remember for the next start."""
        geometry = b64encode(self.saveGeometry().data()).decode("ascii")
        return WindowState(geometry, self._wants_sidebar)

    def restore(self, state: WindowState) -> None:
        """Take up a remembered state; a damaged geometry leaves the opening size."""
        with contextlib.suppress(ValueError):
            self.restoreGeometry(QByteArray(b64decode(state.geometry, validate=True)))
        self._wants_sidebar = state.sidebar_open
        self._fit_sidebar()

    def _opening_size(self) -> QSize:
        """As large as is good to read in, with its title bar and foot on the screen."""
        return OPENING_SIZE.boundedTo(self.screen().availableSize() - QSize(0, _TITLE_BAR))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        if self.focusWidget() is None:
            self.focus_composer()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._source.fit(self.width())
        self._fit_sidebar(animated=False)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: D102
        here = self.column.parts if self._page is Page.CHAT else self._pages[self._page].parts
        parts = (self.sidebar, *here, self._source, self.settings_pane)
        return move_focus(self, parts, forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button as the space bar does; Qt by itself does so in dialogs alone."""
        button = self.focusWidget()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and isinstance(button, QPushButton) and not event.isAutoRepeat():
            button.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: D102
        super().closeEvent(event)
        self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: D102
        files = local_files(event.mimeData())
        if not files:
            return
        event.acceptProposedAction()
        models = model_files_of(files)
        if len(models) == 1 and (self._page is Page.CHAT or len(files) == 1):
            self.model_file_dropped.emit(models[0])
        elif models or self._page is Page.MODELS:
            self.models_dropped.emit(files if self._page is Page.MODELS else models)
        else:
            self.files_dropped.emit(files)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_actions()

    def _arrange(self) -> None:
        self._middle = QStackedWidget()
        self._middle.addWidget(self.column)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addWidget(self._middle, 1)
        row.addWidget(self._source)
        row.addWidget(self._right)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.sidebar.new_chat_requested.connect(self.new_chat_requested)
        self.sidebar.new_chat_requested.connect(lambda: self.show_page(Page.CHAT))
        self.sidebar.chat_selected.connect(lambda _id: self.show_page(Page.CHAT))
        self.sidebar.page_requested.connect(self._turn_to)
        self.sidebar.settings_requested.connect(self.toggle_settings)
        self.sidebar.fold_requested.connect(self.toggle_sidebar)
        self.column.header.unfold_requested.connect(self.toggle_sidebar)
        self.column.header.title.rename_requested.connect(self.chat_rename_requested)
        self.model_picker.open_file_requested.connect(self.open_file_requested)
        self.settings_pane.close_requested.connect(lambda: self.set_settings_open(False))

    def _show_title(self) -> None:
        """The window is called after what is in its middle."""
        page = self._pages.get(self._page)
        title = self._chat_title if page is None else page.header.title.text()
        self.setWindowTitle(f"{title} – QwQ Desktop" if title else "QwQ Desktop")

    def _begin_chat(self) -> None:
        self.show_page(Page.CHAT)
        self.new_chat_requested.emit()

    def _turn_to(self, page: Page) -> None:
        """To a page, or from it back to the chat."""
        self.show_page(Page.CHAT if page is self._page else page)

    def _add_actions(self) -> None:
        """The keys of the window; on macOS they also stand in the menu bar."""
        slots: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+N", self._begin_chat),
            ("Ctrl+O", self.open_file_requested.emit),
            ("Ctrl+,", self.toggle_settings),
            ("Ctrl+B", self.toggle_sidebar),
            ("Ctrl+L", self.focus_composer),
            ("Ctrl+Q", self.close),
        )
        self._actions = [QAction(self) for _ in slots]
        for action, (keys, slot) in zip(self._actions, slots, strict=True):
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(slot)
            self.addAction(action)
        self._actions[2].setMenuRole(QAction.MenuRole.PreferencesRole)
        self._actions[-1].setMenuRole(QAction.MenuRole.QuitRole)
        self._menu = self.menuBar().addMenu("") if sys.platform == "darwin" else None
        if self._menu is not None:
            self._menu.addActions(self._actions)
        self._name_actions()

    def _name_actions(self) -> None:
        names = (
            self.tr("New chat"),
            self.tr("Open model file…"),
            self.tr("Settings"),
            self.tr("Show or hide the chats"),
            self.tr("Write a message"),
            self.tr("Quit"),
        )
        for action, name in zip(self._actions, names, strict=True):
            action.setText(name)
        if self._menu is not None:
            self._menu.setTitle(self.tr("Chat"))

    def _fit_sidebar(self, *, animated: bool = True) -> None:
        is_open = self._wants_sidebar and not self._is_crowded()
        self._left.set_open(is_open, animated=animated)
        pages = [page.header.unfold for page in self._pages.values()]
        for unfold in (self.column.header.unfold, *pages):
            unfold.setVisible(not self._left.is_open)

    def _is_crowded(self) -> bool:
        pane = self._source if self._source.is_open else self._right
        left = self.width() - self._left.width() - pane.width()
        return pane.is_open and left < LEAST_CHAT_WIDTH


def model_files_of(paths: Iterable[str]) -> list[str]:
    """The GGUF files among what is dragged, by their names."""
    return [path for path in paths if path.lower().endswith(".gguf")]
