"""The quiet buttons under the composer's field: what goes along, and how it is answered."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from qwq_desktop.settings.schema import ThinkingMode
from qwq_desktop.ui.chat.composer_style import TOOL_ICON, tool_px
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_BESIDE_ICON = 5
_GAP, _NARROW_GAP = 8, 4


class ComposerTools(QWidget):
    """Reports what is chosen; what is chosen is told back by its owner."""

    attach_requested = Signal()
    documents_requested = Signal()
    instructions_requested = Signal()
    prompts_requested = Signal()
    thinking_mode_changed = Signal(ThinkingMode)
    tools_toggled = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._mode = ThinkingMode.AUTO
        self._is_narrow = False
        self._attach = self._button("attachButton")
        self._prompts = self._button("promptsButton")
        self._instructions = self._button("instructionsButton")
        self._thinking = self._button("thinkingMode")
        self._tools = self._button("toolsToggle")
        self._documents = self._button("documentsPill")
        self._documents_on: int | None = None
        self._menu = QMenu(self)
        self._choices: dict[ThinkingMode, QAction] = {}
        self._lay_out()
        self._connect()

    @property
    def prompts_anchor(self) -> QPoint:
        """Where a list that belongs to the prompts button stands, on the screen."""
        return self._prompts.mapToGlobal(QPoint(0, -6))

    @property
    def documents_anchor(self) -> QPoint:
        """Where a list that belongs to the documents button stands, on the screen."""
        return self._documents.mapToGlobal(QPoint(0, -6))

    def set_documents(self, count: int | None) -> None:
        """Show how many documents are asked; None where none are switched on."""
        self._documents_on = count
        self._documents.setChecked(count is not None)
        self._show_icons()
        self._show_documents()

    def set_thinking_mode(self, mode: ThinkingMode) -> None:
        """Show the mode in force."""
        self._mode = mode
        self._show_mode()

    def set_tools_enabled(self, are_enabled: bool) -> None:
        """Show whether tools may be used."""
        self._tools.setChecked(are_enabled)

    def set_instructed(self, is_instructed: bool) -> None:
        """Show whether the chat has instructions of its own."""
        self._instructions.setChecked(is_instructed)
        self._show_icons()

    def set_narrow(self, is_narrow: bool) -> None:
        """Whether there is little room: the button for the thinking names the mode alone."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._row.setSpacing(_NARROW_GAP if is_narrow else _GAP)
            self._show_mode()
            self._show_icons()
            self._show_documents()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._show_icons()
        self._show_mode()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        names = {
            ThinkingMode.AUTO: self.tr("Auto: as the model does by itself"),
            ThinkingMode.ON: self.tr("Always: think before every answer"),
            ThinkingMode.OFF: self.tr("Off: answer straight away"),
        }
        for mode, action in self._choices.items():
            action.setText(names[mode])
        self._tools.setText(self.tr("Tools"))
        self._tools.setToolTip(self.tr("Let the model use tools, such as the calculator"))
        for button, name, tip in (
            (self._attach, self.tr("Attach files"), self.tr("Attach texts and documents")),
            (self._prompts, self.tr("Saved prompts"), self.tr("Saved prompts (/)")),
            (
                self._instructions,
                self.tr("Instructions for this chat"),
                self.tr("Instructions for this chat"),
            ),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
        self._show_mode()
        self._show_documents()

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for button in (self._attach, self._prompts, self._instructions):
            button.setProperty("bare", True)
            row.addWidget(button)
        row.addWidget(self._thinking)
        row.addWidget(self._tools)
        row.addWidget(self._documents)
        self._documents.setCheckable(True)
        self._tools.setCheckable(True)
        self._instructions.setCheckable(True)
        # The chevron stands behind the text.
        self._thinking.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for mode in ThinkingMode:
            action = self._menu.addAction("")
            action.triggered.connect(lambda _checked, mode=mode: self._choose(mode))
            self._choices[mode] = action

    def _connect(self) -> None:
        self._attach.clicked.connect(self.attach_requested)
        self._prompts.clicked.connect(self.prompts_requested)
        self._instructions.clicked.connect(self._ask_for_instructions)
        self._thinking.clicked.connect(self._open_menu)
        self._tools.clicked.connect(self.tools_toggled)
        self._documents.clicked.connect(self._ask_for_documents)

    def _ask_for_instructions(self, checked: bool) -> None:
        """A click doesn't switch anything: whether there are any is told by the owner."""
        self._instructions.setChecked(not checked)
        self.instructions_requested.emit()

    def _ask_for_documents(self, checked: bool) -> None:
        """As with the instructions: what is on is told by the owner."""
        self._documents.setChecked(not checked)
        self.documents_requested.emit()

    def _open_menu(self) -> None:
        """Above the button; as the button's own menu it would open to the left of it."""
        height = self._menu.sizeHint().height()
        self._menu.popup(self._thinking.mapToGlobal(QPoint(0, -height - 4)))

    def _choose(self, mode: ThinkingMode) -> None:
        if mode is not self._mode:
            self.set_thinking_mode(mode)
            self.thinking_mode_changed.emit(mode)

    def _show_icons(self) -> None:
        palette, size = self._theme.palette, tool_px(self._theme, TOOL_ICON)
        self._icons.put_on(self._thinking, "chevron-down", palette.soft, size)
        self._icons.put_on(self._attach, "paperclip", palette.soft, size)
        self._icons.put_on(self._prompts, "bookmark", palette.soft, size)
        color = palette.accent if self._instructions.isChecked() else palette.soft
        self._icons.put_on(self._instructions, "sliders-horizontal", color, size)
        color = palette.accent if self._documents.isChecked() else palette.soft
        room = size if self._is_bare else size + _BESIDE_ICON
        self._icons.put_on(self._documents, "file-text", color, size, room)

    def _show_mode(self) -> None:
        words = {
            ThinkingMode.AUTO: self.tr("Thinking: auto"),
            ThinkingMode.ON: self.tr("Thinking: always"),
            ThinkingMode.OFF: self.tr("Thinking: off"),
        }
        short = {
            ThinkingMode.AUTO: self.tr("Auto"),
            ThinkingMode.ON: self.tr("Always"),
            ThinkingMode.OFF: self.tr("Off"),
        }
        self._thinking.setText((short if self._is_narrow else words)[self._mode])
        self._thinking.setAccessibleName(words[self._mode])
        self._thinking.setToolTip(words[self._mode] if self._is_narrow else "")
        tick = self._icons.icon("check", self._theme.palette.accent, self._theme.px(TOOL_ICON))
        for mode, action in self._choices.items():
            action.setIcon(tick if mode is self._mode else QIcon())

    @property
    def _is_bare(self) -> bool:
        """Whether the documents' button has its icon alone."""
        return self._is_narrow and self._documents_on is None

    def _show_documents(self) -> None:
        count = self._documents_on
        words = self.tr("Documents") if count is None else self.tr("%n document(s)", "", count)
        short = "" if count is None else str(count)
        self._documents.setText(short if self._is_narrow else words)
        self._documents.setAccessibleName(words)
        tip = self.tr("Answer from your documents") if count is None else words
        self._documents.setToolTip(tip)
