"""The list that opens over the composer: which documents and collections this chat asks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QIcon, QPixmap
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

from qwq_desktop.ui.documents.choices import Choice
from qwq_desktop.ui.list_keys import ListKeys
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_WIDTH = 400
_MOST_ROWS, _LEAST_ROWS = 9, 3
_AROUND_LIST = 112  # height of the title, the field and the buttons
_ROW = 33
_ICON = 16


class SourcesMenu(QFrame):
    """A popup that stays while one switches; a click elsewhere or Esc closes it."""

    files_requested = Signal()
    page_requested = Signal()
    toggled = Signal(object)  # Choice
    words_changed = Signal(str)

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("sourcesMenu")
        set_role(self, "toast")
        self._icons = icons
        self._theme = theme
        self._choices: list[Choice] = []
        self.field = QLineEdit(self)
        self.list = QListWidget(self)
        self._empty = QLabel(self)
        self._files = QPushButton(self)
        self._page = QPushButton(self)
        self._lay_out()
        ListKeys(self.field, self.list)
        self.field.textChanged.connect(self.words_changed)
        self.field.returnPressed.connect(lambda: self._toggle(self.list.currentItem()))
        self.list.itemClicked.connect(self._toggle)
        self._files.clicked.connect(lambda: self._leave(self.files_requested))
        self._page.clicked.connect(lambda: self._leave(self.page_requested))
        self._retranslate()

    @property
    def choices(self) -> list[Choice]:
        """What is listed."""
        return list(self._choices)

    def open_at(self, foot: QPoint, choices: Sequence[Choice]) -> None:
        """Open with its lower left corner at a place on the screen."""
        self.field.clear()
        self.set_choices(choices)
        rows = max(_LEAST_ROWS, min(_MOST_ROWS, self.list.count()))
        height = rows * self._theme.px(_ROW) + _AROUND_LIST
        screen = self.screen().availableGeometry()
        room = foot.y() - screen.top() - 8
        self.resize(self._theme.px(_WIDTH), min(height, max(200, room)))
        left = max(screen.left(), min(foot.x(), screen.right() - self.width()))
        self.move(left, foot.y() - self.height())
        self.show()
        self.field.setFocus()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """List these; the marked row and where one reads stay."""
        row, offset = self.list.currentRow(), self.list.verticalScrollBar().value()
        self._choices = list(choices)
        self.list.clear()
        was_collection = None
        for choice in self._choices:
            if choice.is_collection is not was_collection:
                self._add_heading(is_collection=choice.is_collection)
                was_collection = choice.is_collection
            self._add(choice)
        self._empty.setVisible(not self._choices)
        self.list.setVisible(bool(self._choices))
        self._say_empty()
        self.list.setCurrentRow(min(max(row, 1), self.list.count() - 1))
        self.list.verticalScrollBar().setValue(offset)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        side = theme.px(_ICON)
        self.list.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        self.list.setObjectName("sourcesList")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._empty, "note")
        row = QHBoxLayout()
        row.addWidget(self._files)
        row.addStretch(1)
        row.addWidget(self._page)
        for button in (self._files, self._page):
            button.setAutoDefault(False)
            set_role(button, "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 8)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(row)

    def _add_heading(self, *, is_collection: bool) -> None:
        words = self.tr("Collections") if is_collection else self.tr("Documents")
        item = QListWidgetItem(words, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setPixelSize(self._theme.px(self._theme.CAPTION))
        item.setFont(font)

    def _add(self, choice: Choice) -> None:
        text = choice.name
        if choice.is_collection:
            text = f"{choice.name}  {choice.count}"
        item = QListWidgetItem(self._tick(choice), text, self.list)
        item.setData(Qt.ItemDataRole.UserRole, choice)
        item.setToolTip(choice.name)
        state = self.tr("on") if choice.is_on else self.tr("off")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{choice.name}, {state}")

    def _tick(self, choice: Choice) -> QIcon:
        side = self._theme.px(_ICON)
        if choice.is_on:
            return self._icons.icon("check", self._theme.palette.accent, side)
        blank = QPixmap(side, side)
        blank.fill(Qt.GlobalColor.transparent)
        return QIcon(blank)

    def _toggle(self, item: QListWidgetItem | None) -> None:
        choice = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        if choice is not None:
            self.toggled.emit(choice)

    def _leave(self, asked: SignalInstance) -> None:
        self.hide()
        asked.emit()

    def _say_empty(self) -> None:
        self._empty.setText(
            self.tr("No document has these words in its name.")
            if self.field.text().strip()
            else self.tr("No documents yet. Add files, or drop them on the chat.")
        )

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Documents for this chat"))
        self.field.setPlaceholderText(self.tr("Which documents shall this chat ask?"))
        self.field.setAccessibleName(self.tr("Find a document"))
        self.list.setAccessibleName(self.tr("Documents for this chat"))
        self._files.setText(self.tr("Add files…"))
        self._page.setText(self.tr("All documents"))
        self._say_empty()
