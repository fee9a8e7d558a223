"""The bar that finds in the chat: a field, which hit of how many, the ways to the others."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from qwq_desktop.ui.numbers import grouped
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_FIELD_WIDTH = 210
_COUNT_WIDTH = 92


class _Field(QLineEdit):
    closed = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        backwards = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.stepped.emit(-1 if backwards else 1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case _:
                super().keyPressEvent(event)


class FindBar(QFrame):
    """Floats over the chat's upper right corner; says what is wanted, shows what it is told."""

    close_requested = Signal()
    step_requested = Signal(int)  # 1: the next hit, -1: the one before
    text_changed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        set_role(self, "toast")
        self._icons = icons
        self._state = (0, 0, False)
        self.field = _Field()
        self.field.setObjectName("findField")
        self.count = QLabel()
        self.count.setObjectName("findCount")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.previous, self.next, self.close_button = QPushButton(), QPushButton(), QPushButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 6, 6)
        row.setSpacing(4)
        row.addWidget(self.field)
        row.addWidget(self.count)
        for button in (self.previous, self.next, self.close_button):
            set_role(button, "icon")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.field.textChanged.connect(self.text_changed)
        self.field.stepped.connect(self.step_requested)
        self.field.closed.connect(self.close_requested)
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.close_button.clicked.connect(self.close_requested)
        self.set_theme(theme)
        self._retranslate()
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        color = theme.palette.soft
        self._icons.put_on(self.previous, "chevron-up", color, theme.px(ICON_SIZE))
        self._icons.put_on(self.next, "chevron-down", color, theme.px(ICON_SIZE))
        self._icons.put_on(self.close_button, "x", color, theme.px(ICON_SIZE))
        self.field.setFixedWidth(theme.px(_FIELD_WIDTH))
        self.count.setMinimumWidth(theme.px(_COUNT_WIDTH))
        self.adjustSize()

    def show_count(self, number: int, total: int, *, is_counting: bool) -> None:
        """Which hit (from 1; 0: none) of how many; more may come while `is_counting`."""
        self._state = (number, total, is_counting)
        has_hits = total > 0
        self.next.setEnabled(has_hits)
        self.previous.setEnabled(has_hits)
        is_lost = bool(self.field.text()) and not has_hits and not is_counting
        set_role(self.count, "warning" if is_lost else "note")
        self.count.setText(self._words())

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _words(self) -> str:
        number, total, is_counting = self._state
        if not self.field.text():
            return ""
        if not total:
            return "…" if is_counting else self.tr("Not found")
        words = self.tr("{number} of {total}").format(number=grouped(number), total=grouped(total))
        return f"{words} …" if is_counting else words

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Find in this chat"))
        self.field.setPlaceholderText(self.tr("Find in this chat"))
        self.field.setAccessibleName(self.tr("Find in this chat"))
        for button, name, keys in (
            (self.previous, self.tr("Previous hit"), "Shift+F3"),
            (self.next, self.tr("Next hit"), "F3"),
            (self.close_button, self.tr("Close the search"), "Esc"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({keys})")
        self.count.setText(self._words())
