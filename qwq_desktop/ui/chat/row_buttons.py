"""What the rows of actions under messages are made of: small buttons and the branches' place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from qwq_desktop.storage.records import Message
from qwq_desktop.ui.chat.text_parts import TextParts

ICON = 16


def row_button(name: str, parent: QWidget) -> QToolButton:
    """A button that is reached by Tab and named by its owner."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def row_sheet(parts: TextParts) -> str:
    """The style sheet of a row."""
    theme = parts.theme
    return (
        "QToolButton { padding: 3px; } QToolButton::menu-indicator { image: none; }"
        f" QLabel {{ color: {theme.palette.faint}; font-size: {theme.px(theme.CAPTION)}px; }}"
    )


class RowPresence(QObject):
    """Whether a row's icons show: pointed at, under the keyboard, its menu open, or kept."""

    changed = Signal()

    def __init__(self, buttons: Sequence[QToolButton], menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons = tuple(buttons)
        self._is_pointed = self._is_kept = self._is_menu_open = False
        for button in self._buttons:
            button.installEventFilter(self)
        menu.aboutToShow.connect(lambda: self._set_menu_open(True))
        menu.aboutToHide.connect(lambda: self._set_menu_open(False))

    @property
    def is_shown(self) -> bool:
        """Whether the icons show."""
        has_focus = any(button.hasFocus() for button in self._buttons)
        return self._is_pointed or self._is_kept or self._is_menu_open or has_focus

    def set_pointed(self, is_pointed: bool) -> None:
        """Whether the pointer is over the message."""
        self._is_pointed = is_pointed
        self.changed.emit()

    def set_kept(self, is_kept: bool) -> None:
        """Whether the icons show in any case."""
        if is_kept != self._is_kept:
            self._is_kept = is_kept
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.changed.emit()
        return super().eventFilter(watched, event)

    def _set_menu_open(self, is_open: bool) -> None:
        self._is_menu_open = is_open
        self.changed.emit()


class BranchSwitch(QWidget):
    """`‹ 2/3 ›`: which of its branches a message is; hidden where there is only one."""

    requested = Signal(int)  # direction, -1 or 1

    def __init__(self, parts: TextParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._previous = row_button("previousBranchButton", self)
        self._next = row_button("nextBranchButton", self)
        self._place = QLabel(self)
        self._place.setObjectName("branchPlace")
        self._previous.clicked.connect(lambda: self.requested.emit(-1))
        self._next.clicked.connect(lambda: self.requested.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self._previous, self._place, self._next):
            row.addWidget(part)
        self.set_parts(parts)
        self._retranslate()

    def show_message(self, message: Message) -> None:
        """Fit to a message."""
        index, count = message.sibling_index, message.sibling_count
        self.setVisible(count > 1)
        self._place.setText(f"{index + 1}/{count}")
        self._previous.setEnabled(index > 0)
        self._next.setEnabled(index + 1 < count)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        color = parts.theme.palette.faint
        parts.icons.put_on(self._previous, "chevron-left", color, parts.theme.px(ICON))
        parts.icons.put_on(self._next, "chevron-right", color, parts.theme.px(ICON))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        for button, label in (
            (self._previous, self.tr("Previous version")),
            (self._next, self.tr("Next version")),
        ):
            button.setToolTip(label)
            button.setAccessibleName(label)
