"""The row above the chat: the way back to the chat list, the title, the model."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from qwq_desktop.ui.chat_title import ChatTitle
from qwq_desktop.ui.icon_button import icon_button
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
        self.unfold = icon_button("unfoldSidebarButton", self.unfold_requested)
        self.unfold.hide()
        self.outline = icon_button("outlineButton", self.outline_requested)
        self.outline.hide()
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
        self._icons.put_on(self.unfold, "panel-left", theme.palette.soft, theme.px(ICON_SIZE))
        self._icons.put_on(self.outline, "list", theme.palette.soft, theme.px(ICON_SIZE))
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
