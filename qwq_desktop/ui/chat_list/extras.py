"""The small parts around the chat list: the menu of all chats, the way out of the archive."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme


class AllChatsButton(QPushButton):
    """A "…" whose menu is about all chats: the archive, export and import."""

    archive_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setObjectName("allChatsButton")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self, "icon")
        menu = QMenu(self)
        self._archive = menu.addAction("")
        menu.addSeparator()
        self._export = menu.addAction("")
        self._import = menu.addAction("")
        self._archive.triggered.connect(self.archive_requested)
        self._export.triggered.connect(self.export_requested)
        self._import.triggered.connect(self.import_requested)
        self.setMenu(menu)
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._icons.put_on(self, "ellipsis", theme.palette.soft, theme.px(ICON_SIZE))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setToolTip(self.tr("All chats"))
        self.setAccessibleName(self.tr("All chats"))
        self._archive.setText(self.tr("Archived chats"))
        self._export.setText(self.tr("Export chats…"))
        self._import.setText(self.tr("Import chats…"))


class ArchiveBar(QPushButton):
    """Stands over the archived chats and leads back to the others."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setObjectName("archiveBar")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self, "flat")
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._icons.put_on(self, "chevron-left", theme.palette.soft, theme.px(ICON_SIZE))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setText(self.tr("Archived chats"))
        self.setAccessibleName(self.tr("Back from the archived chats"))


class TemporaryButton(QPushButton):
    """Begins a chat that is never saved."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setObjectName("temporaryChatButton")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self, "icon")
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._icons.put_on(self, "hat-glasses", theme.palette.soft, theme.px(ICON_SIZE))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setToolTip(self.tr("Temporary chat: never saved (Ctrl+Shift+N)"))
        self.setAccessibleName(self.tr("Temporary chat"))
