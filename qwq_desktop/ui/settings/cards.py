"""Several graphics cards: which of them this model uses, in which order, with what shares."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from qwq_desktop.platform.hardware import Gpu
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.numbers import memory_text
from qwq_desktop.ui.settings.card_choice import CardChoice
from qwq_desktop.ui.settings.controls import ValueField
from qwq_desktop.ui.settings.group import Group
from qwq_desktop.ui.settings.rows import ChoiceRow, Row
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_MOST_SHARE = 100
_INDICATOR = 28  # the box, and its distance from the words
_LEAST_WIDTH = 80


class CardBox(QCheckBox):
    """A card's name and memory; a long name loses its middle."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        room = max(0, self.width() - _INDICATOR)
        self.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, room))


def _short(name: str) -> str:
    """A card's name without its maker's, which all of them share most often."""
    return name.removeprefix("NVIDIA ").removeprefix("GeForce ").removeprefix("AMD ")


class CardLine(QWidget):
    """One card: whether it is used, its place, its share."""

    def __init__(self, gpu: Gpu, share_title: str, raise_title: str) -> None:
        super().__init__()
        self.device = gpu.device
        text = f"{_short(gpu.name)} · {memory_text(gpu.total_bytes)}"
        self.used = CardBox(text)
        self.used.setObjectName(f"setting_card_{gpu.device}")
        self.share = ValueField(0, _MOST_SHARE, 1, 0)
        self.share.setAccessibleName(share_title.format(card=gpu.name))
        self.up = QPushButton()
        self.up.setAccessibleName(raise_title.format(card=gpu.name))
        self.up.setToolTip(self.up.accessibleName())
        set_role(self.up, "icon")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.used, 1)
        row.addWidget(self.share)
        row.addWidget(self.up)


class CardsGroup(Group):
    """Hidden where there is nothing to choose: with one card or none."""

    def __init__(self, store: SettingsStore, icons: Icons, theme: Theme) -> None:
        super().__init__(store)
        self._icons = icons
        self._theme = theme
        self._gpus: tuple[Gpu, ...] = ()
        self._lines: list[CardLine] = []
        self.heading.setText(self.tr("Graphics cards for this model"))
        self._cards = Row(
            self.tr("Cards in use"),
            self.tr("The first ones get the first layers. One alone keeps the others free."),
        )
        choices = ((False, self.tr("By free memory")), (True, self.tr("Choose")))
        self._shares = ChoiceRow("gpu_shares", self.tr("How they share the layers"), choices)
        self._shares.edited.connect(lambda chosen: self._take(self._choice().with_shares(chosen)))
        self.rows.addWidget(self._cards)
        self.rows.addWidget(self._shares)
        self.hide()

    def set_cards(self, gpus: tuple[Gpu, ...]) -> None:
        """Offer the cards that are there."""
        if gpus == self._gpus:
            return
        self._gpus = gpus
        self.setVisible(len(gpus) > 1)
        self._build()
        self.show_settings(self.store.value)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for line in self._lines:
            self._icons.put_on(line.up, "arrow-up", theme.palette.soft, theme.px(ICON_SIZE))

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        if len(self._gpus) < 2:
            return
        choice = self._choice()
        self._shares.set_value(bool(choice.shares))
        self._lines.sort(key=lambda line: choice.order.index(line.device))
        for place, line in enumerate(self._lines):
            self._cards.column.insertWidget(1 + place, line)  # moves it, and keeps the focus
            in_use = line.device in choice.used
            line.used.setChecked(in_use)
            line.share.setVisible(bool(choice.shares) and in_use)
            line.share.blockSignals(True)
            line.share.setValue(choice.share(line.device))
            line.share.blockSignals(False)
            line.up.setEnabled(line.device != choice.order[0])

    def _build(self) -> None:
        for line in self._lines:
            self._cards.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(gpu) for gpu in self._gpus]
        self.set_theme(self._theme)

    def _line(self, gpu: Gpu) -> CardLine:
        line = CardLine(gpu, self.tr("Share of {card}"), self.tr("Move {card} up"))
        name = gpu.device
        line.used.clicked.connect(lambda: self._take(self._choice().toggled(name)))
        line.up.clicked.connect(lambda: self._take(self._choice().raised(name)))
        line.share.valueChanged.connect(
            lambda share: self._take(self._choice().with_share(name, share))
        )
        return line

    def _names(self) -> tuple[str, ...]:
        return tuple(gpu.device for gpu in self._gpus)

    def _choice(self) -> CardChoice:
        load = self.store.value.load
        return CardChoice.of(self._names(), load.gpu_devices, load.gpu_shares)

    def _take(self, choice: CardChoice) -> None:
        self.change_load(gpu_devices=choice.devices(self._names()), gpu_shares=choice.shares)
        self.show_settings(self.store.value)
