"""The row under a question: its branches, and what can be done with it once it is pointed at."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from qwq_desktop.storage.records import Message
from qwq_desktop.ui.chat.message_wishes import MessageWish
from qwq_desktop.ui.chat.row_buttons import (
    ICON,
    BranchSwitch,
    RowPresence,
    row_button,
    row_sheet,
)
from qwq_desktop.ui.chat.text_parts import TextParts


class UserActions(QWidget):
    """Its icons show while the pointer is over the message or the keyboard is in the row."""

    branch_requested = Signal(int)  # direction
    wished = Signal(object, str)  # MessageWish, text

    def __init__(self, message: Message, parts: TextParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = message
        self._change = row_button("changeMessageButton", self)
        self._copy = row_button("copyMessageButton", self)
        self._more = row_button("moreMessageButton", self)
        self._branches = BranchSwitch(parts, self)
        self._lay_out()
        self._connect()
        self._branches.show_message(message)
        self.set_parts(parts)
        self._retranslate()

    def set_pointed(self, is_pointed: bool) -> None:
        """Whether the pointer is over the message."""
        self._presence.set_pointed(is_pointed)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self._branches.set_parts(parts)
        self.setStyleSheet(row_sheet(parts))
        self._show_icons()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addStretch(1)
        for part in (self._change, self._copy, self._more, self._branches):
            row.addWidget(part)
        menu = QMenu(self)
        self._quote = menu.addAction("")
        self._delete = menu.addAction("")
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._presence = RowPresence(self._buttons(), menu, self)
        self._presence.changed.connect(self._show_icons)

    def _connect(self) -> None:
        text = self._message.text
        self._change.clicked.connect(lambda: self.wished.emit(MessageWish.CHANGE, ""))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        self._quote.triggered.connect(lambda: self.wished.emit(MessageWish.QUOTE, text))
        self._delete.triggered.connect(lambda: self.wished.emit(MessageWish.DELETE, ""))
        self._branches.requested.connect(self.branch_requested)

    def _buttons(self) -> tuple[QToolButton, ...]:
        return self._change, self._copy, self._more

    def _show_icons(self) -> None:
        is_shown = self._presence.is_shown
        icons, theme = self._parts.icons, self._parts.theme
        names = ("pencil", "copy", "ellipsis")
        for button, name in zip(self._buttons(), names, strict=True):
            icons.put_on(button, name, theme.palette.faint, theme.px(ICON))
            if not is_shown:
                button.setIcon(QIcon())
            shape = Qt.CursorShape.PointingHandCursor if is_shown else Qt.CursorShape.ArrowCursor
            button.setCursor(shape)

    def _retranslate(self) -> None:
        for button, label in (
            (self._change, self.tr("Change and send again")),
            (self._copy, self.tr("Copy your message")),
            (self._more, self.tr("More")),
        ):
            button.setToolTip(label)
            button.setAccessibleName(label)
        self._quote.setText(self.tr("Quote"))
        self._delete.setText(self.tr("Delete"))
