"""What a card of the manager shows and offers, as a value, and the card that shows it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton

from qwq_desktop.ui.models.card import Card, Verdict
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme


class Action(StrEnum):
    """What a user can wish of a model or its download; also the beginning of a button's name."""

    DOWNLOAD = "download"
    PAUSE = "pause"
    RESUME = "resume"
    RETRY = "retry"
    CANCEL = "cancel"
    DISCARD = "discard"
    KEEP = "keep"
    REMOVE = "remove"
    HIDE = "hide"
    OPEN = "open"
    EXPLAIN = "explain"


@dataclass(frozen=True)
class Line:
    """The texts of a card from left to right, and its buttons.

    `progress` is a share, negative for an unknown one, None for none. `story` is told when the user
    asks why. The `main` action is the one that stands out.
    """

    name: str = ""
    lead: str = ""
    text: str = ""
    caption: str = ""
    caption_role: str = "note"
    progress: float | None = None
    badge: str = ""
    verdict: Verdict = Verdict.PLAIN
    is_best: bool = False
    actions: tuple[Action, ...] = ()
    main: Action | None = None
    story: str = ""


class LineCard(Card):
    """A card that shows a `Line` and reports which button was pressed; tells why by itself."""

    wished = Signal(object)  # Action but EXPLAIN

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setObjectName("modelLine")
        self._line = Line()
        self._buttons: dict[Action, QPushButton] = {}
        self._is_explained = False

    @property
    def line(self) -> Line:
        """What is on show."""
        return self._line

    def show_line(self, line: Line) -> None:
        """Show other texts and buttons."""
        if line == self._line:
            return
        self._line = line
        self.set_name(line.name)
        self.set_text(line.text, lead=line.lead)
        self._show_caption()
        self.set_progress(line.progress)
        self.set_badge(line.badge, line.verdict)
        self.set_recommended(line.is_best)
        self.setAccessibleName(" ".join(filter(None, (line.name, line.lead, line.text))))
        self.setAccessibleDescription(line.caption)
        self._show_buttons()

    def button(self, action: Action) -> QPushButton:
        """The button of an action, made when it is first wanted."""
        if action not in self._buttons:
            button = self._buttons[action] = self.add_button(f"{action}Button")
            button.clicked.connect(lambda: self._on_clicked(action))
        return self._buttons[action]

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_buttons()

    def _show_caption(self) -> None:
        line = self._line
        told = self._is_explained and line.story
        caption = f"{line.caption}\n{line.story}".strip() if told else line.caption
        self.set_caption(caption, role=line.caption_role)

    def _show_buttons(self) -> None:
        wanted = [self.button(action) for action in self._line.actions]
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        for action, button in self._buttons.items():
            set_role(button, "primary" if action is self._line.main else "")
            button.setVisible(button in wanted)
        for button in wanted:  # in their order, whichever was made first
            self._row.removeWidget(button)
            self._row.addWidget(button)
        self._name_buttons()
        # The keyboard stays on the card when its button goes.
        if had_focus and wanted and not any(button.hasFocus() for button in wanted):
            wanted[0].setFocus()

    def _name_buttons(self) -> None:
        words = {
            Action.DOWNLOAD: self.tr("Download"),
            Action.PAUSE: self.tr("Pause"),
            Action.RESUME: self.tr("Resume"),
            Action.RETRY: self.tr("Try again"),
            Action.CANCEL: self.tr("Cancel"),
            Action.DISCARD: self.tr("Discard"),
            Action.KEEP: self.tr("Keep"),
            Action.REMOVE: self.tr("Remove"),
            Action.HIDE: self.tr("Hide"),
            Action.OPEN: self.tr("Open"),
            Action.EXPLAIN: self.tr("Why"),
        }
        subject = self._line.name or self._line.lead
        for action, button in self._buttons.items():
            button.setText(words[action])
            button.setAccessibleName(f"{words[action]}: {subject}" if subject else words[action])

    def _on_clicked(self, action: Action) -> None:
        if action is Action.EXPLAIN:
            self._is_explained = not self._is_explained
            self._show_caption()
        else:
            self.wished.emit(action)
