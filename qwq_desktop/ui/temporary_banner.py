"""The line over a temporary chat: what it is, and the way to keep it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from qwq_desktop.ui.chat_column import CentredColumn
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme


class TemporaryBanner(QWidget):
    """Visible while a temporary chat is open."""

    keep_requested = Signal()

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setObjectName("temporaryBanner")
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        set_role(self._text, "note")
        self.keep = QPushButton()
        self.keep.setObjectName("keepChatButton")
        self.keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.keep.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self.keep, "link")
        self.keep.clicked.connect(self.keep_requested)
        line = QWidget()
        set_role(line, "banner")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 7, 6, 7)
        row.setSpacing(9)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self.keep)
        self._column = CentredColumn(line, theme, above=10)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._column)
        self._retranslate()
        self.set_theme(theme)
        self.hide()

    def set_can_keep(self, can_keep: bool) -> None:
        """Whether there is something to keep, and nobody writes it just now."""
        self.keep.setEnabled(can_keep)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._column.set_theme(theme)
        size = theme.px(ICON_SIZE)
        self._picture.setPixmap(self._icons.pixmap("hat-glasses", theme.palette.soft, size))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._text.setText(self.tr("Temporary chat: never saved, gone when you leave it."))
        self.keep.setText(self.tr("Keep this chat"))
