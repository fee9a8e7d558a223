"""The models of other programs that were found, to be used where they lie."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qwq_desktop.models.shelf.neighbours import Neighbour, Neighbours
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.ui.models.card import Card
from qwq_desktop.ui.models.library.wording import breakable
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme


class FoundGroup(QWidget):
    """Takes no room while nothing was found."""

    use_requested = Signal(object)  # FoundModel

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("foundModels")
        self._theme = theme
        self._shown = Neighbours()
        self._heading = QLabel()
        set_role(self._heading, "title")
        self._lead = text_label("note")
        self._trouble = text_label("warning")
        self.cards: list[Card] = []
        self._stack = QVBoxLayout()
        self._stack.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._lead)
        column.addLayout(self._stack)
        column.addWidget(self._trouble)
        self.hide()

    def show_found(self, found: Neighbours) -> None:
        """Show what was found, in place of what was before."""
        self._shown = found
        for card in self.cards:
            self._stack.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(model) for model in found.models]
        self._show_texts()
        self.setVisible(bool(found.models or found.unreadable))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for card in self.cards:
            card.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_found(self._shown)

    def _show_texts(self) -> None:
        self._heading.setText(self.tr("Found in other programs"))
        lead = self.tr("Use them where they lie: nothing is copied, nothing is downloaded twice.")
        show_text(self._lead, lead if self._shown.models else "")
        lines = [
            self.tr("{path} of {program} cannot be read: {reason}").format(
                path=breakable(str(one.path)), program=one.program, reason=one.reason
            )
            for one in self._shown.unreadable
        ]
        show_text(self._trouble, "\n".join(lines))

    def _card(self, model: Neighbour) -> Card:
        found = model.found
        card = Card(self._theme)
        card.set_name(format_bytes(found.size_bytes))
        card.set_text("", lead=breakable(found.name))
        card.set_caption(f"{found.program} · {breakable(str(found.path.parent))}")
        if model.is_used:
            card.set_badge(self.tr("In your list"))
        else:
            button = card.add_button("useFoundButton")
            button.setText(self.tr("Use"))
            button.setAccessibleName(self.tr("Use {name}").format(name=found.name))
            button.clicked.connect(lambda: self.use_requested.emit(found))
        self._stack.addWidget(card)
        return card
