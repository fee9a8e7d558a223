"""The row above the chat: the way back to the chat list, the title, the model."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from qwq_desktop.ui.chat_title import ChatTitle
from qwq_desktop.ui.model_picker import ModelPicker
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

HEIGHT = 52


class Header(QFrame):
    """Holds the chat's title and the model picker."""

    outline_requested = Signal()
    unfold_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self._icons = icons
        self.unfold = QPushButton()
        self.unfold.setObjectName("unfoldSidebarButton")
        self.unfold.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.unfold.clicked.connect(self.unfold_requested)
        self.unfold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.unfold.hide()
        set_role(self.unfold, "icon")
        self.outline = QPushButton()
        self.outline.setObjectName("outlineButton")
        self.outline.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.outline.clicked.connect(self.outline_requested)
        self.outline.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.outline.hide()
        set_role(self.outline, "icon")
        self.title = ChatTitle()
        self.model_picker = ModelPicker(icons, theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, 0, theme.EDGE, 0)
        row.setSpacing(12)
        row.addWidget(self.unfold)
        row.addWidget(self.title, 1)
        row.addWidget(self.outline)
        row.addWidget(self.model_picker)
        self._retranslate()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.unfold.setIcon(self._icons.icon("panel-left", theme.palette.soft))
        self.outline.setIcon(self._icons.icon("list", theme.palette.soft))
        self.model_picker.set_theme(theme)
        self.setFixedHeight(theme.px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.unfold.setToolTip(self.tr("Show the chats (Ctrl+B)"))
        self.unfold.setAccessibleName(self.tr("Show the chats"))
        self.outline.setToolTip(self.tr("Your questions in this chat (Ctrl+Shift+O)"))
        self.outline.setAccessibleName(self.tr("Your questions in this chat"))
