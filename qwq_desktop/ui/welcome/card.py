"""What the welcome looks like: a few words, some facts, and buttons that say what they do."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme
from qwq_desktop.ui.wrapping_row import WrappingRow

STEPS = 3
_FACT_GAP = 28
_LONG_FACT = 12  # characters, beyond which a fact has more room than the others
_LINE_HEIGHT = 126  # percent of the font's own
_GAP = 8


class Wish(StrEnum):
    """What the user may want of the welcome; also the end of a button's object name."""

    NEXT = "next"
    FIND = "find"
    CANCEL = "cancel"
    DOWNLOAD = "download"
    PAUSE = "pause"
    RESUME = "resume"
    USE = "use"
    OTHERS = "others"
    OPEN_FILE = "open_file"


@dataclass(frozen=True)
class Choice:
    """A button; the main one of a card stands out."""

    wish: Wish
    text: str
    is_main: bool = False


@dataclass(frozen=True)
class Fact:
    """A short name over what there is."""

    name: str
    text: str


@dataclass(frozen=True)
class WelcomeContent:
    """All that the card says. `progress` is a share from 0 to 1, negative where nobody knows."""

    step: int
    title: str
    text: str
    facts: tuple[Fact, ...] = ()
    caption: str = ""
    warning: str = ""
    choices: tuple[Choice, ...] = ()
    progress: float | None = None


class WelcomeCard(QFrame):
    """Shows a content and tells what was wished; "Start chatting" is always there."""

    closed = Signal()
    wished = Signal(object)  # Wish

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("welcomeCard")
        self._theme = theme
        self._content: WelcomeContent | None = None
        self._step = QLabel()
        set_role(self._step, "caption")
        self._title = text_label("")
        self._title.setObjectName("welcomeTitle")
        self._text = text_label("lead")
        self._text.setObjectName("welcomeText")
        self._text.setTextFormat(Qt.TextFormat.RichText)  # plain text has no line height
        self._caption = text_label("note")
        self._caption.setObjectName("welcomeCaption")
        self._warning = text_label("warning")
        self._warning.setObjectName("welcomeWarning")
        self._bar = ProgressBar()
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, _GAP, 0, _GAP)
        self._grid.setHorizontalSpacing(_FACT_GAP)
        self._grid.setVerticalSpacing(1)
        self._row = WrappingRow(_GAP)
        self._buttons: dict[Wish, QPushButton] = {}
        self._close = self._button("welcomeCloseButton", "link")
        self._close.clicked.connect(self.closed)
        self._lay_out()
        self._retranslate()
        self.set_theme(theme)

    def show_content(self, content: WelcomeContent) -> None:
        """Say something else. The keyboard stays on the main button if it was on the card."""
        had_focus = any(part.hasFocus() for part in (self, *self._buttons.values()))
        self._content = content
        self._show_words(content)
        self._show_facts(content.facts)
        self._show_buttons(content.choices)
        if had_focus:  # with no choice it waits on the card, not on "Start chatting"
            here = self._buttons[content.choices[0].wish] if content.choices else self
            here.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        font = fonts.interface_font(theme, theme.EMPTY_TITLE)
        font.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(font)
        self._title.setStyleSheet(
            f"font-size: {theme.px(theme.EMPTY_TITLE)}px; font-weight: 600;"
            f" color: {theme.palette.ink};"
        )

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _show_words(self, content: WelcomeContent) -> None:
        self.setAccessibleName(content.title)
        self._show_step()
        self._title.setText(content.title)
        lines = html.escape(content.text)
        show_text(self._text, f'<p style="line-height: {_LINE_HEIGHT}%">{lines}</p>')
        show_text(self._caption, content.caption)
        show_text(self._warning, content.warning)
        self._bar.setVisible(content.progress is not None)
        if content.progress is not None:
            self._bar.show_share(content.progress)

    def _show_facts(self, facts: Sequence[Fact]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for column, fact in enumerate(facts):
            name, text = QLabel(fact.name), text_label("body", fact.text)
            set_role(name, "caption")
            self._grid.addWidget(name, 0, column, Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(text, 1, column, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(column, 1 + len(fact.text) // _LONG_FACT)
        self._facts.setVisible(bool(facts))

    def _show_buttons(self, choices: Sequence[Choice]) -> None:
        wanted = {choice.wish for choice in choices}
        for wish, button in self._buttons.items():
            button.setVisible(wish in wanted)
        for place, choice in enumerate(choices):
            button = self._buttons.get(choice.wish) or self._add(choice.wish)
            button.setText(choice.text)
            set_role(button, "primary" if choice.is_main else "")
            self._row.insert(place, button)
            button.show()

    def _add(self, wish: Wish) -> QPushButton:
        button = self._buttons[wish] = self._button(f"welcome_{wish}", "")
        button.clicked.connect(lambda: self.wished.emit(wish))
        return button

    def _button(self, name: str, role: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(button, role)
        return button

    def _lay_out(self) -> None:
        self._row.add_end(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._step)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self._text)
        column.addWidget(self._caption)
        column.addWidget(self._warning)
        column.addWidget(self._bar)
        column.addSpacing(_GAP)
        column.addLayout(self._row)

    def _show_step(self) -> None:
        if self._content is not None:
            text = self.tr("Step {number} of {count}")
            self._step.setText(text.format(number=self._content.step, count=STEPS))

    def _retranslate(self) -> None:
        self._close.setText(self.tr("Start chatting"))
        self._close.setToolTip(self.tr("Close the welcome (Esc)"))
        self._show_step()
