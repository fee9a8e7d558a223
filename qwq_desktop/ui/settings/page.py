"""The groups of the settings pane, one under the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.settings.answers import AnswersGroup
from qwq_desktop.ui.settings.cards import CardsGroup
from qwq_desktop.ui.settings.context import ContextGroup
from qwq_desktop.ui.settings.cost import CostGroup
from qwq_desktop.ui.settings.facts import ModelFacts
from qwq_desktop.ui.settings.looks import LooksGroup
from qwq_desktop.ui.settings.running import RunningGroup
from qwq_desktop.ui.settings.sampling import SamplingGroup
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_BETWEEN_GROUPS = 24
_SCROLL_BAR = 10


class Page(QWidget):
    """The groups for one language; built anew when the language changes."""

    connections_requested = Signal()

    def __init__(self, store: SettingsStore, model: ModelFacts, icons: Icons, theme: Theme) -> None:
        super().__init__()
        set_role(self, "page")
        self.sampling = SamplingGroup(store, model, icons, theme)
        self.answers = AnswersGroup(store)
        self.context = ContextGroup(store, model)
        self.cost = CostGroup(theme)
        self.running = RunningGroup(store)
        self.cards = CardsGroup(store, icons, theme)
        self.looks = LooksGroup(store)
        self.looks.set_theme(theme)
        loading = (self.context, self.running, self.cards)
        self._groups = (self.sampling, self.answers, *loading, self.looks)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE - 1, theme.EDGE - _SCROLL_BAR, theme.EDGE)
        column.setSpacing(_BETWEEN_GROUPS)
        for part in (*self._groups[:3], self.cost, *self._groups[3:]):
            column.addWidget(part)
        connections = QPushButton(self.tr("Connections that the program made…"))
        connections.setObjectName("connectionsLink")
        connections.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(connections, "link")
        connections.clicked.connect(self.connections_requested)
        column.addWidget(connections, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings in every group."""
        for group in self._groups:
            group.show_settings(settings)

    def show_plan(self, plan: LoadPlan | None, memory_bytes: int) -> None:
        """Show a plan in the groups that it concerns."""
        self.context.show_plan(plan)
        self.running.show_plan(plan)
        self.cost.show_plan(plan, memory_bytes)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.sampling.set_theme(theme)
        self.cards.set_theme(theme)
        self.cost.set_theme(theme)
        self.looks.set_theme(theme)
