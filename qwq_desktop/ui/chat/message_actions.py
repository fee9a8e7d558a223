"""The quiet row under a finished answer: copy, regenerate, the branches, who wrote it."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from qwq_desktop.storage.records import Message
from qwq_desktop.ui.chat.copying import CopyActions
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.wishes import Wish
from qwq_desktop.ui.chat.wording import made_by_text

_ICON = 16
_CONFIRMED_MS = 1_500


class MessageActions(QWidget):
    """Reports what the user asks for; `direction` of a branch is -1 or 1."""

    branch_requested = Signal(int)
    copy_requested = Signal()
    regenerate_requested = Signal()
    wished = Signal(object, str)  # Wish, text

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._copy = self._button("copyAnswerButton")
        self._regenerate = self._button("regenerateButton")
        self._more = self._button("moreActionsButton")
        self._previous = self._button("previousBranchButton")
        self._next = self._button("nextBranchButton")
        self._branch = QLabel(self)
        self._model = QLabel(self)
        self._confirmation = QTimer(self)
        self._confirmation.setSingleShot(True)
        self._confirmation.timeout.connect(self._show_icons)
        self._copy.clicked.connect(self._on_copy)
        self._regenerate.clicked.connect(self.regenerate_requested)
        self._previous.clicked.connect(lambda: self.branch_requested.emit(-1))
        self._next.clicked.connect(lambda: self.branch_requested.emit(1))
        self._set_up_menu()
        self._lay_out()
        self.set_parts(parts)
        self._retranslate()

    def show_message(self, message: Message) -> None:
        """Fit the row to a message."""
        self._message = message
        self._copy.setVisible(bool(message.text.strip()))
        has_thinking = bool(message.thinking.strip())
        self._more.setVisible(has_thinking or bool(message.text.strip()))
        self._copies.set_visible(bool(message.text.strip()))
        self._think_more.setVisible(has_thinking)
        self._edit_thinking.setVisible(has_thinking)
        self._show_branch(message)
        self._model.setText(message.turn.model_name)
        self._model.setToolTip(made_by_text(message.turn))

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        theme = parts.theme
        self.setStyleSheet(
            "QToolButton { padding: 3px; } QToolButton::menu-indicator { image: none; }"
            f" QLabel {{ color: {theme.palette.faint};"
            f" font-size: {theme.px(theme.CAPTION)}px; }}"
        )
        self._show_icons()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setIconSize(QSize(_ICON, _ICON))
        return button

    def _set_up_menu(self) -> None:
        menu = QMenu(self)
        self._copies = CopyActions(menu, lambda: self._message.text if self._message else "")
        self._think_more = menu.addAction("")
        self._edit_thinking = menu.addAction("")
        self._think_more.triggered.connect(lambda: self.wished.emit(Wish.THINK_MORE, ""))
        self._edit_thinking.triggered.connect(lambda: self.wished.emit(Wish.EDIT_THINKING, ""))
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        actions = (self._copy, self._regenerate, self._more)
        for part in (*actions, self._previous, self._branch, self._next):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self._model)
        row.addStretch(1)
        self._model.setTextFormat(Qt.TextFormat.PlainText)

    def _show_branch(self, message: Message) -> None:
        index, count = message.sibling_index, message.sibling_count
        for part in (self._previous, self._branch, self._next):
            part.setVisible(count > 1)
        self._branch.setText(f"{index + 1}/{count}")
        self._previous.setEnabled(index > 0)
        self._next.setEnabled(index + 1 < count)

    def _show_icons(self) -> None:
        icons, color = self._parts.icons, self._parts.theme.palette.faint
        self._copy.setIcon(icons.icon("copy", color, _ICON))
        self._regenerate.setIcon(icons.icon("refresh-cw", color, _ICON))
        self._more.setIcon(icons.icon("ellipsis", color, _ICON))
        self._previous.setIcon(icons.icon("chevron-left", color, _ICON))
        self._next.setIcon(icons.icon("chevron-right", color, _ICON))

    def _on_copy(self) -> None:
        self.copy_requested.emit()
        self._copy.setIcon(self._parts.icons.icon("check", self._parts.theme.palette.accent, _ICON))
        self._confirmation.start(_CONFIRMED_MS)

    def _retranslate(self) -> None:
        for button, label in (
            (self._copy, self.tr("Copy the answer")),
            (self._regenerate, self.tr("Answer again")),
            (self._more, self.tr("More")),
            (self._previous, self.tr("Previous answer")),
            (self._next, self.tr("Next answer")),
        ):
            button.setToolTip(label)
            button.setAccessibleName(label)
        self._copies.retranslate()
        self._think_more.setText(self.tr("Think more"))
        self._edit_thinking.setText(self.tr("Edit thinking…"))
        if self._message:
            self._model.setToolTip(made_by_text(self._message.turn))
