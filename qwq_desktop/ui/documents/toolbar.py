"""The row over the documents: a field that searches in them, and the ways to add some."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from qwq_desktop.ui.search.field import SearchField
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_CROSS = 14


class DocumentSearchField(SearchField):
    """Esc empties it first; in the empty field it is the page's."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("documentSearchField")
        self.setProperty("role", None)
        self.setMinimumWidth(120)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        is_override = event.type() == QEvent.Type.ShortcutOverride
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_override and is_escape and self.text():
            event.accept()
            return True
        return super().event(event)


class DocumentToolbar(QWidget):
    """Reports what is wanted."""

    files_requested = Signal()
    folder_requested = Signal()
    paste_requested = Signal()
    watch_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.search = DocumentSearchField()
        self.add_button = QPushButton()
        self.add_button.setObjectName("addFilesButton")
        set_role(self.add_button, "primary")
        self.more_button = QPushButton()
        self.more_button.setObjectName("addMoreButton")
        set_role(self.more_button, "icon")
        self._menu = QMenu(self)
        self._folder = self._menu.addAction("")
        self._watch = self._menu.addAction("")
        self._menu.addSeparator()
        self._paste = self._menu.addAction("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        row.addWidget(self.add_button)
        row.addWidget(self.more_button)
        for button in (self.add_button, self.more_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_button.clicked.connect(self.files_requested)
        self.more_button.clicked.connect(self._open)
        self._folder.triggered.connect(self.folder_requested)
        self._watch.triggered.connect(self.watch_requested)
        self._paste.triggered.connect(self.paste_requested)
        self.set_theme(theme)
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        colors = theme.palette
        self._icons.put_on(self.more_button, "ellipsis", colors.soft, theme.px(ICON_SIZE))
        cross = self._icons.icon("x", colors.faint, theme.px(_CROSS))
        glass = self._icons.pixmap("search", colors.faint, theme.px(ICON_SIZE))
        self.search.set_pictures(glass, cross)
        self.search.setFixedHeight(theme.px(36))
        self.add_button.setFixedHeight(theme.px(36))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _open(self) -> None:
        button, width = self.more_button, self._menu.sizeHint().width()
        self._menu.popup(button.mapToGlobal(QPoint(button.width() - width, button.height() + 4)))

    def _retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search in your documents"))
        self.search.setAccessibleName(self.tr("Search in your documents"))
        self.search.clear_button.setAccessibleName(self.tr("Empty the search"))
        self.add_button.setText(self.tr("Add files…"))
        self.more_button.setToolTip(self.tr("More ways to add"))
        self.more_button.setAccessibleName(self.tr("More ways to add"))
        self._folder.setText(self.tr("Add a folder…"))
        self._watch.setText(self.tr("Watch a folder…"))
        self._paste.setText(self.tr("Paste text…"))
