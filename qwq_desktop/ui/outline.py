"""The outline of a chat: the user's questions in a list, to jump by."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.platform.words import folded
from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

WIDTH = 380
_ROWS = 12
_ROW_HEIGHT = 33
_LONGEST = 300  # characters of a question that are kept for its row
_FIELD_FROM = 8  # with fewer questions there is nothing to filter


def questions(messages: Sequence[Message]) -> list[tuple[int, str]]:
    """The user's questions, (message id, first words on one line), in order. Pure."""
    asked = (m for m in messages if m.role is Role.USER)
    return [(m.id, " ".join(m.text[:_LONGEST].split()) or "…") for m in asked]


class _Field(QLineEdit):
    """Hands the keys that move and choose to the list."""

    key_passed = Signal(object)  # QKeyEvent

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in (*keys, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.key_passed.emit(event)
        else:
            super().keyPressEvent(event)


class Outline(QFrame):
    """A list that pops up under its button; it closes when a question is chosen, or with Escape."""

    question_chosen = Signal(int)  # message id

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("outline")
        set_role(self, "toast")
        self._theme = theme
        self._title = QLabel()
        set_role(self._title, "heading")
        self._title.setContentsMargins(10, 2, 10, 4)
        self.field = _Field()
        self.field.setObjectName("outlineField")
        self.list = QListWidget()
        self.list.setObjectName("outlineList")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        for part in (self._title, self.field, self.list):
            column.addWidget(part)
        self.field.textChanged.connect(self._filter)
        self.field.key_passed.connect(self.list.keyPressEvent)
        self.list.itemClicked.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.set_theme(theme)
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        colors = theme.palette
        self.list.setStyleSheet(
            "QListWidget::item { padding: 0 10px; border-radius: 6px; }"
            f" QListWidget::item:hover {{ background: {colors.code}; }}"
            f" QListWidget::item:selected {{ background: {colors.wash}; color: {colors.ink}; }}"
        )

    def open_below(
        self, button: QWidget, asked: Sequence[tuple[int, str]], current_id: int | None
    ) -> None:
        """Show questions under a button's right end; the one in view is marked."""
        self.list.clear()
        for number, (message_id, words) in enumerate(asked, 1):
            item = QListWidgetItem(f"{number}   {words}")
            item.setData(Qt.ItemDataRole.UserRole, message_id)
            item.setToolTip(words)
            item.setSizeHint(QSize(0, self._theme.px(_ROW_HEIGHT)))
            self.list.addItem(item)
            if message_id == current_id:
                self.list.setCurrentItem(item)
        self.field.clear()
        self.field.setVisible(len(asked) >= _FIELD_FROM)
        height = self._theme.px(_ROW_HEIGHT) * min(len(asked), _ROWS) + 4
        self.list.setFixedHeight(height)
        self.setFixedWidth(self._theme.px(WIDTH))
        self.adjustSize()
        place = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + 6))
        self.move(place)
        self.show()
        (self.field if self.field.isVisible() else self.list).setFocus()
        self.list.scrollToItem(self.list.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _filter(self, text: str) -> None:
        words = folded(text).split()
        first: QListWidgetItem | None = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            is_wanted = all(word in folded(item.text()) for word in words)
            item.setHidden(not is_wanted)
            if is_wanted and first is None:
                first = item
        current = self.list.currentItem()
        if words and first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)

    def _choose(self, item: QListWidgetItem) -> None:
        self.hide()
        self.question_chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Your questions in this chat"))
        self.field.setPlaceholderText(self.tr("Filter"))
        self.field.setAccessibleName(self.tr("Filter the questions"))
        self.list.setAccessibleName(self.tr("Your questions in this chat"))
