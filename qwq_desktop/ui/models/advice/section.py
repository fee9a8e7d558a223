"""The first section of the model manager: one model with its files, the others as folded rows."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.ui.models.advice.options import OptionList
from qwq_desktop.ui.models.advice.row import ModelRow
from qwq_desktop.ui.models.advice.trouble import Trouble
from qwq_desktop.ui.models.line import Action
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme


class Group(StrEnum):
    """What the other models are for."""

    CHAT = "chat"
    DOCUMENTS = "documents"
    HELPERS = "helpers"


class AdviceSection(QWidget):
    """Shows what it is given; what it means is decided elsewhere."""

    refresh_requested = Signal()
    unfolded = Signal(str)  # id of a model
    wished = Signal(str, str, object)  # id of a model, key of an option, Action

    def __init__(
        self, models: Mapping[Group, Sequence[tuple[str, str]]], icons: Icons, theme: Theme
    ) -> None:
        """`models` are the pairs of id and name in each group."""
        super().__init__()
        self.setObjectName("adviceSection")
        self._main = ""
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.title, "page")
        self.lead = text_label("lead")
        self.computer = text_label("body")
        self._age = text_label("note")
        self._again = QPushButton()
        self._again.setObjectName("adviceAgainButton")
        self._again.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self._again, "link")
        self.trouble = Trouble()
        self.options = OptionList(theme)
        self._headings = {group: QLabel() for group in models}
        self._groups = {
            group: [entry_id for entry_id, _ in pairs] for group, pairs in models.items()
        }
        self._rows = {
            entry_id: ModelRow(name, icons, theme)
            for pairs in models.values()
            for entry_id, name in pairs
        }
        self._build()
        self._connect()
        self._retranslate()
        self.show_computer("")
        self.show_age("")

    def row(self, entry_id: str) -> ModelRow:
        """The folded row of a model."""
        return self._rows[entry_id]

    def set_main(self, entry_id: str, title: str, lead: str) -> None:
        """Which model stands above the others; its row is left out below."""
        self._main = entry_id
        self.title.setText(title)
        self.lead.setText(lead)
        for each, row in self._rows.items():
            row.setVisible(each != entry_id)

    def show_computer(self, text: str) -> None:
        """What this computer has."""
        show_text(self.computer, text)

    def show_age(self, text: str) -> None:
        """How old the advice is; "" for what is new."""
        show_text(self._age, text)
        self._again.setVisible(bool(text))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.options.set_theme(theme)
        for row in self._rows.values():
            row.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.lead)
        column.addWidget(self.computer)
        age = QHBoxLayout()
        age.addWidget(self._age)
        age.addWidget(self._again)
        age.addStretch(1)
        column.addLayout(age)
        column.addWidget(self.trouble)
        column.addSpacing(6)
        column.addWidget(self.options)
        for group, entry_ids in self._groups.items():
            if entry_ids:
                set_role(self._headings[group], "heading")
                column.addSpacing(14)
                column.addWidget(self._headings[group])
            for entry_id in entry_ids:
                column.addWidget(self._rows[entry_id])

    def _connect(self) -> None:
        self._again.clicked.connect(self.refresh_requested)
        self.trouble.retry_requested.connect(self.refresh_requested)
        self.options.wished.connect(self._on_main_wished)
        for entry_id, row in self._rows.items():
            self._listen_to(entry_id, row)

    def _listen_to(self, entry_id: str, row: ModelRow) -> None:
        row.unfolded.connect(lambda: self.unfolded.emit(entry_id))
        row.retry_requested.connect(lambda: self.unfolded.emit(entry_id))
        row.wished.connect(lambda key, action: self.wished.emit(entry_id, key, action))

    def _on_main_wished(self, key: str, action: Action) -> None:
        self.wished.emit(self._main, key, action)

    def _retranslate(self) -> None:
        self._again.setText(self.tr("Ask again"))
        names = {
            Group.CHAT: self.tr("Other models"),
            Group.DOCUMENTS: self.tr("To find passages in your documents"),
            Group.HELPERS: self.tr("Helpers of other models"),
        }
        for group, heading in self._headings.items():
            heading.setText(names[group])
