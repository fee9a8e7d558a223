"""The downloads in the model manager: a card each, and how fast they may be."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.ui.combo import Combo
from qwq_desktop.ui.models.line import Action, Line, LineCard
from qwq_desktop.ui.settings.controls import guard_wheel
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_MB = 10**6
LIMITS = (None, _MB, 2 * _MB, 5 * _MB, 10 * _MB, 20 * _MB)  # bytes a second


class DownloadStrip(QWidget):
    """Takes no room while there is nothing to show."""

    limit_chosen = Signal(object)  # bytes a second, or None
    wished = Signal(int, object)  # id of the download, Action

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("downloadStrip")
        self._theme = theme
        self._cards: dict[int, LineCard] = {}
        self._hidden: frozenset[int] = frozenset()
        self._limits: list[int | None] = []
        # In the next turn: to make a card and to lay out the page anew is much for one.
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._heading = QLabel()
        set_role(self._heading, "heading")
        self._limit = Combo()
        self._limit.setObjectName("downloadLimit")
        guard_wheel(self._limit)
        self._limit.activated.connect(lambda row: self.limit_chosen.emit(self._limits[row]))
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._limit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self.set_limit(None)
        self._retranslate()
        self._settle()

    def show_line(self, item_id: int, line: Line) -> None:
        """Show how a download is."""
        if item_id not in self._cards:
            card = self._cards[item_id] = LineCard(self._theme)
            card.wished.connect(lambda action: self._on_wished(item_id, action))
            card.show_line(line)  # before it is in the window: then its parts are laid out once
        else:
            self._cards[item_id].show_line(line)
        self._settling.start()

    def drop(self, item_id: int) -> None:
        """Show a download no more."""
        card = self._cards.pop(item_id, None)
        if card is not None:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
            self._settling.start()

    def hide_these(self, item_ids: Iterable[int]) -> None:
        """Leave out downloads that are on show elsewhere on the page."""
        self._hidden = frozenset(item_ids)
        self._settling.start()

    def set_limit(self, limit: int | None) -> None:
        """Show how fast downloads may be, in bytes a second."""
        self._limits = [*LIMITS] if limit in LIMITS else [*LIMITS, limit]
        self._limit.clear()
        self._limit.addItems([self._limit_words(each) for each in self._limits])
        self._limit.setCurrentIndex(self._limits.index(limit))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        for card in self._cards.values():
            card.set_theme(theme)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _settle(self) -> None:
        for item_id, card in self._cards.items():
            if card.parent() is None:
                self._column.addWidget(card)
            card.setVisible(item_id not in self._hidden)
        is_moving = any(Action.HIDE not in card.line.actions for card in self._cards.values())
        self._limit.setVisible(is_moving)  # for those shown elsewhere too; nothing limits the whole
        self._show_heading()
        self.setVisible(is_moving or self._shows_cards())

    def _shows_cards(self) -> bool:
        return any(item_id not in self._hidden for item_id in self._cards)

    def _show_heading(self) -> None:
        """Over cards it names them; else it stands beside the limit alone."""
        alone = self.tr("Speed of downloads")
        self._heading.setText(self.tr("Downloads") if self._shows_cards() else alone)

    def _on_wished(self, item_id: int, action: Action) -> None:
        self.wished.emit(item_id, action)

    def _limit_words(self, limit: int | None) -> str:
        if limit is None:
            return self.tr("As fast as it can")
        return self.tr("At most {speed}").format(speed=f"{format_bytes(limit)}/s")

    def _retranslate(self) -> None:
        self._show_heading()
        self._limit.setAccessibleName(self.tr("How fast downloads may be"))
        self._limit.setToolTip(self.tr("How fast all downloads together may be"))
        for row, limit in enumerate(self._limits):
            self._limit.setItemText(row, self._limit_words(limit))
