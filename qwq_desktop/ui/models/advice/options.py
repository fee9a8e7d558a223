"""The files of one model as a column of cards: the telling ones, and the rest behind a button."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from qwq_desktop.ui.models.line import Action, Line, LineCard
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme


@dataclass(frozen=True)
class OptionView:
    """A card and the key that names it; those that are not `telling` wait behind the button."""

    key: str
    line: Line
    telling: bool = True


class OptionList(QWidget):
    """Cards stay where they are while only their texts change."""

    wished = Signal(str, object)  # key, Action

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: dict[str, LineCard] = {}
        self._views: tuple[OptionView, ...] = ()
        self._shows_all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._more = QPushButton()
        self._more.setObjectName("showAllButton")
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self._more, "link")
        self._more.clicked.connect(self._show_all)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()

    def show_options(self, views: Sequence[OptionView]) -> None:
        """Show these cards in their order."""
        if [view.key for view in views] != [view.key for view in self._views]:
            self._arrange(views)
        self._views = tuple(views)
        for view in views:
            self._cards[view.key].show_line(view.line)
        self._settle()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for card in self._cards.values():
            card.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._settle()

    def _arrange(self, views: Sequence[OptionView]) -> None:
        keys = [view.key for view in views]
        for key in [key for key in self._cards if key not in keys]:
            card = self._cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for row, key in enumerate(keys):
            if key not in self._cards:
                self._cards[key] = self._card(key)
            self._column.insertWidget(row, self._cards[key])

    def _card(self, key: str) -> LineCard:
        card = LineCard(self._theme)
        card.wished.connect(lambda action: self._on_wished(key, action))
        return card

    def _on_wished(self, key: str, action: Action) -> None:
        self.wished.emit(key, action)

    def _show_all(self) -> None:
        self._shows_all = True
        first = next((view.key for view in self._views if not view.telling), None)
        self._settle()
        if first is not None:
            self._cards[first].button(self._cards[first].line.actions[0]).setFocus()

    def _settle(self) -> None:
        hidden = 0 if self._shows_all else sum(not view.telling for view in self._views)
        for view in self._views:
            self._cards[view.key].setVisible(view.telling or self._shows_all)
        self._more.setVisible(hidden > 0)
        self._more.setText(self.tr("Show %n more versions", "", hidden))
