"""What the user brought: the models in it, what is wrong with others, and the choice."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from qwq_desktop.models.shelf.incoming import Offer
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.ui.models.library import wording
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.style import set_role

_MOST_LINES = 8


class IncomingSheet(QFrame):
    """Asks whether models are used where they lie or moved; hidden without an offer."""

    closed = Signal()
    move_requested = Signal()
    use_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("incomingSheet")
        set_role(self, "model-card-best")
        self._offer: Offer | None = None
        self._title = QLabel()
        set_role(self._title, "title")
        self._models = text_label("body")
        self._troubles = text_label("danger")
        self._cost = text_label("note")
        self.use_button = self._button("useInPlaceButton", "primary")
        self.move_button = self._button("moveInButton")
        self.close_button = self._button("closeSheetButton")
        self.use_button.clicked.connect(self.use_requested)
        self.move_button.clicked.connect(self.move_requested)
        self.close_button.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.use_button, self.move_button, self.close_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        for part in (self._title, self._models, self._troubles, self._cost):
            column.addWidget(part)
        column.addLayout(row)
        self.hide()

    def show_offer(self, offer: Offer | None) -> None:
        """Show what was found; None: nothing waits for a choice."""
        self._offer = offer
        self.setVisible(offer is not None)
        if offer is not None:
            self._show(offer)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._offer is not None:
            self._show(self._offer)

    def _show(self, offer: Offer) -> None:
        self._title.setText(wording.offer_title(offer))
        lines = [f"{one.name}  ·  {format_bytes(one.size_bytes)}" for one in offer.new]
        show_text(self._models, "\n".join(_shortened(lines)))
        words = self.tr("{title}: {text}")
        told = [explain(error.code, error.facts) for error in offer.troubles]
        texts = [wording.breakable(words.format(title=one.title, text=one.text)) for one in told]
        show_text(self._troubles, "\n".join(_shortened(texts)))
        show_text(self._cost, wording.offer_cost(offer))
        has_new = bool(offer.new)
        self.use_button.setVisible(has_new)
        self.move_button.setVisible(has_new)
        self.move_button.setEnabled(offer.has_room)
        self.use_button.setText(self.tr("Use where they lie"))
        self.move_button.setText(self.tr("Move to my models"))
        self.close_button.setText(self.tr("Cancel") if has_new else self.tr("OK"))

    def _button(self, name: str, role: str = "") -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        if role:
            set_role(button, role)
        return button


def _shortened(lines: list[str]) -> list[str]:
    """So many lines that they can be read; of more, how many."""
    if len(lines) <= _MOST_LINES:
        return lines
    return [*lines[: _MOST_LINES - 1], f"… + {len(lines) - _MOST_LINES + 1}"]
