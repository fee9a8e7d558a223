"""The settings pane: a page of groups, and the offer to reload."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.platform.hardware import Gpu
from qwq_desktop.settings.schema import SamplingSettings, Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.icon_button import icon_button
from qwq_desktop.ui.settings.controls import text_label
from qwq_desktop.ui.settings.facts import ModelFacts
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

if TYPE_CHECKING:
    from qwq_desktop.ui.settings.page import Page

_HEADER_HEIGHT = 52
_SETTLES_MS = 150  # a slider that is dragged asks for one plan, not for fifty


class SettingsPane(QFrame):
    """Shows the store's settings and changes them there.

    What only the model knows is told by `set_model` and `show_plan`. The groups, about a hundred
    widgets, are made when the pane is first opened: most starts of the program never see them.
    """

    close_requested = Signal()
    connections_requested = Signal()
    load_options_edited = Signal()
    reload_requested = Signal()

    def __init__(
        self, store: SettingsStore, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settingsPane")
        set_role(self, "pane")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._store = store
        self._icons = icons
        self._theme = theme
        self._model = ModelFacts()
        self._plan: tuple[LoadPlan | None, int] = (None, 0)
        self._cards: tuple[Gpu, ...] = ()
        self._page: Page | None = None
        self._title = QLabel()
        set_role(self._title, "title")
        self._close = icon_button("closeSettingsButton", self.close_requested)
        self._reload_text = text_label("note")
        self._reload = QPushButton()
        self._reload.setObjectName("reloadButton")
        self._reload.clicked.connect(self.reload_requested)
        self._reload.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self._reload, "primary")
        self._scroll = QScrollArea()
        self._edits = QTimer(self)
        self._edits.setSingleShot(True)
        self._edits.setInterval(_SETTLES_MS)
        self._edits.timeout.connect(self.load_options_edited)
        self._build()
        self._retranslate()
        self.set_theme(theme)
        store.changed.connect(self._take_change)
        QShortcut(
            QKeySequence("Esc"),
            self,
            self.close_requested.emit,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )

    @property
    def page(self) -> "Page":
        """The groups on show; made now if they weren't yet."""
        if self._page is None:
            self._page = self._make_page()
        return self._page

    def set_model(
        self,
        name: str,
        recommended: SamplingSettings,
        precise: SamplingSettings,
        native_context: int,
    ) -> None:
        """Take a model's advice; `native_context` is tokens, 0 where it isn't known."""
        self._model = ModelFacts(name, recommended, precise, native_context)
        if self._page is not None:
            self._page.sampling.set_model(self._model)
            self._page.context.set_model(self._model)
            self._page.show_settings(self._store.value)

    def show_plan(self, plan: LoadPlan | None, memory_bytes: int) -> None:
        """Show what the settings cost, of the card's memory or, without one, the computer's."""
        self._plan = (plan, memory_bytes)
        if self._page is not None:
            self._page.show_plan(plan, memory_bytes)

    def set_cards(self, gpus: tuple[Gpu, ...]) -> None:
        """Offer the graphics cards, where there are several."""
        self._cards = gpus
        if self._page is not None:
            self._page.cards.set_cards(gpus)

    def set_reload_needed(self, needed: bool) -> None:
        """Offer to reload because a loading option differs from what is loaded."""
        self._banner.setVisible(needed)
        self._banner_room.setContentsMargins(12, 12 if needed else 0, 12, 0)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._theme = theme
        self._header.setFixedHeight(theme.px(_HEADER_HEIGHT))
        self._icons.put_on(self._close, "x", theme.palette.soft, theme.px(ICON_SIZE))
        if self._page is not None:
            self._page.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        _ = self.page
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _build(self) -> None:
        self._header = QFrame()
        set_role(self._header, "header")
        head = QHBoxLayout(self._header)
        head.setContentsMargins(self._theme.EDGE, 0, 14, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        self._banner = QFrame()
        self._banner.setObjectName("reloadBanner")
        set_role(self._banner, "banner")
        banner = QHBoxLayout(self._banner)
        banner.setContentsMargins(12, 8, 8, 8)
        banner.addWidget(self._reload_text, 1)
        banner.addWidget(self._reload)
        self._banner_room = QVBoxLayout()
        self._banner_room.addWidget(self._banner)
        self.set_reload_needed(False)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(self._banner_room)
        column.addWidget(self._scroll, 1)

    def _retranslate(self) -> None:
        title = self.tr("Settings")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._close.setToolTip(self.tr("Close the settings (Esc)"))
        self._close.setAccessibleName(self.tr("Close the settings"))
        self._reload_text.setText(self.tr("These take effect after a reload."))
        self._reload.setText(self.tr("Reload now"))
        if self._page is not None:  # its texts are put in when it is made
            offset = self._scroll.verticalScrollBar().value()
            self._page = self._make_page()
            self._scroll.verticalScrollBar().setValue(offset)

    def _make_page(self) -> "Page":
        from qwq_desktop.ui.settings.page import Page

        page = Page(self._store, self._model, self._icons, self._theme)
        page.connections_requested.connect(self.connections_requested)
        self._scroll.setWidget(page)
        page.show_plan(*self._plan)
        page.cards.set_cards(self._cards)
        page.show_settings(self._store.value)
        return page

    def _take_change(self, old: Settings, new: Settings) -> None:
        if self._page is not None:
            self._page.show_settings(new)
        if old.load != new.load:
            self._edits.start()
