"""The list of saved prompts that opens over the composer: found by typing, used with Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.chat.prompts import matching
from qwq_desktop.storage.prompts import SavedPrompt
from qwq_desktop.ui.list_keys import ListKeys
from qwq_desktop.ui.theme.style import set_role

_WIDTH = 420
_MOST_ROWS = 8  # then the list scrolls
_AROUND_LIST = 104  # height of the field above and the buttons below


class PromptMenu(QFrame):
    """A popup; it closes when something is chosen or the user goes elsewhere."""

    chosen = Signal(object)  # SavedPrompt
    delete_requested = Signal(object)  # SavedPrompt
    edit_requested = Signal(object)  # SavedPrompt; id 0 for a new one

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("promptMenu")
        set_role(self, "toast")
        self._prompts: list[SavedPrompt] = []
        self.field = QLineEdit(self)
        self.list = QListWidget(self)
        self._empty = QLabel(self)
        self._new = QPushButton(self)
        self._edit = QPushButton(self)
        self._delete = QPushButton(self)
        self._lay_out()
        ListKeys(self.field, self.list)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._choose)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.list.currentItemChanged.connect(self._enable)
        self._new.clicked.connect(lambda: self._ask_edit(SavedPrompt(0, "", "")))
        self._edit.clicked.connect(lambda: self._ask_edit(self.current))
        self._delete.clicked.connect(self._ask_delete)
        self._retranslate()

    @property
    def current(self) -> SavedPrompt | None:
        """The prompt that is marked."""
        item = self.list.currentItem()
        prompt: SavedPrompt | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return prompt

    def open_at(self, foot: QPoint, prompts: Sequence[SavedPrompt]) -> None:
        """Open with its lower left corner at a place on the screen."""
        self.field.clear()
        self.set_prompts(prompts)
        rows = max(2, min(_MOST_ROWS, len(prompts)))
        self.resize(_WIDTH, rows * self.list.fontMetrics().lineSpacing() * 2 + _AROUND_LIST)
        self.move(foot - QPoint(0, self.height()))
        self.show()
        self.field.setFocus()

    def set_prompts(self, prompts: Sequence[SavedPrompt]) -> None:
        """Show other prompts."""
        self._prompts = list(prompts)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        self.list.setObjectName("promptList")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._empty, "note")
        row = QHBoxLayout()
        row.addWidget(self._new)
        row.addStretch(1)
        row.addWidget(self._edit)
        row.addWidget(self._delete)
        for button in (self._new, self._edit, self._delete):
            button.setAutoDefault(False)
            set_role(button, "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        for part in (self.field, self.list, self._empty):
            column.addWidget(part, 0 if part is self.field else 1)
        column.addLayout(row)

    def _fill(self, *_: object) -> None:
        self.list.clear()
        for prompt in matching(self._prompts, self.field.text()):
            words = " ".join(prompt.text[:200].split())
            item = QListWidgetItem(prompt.title or words[:60], self.list)
            item.setToolTip(words)
            item.setData(Qt.ItemDataRole.UserRole, prompt)
        self.list.setCurrentRow(0)
        is_empty = self.list.count() == 0
        self.list.setHidden(is_empty)
        self._empty.setVisible(is_empty)
        self._show_empty()
        self._enable()

    def _enable(self, *_: object) -> None:
        for button in (self._edit, self._delete):
            button.setVisible(self.current is not None)

    def _choose(self, *_: object) -> None:
        prompt = self.current
        if prompt is not None:
            self.hide()
            self.chosen.emit(prompt)

    def _ask_edit(self, prompt: SavedPrompt | None) -> None:
        if prompt is not None:
            self.hide()
            self.edit_requested.emit(prompt)

    def _ask_delete(self) -> None:
        if self.current is not None:
            self.delete_requested.emit(self.current)

    def _show_empty(self) -> None:
        self._empty.setText(
            self.tr("No prompt has these words.")
            if self._prompts
            else self.tr("Keep what you ask often here. {{name}} in it is asked for each time.")
        )

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Saved prompts"))
        self.field.setPlaceholderText(self.tr("Find a prompt"))
        self.field.setAccessibleName(self.tr("Find a prompt"))
        self.list.setAccessibleName(self.tr("Saved prompts"))
        self._new.setText(self.tr("New prompt…"))
        self._edit.setText(self.tr("Edit…"))
        self._delete.setText(self.tr("Delete"))
        self._show_empty()
