"""Leads a new user from the first words to a large model; the chat works all the while."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.models.advice import Computer
from qwq_desktop.models.advising.advisor import ModelAdvisor
from qwq_desktop.models.advising.fetching import fetch
from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.download.item import DownloadItem
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.models.search.wording import hub_name
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.welcome.card import WelcomeCard, Wish
from qwq_desktop.ui.welcome.content import Stage, WelcomeState, content_of
from qwq_desktop.ui.window import MainWindow


@dataclass(frozen=True)
class WelcomeParts:
    """What the welcome works with."""

    advisor: ModelAdvisor
    downloads: DownloadQueue
    library: ModelLibrary
    network: NetworkGuard
    settings: SettingsStore
    chats: ChatSession
    opener: ModelPresenter
    appearance: Appearance
    window: MainWindow
    view: ChatView


class WelcomePresenter(QObject):
    """Shows the card where the empty chat has its words, and does what is wished on it."""

    closed = Signal()

    def __init__(self, parts: WelcomeParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._card: WelcomeCard | None = None
        self._state = WelcomeState(is_offline=parts.network.is_offline)
        parts.advisor.computer_measured.connect(self._on_computer)
        parts.advisor.recommendation_found.connect(self._on_recommended)
        parts.advisor.failed.connect(self._on_advice_failed)
        parts.downloads.changed.connect(self._on_item)
        parts.downloads.removed.connect(self._on_item_removed)
        parts.chats.message_added.connect(lambda *_: self.close())
        parts.appearance.theme_changed.connect(self._dress)
        parts.appearance.language_changed.connect(lambda _language: self._show())
        parts.window.column.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the card is there."""
        return self._card is not None

    def start(self) -> None:
        """Welcome who is here for the first time."""
        value = self._parts.settings.value
        if not value.welcome_done and value.last_model is None:
            self._open(Stage.HELLO)

    def open_at_computer(self) -> None:
        """Show it again, from what this computer can run; in a new chat."""
        self._parts.window.show_page(Page.CHAT)
        if not self._parts.view.is_empty:
            self._parts.chats.new_chat()
        self._open(Stage.COMPUTER)
        self._parts.advisor.recall()

    def close(self) -> None:
        """Take the card away, and remember that it was seen."""
        card, self._card = self._card, None
        if card is None:
            return
        had_focus = card.isAncestorOf(card.window().focusWidget() or self._parts.window)
        self._parts.view.set_intro_head(None)
        card.deleteLater()
        settings = self._parts.settings
        settings.update(replace(settings.value, welcome_done=True))
        if had_focus:
            self._parts.window.focus_composer()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc that nobody else wanted closes the card, wherever in the chat the keyboard is."""
        if self.is_open and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.close()
            return True
        return super().eventFilter(watched, event)

    def _open(self, stage: Stage) -> None:
        if self._card is None:
            card = self._card = WelcomeCard(self._parts.appearance.theme)
            card.wished.connect(self._on_wish)
            card.closed.connect(self.close)
            self._say(stage=stage, error=None)
            self._parts.view.set_intro_head(card)
        else:
            self._say(stage=stage, error=None)

    def _on_wish(self, wish: Wish) -> None:
        actions: dict[Wish, Callable[[], object]] = {
            Wish.NEXT: self._look_at_computer,
            Wish.FIND: self._find,
            Wish.DOWNLOAD: self._download,
            Wish.PAUSE: lambda: self._with_item(self._parts.downloads.pause),
            Wish.RESUME: lambda: self._with_item(self._parts.downloads.resume),
            Wish.USE: self._use,
            Wish.OTHERS: lambda: self._parts.window.show_page(Page.MODELS),
            Wish.OPEN_FILE: self._parts.window.open_file_requested.emit,
        }
        actions[wish]()

    def _look_at_computer(self) -> None:
        self._say(stage=Stage.COMPUTER)
        self._parts.advisor.recall()

    def _find(self) -> None:
        self._say(stage=Stage.LOOKING, error=None)
        self._parts.advisor.begin()

    def _on_computer(self, computer: Computer) -> None:
        self._say(computer=computer)

    def _on_recommended(self, advice: ModelAdvice | None) -> None:
        if self._state.stage is not Stage.LOOKING:
            return
        if advice is None or advice.recommended is None:
            self._say(stage=Stage.NOTHING_FITS, advice=advice)
            return
        hub = hub_name(advice.asked.listing.source)
        self._say(stage=Stage.FOUND, advice=advice, hub=hub)

    def _on_advice_failed(self, _entry_id: str, error: QwQError) -> None:
        if self._state.stage is Stage.LOOKING and not self._parts.advisor.is_choosing:
            self._say(stage=Stage.COMPUTER, error=error)

    def _download(self) -> None:
        advice = self._state.advice
        if advice is None or advice.recommended is None:
            return
        folder = self._parts.library.places.downloads
        try:
            item = fetch(self._parts.downloads, advice, advice.recommended, folder)
        except QwQError as error:
            self._say(error=error)
            return
        self._say(stage=Stage.DOWNLOAD, item=item)

    def _on_item(self, item: DownloadItem) -> None:
        if self._state.item is not None and self._state.item.id == item.id:
            self._say(item=item)

    def _on_item_removed(self, item_id: int) -> None:
        """It was cancelled, or its model deleted, elsewhere."""
        if self._state.item is not None and self._state.item.id == item_id:
            self._say(stage=Stage.FOUND, item=None)

    def _with_item(self, act: Callable[[int], None]) -> None:
        item = self._state.item
        if item is not None and any(one.id == item.id for one in self._parts.downloads.items):
            act(item.id)

    def _use(self) -> None:
        if self._state.item is not None:
            self._parts.opener.open(str(self._state.item.paths[0]))
        self.close()

    def _say(self, **changes: object) -> None:
        self._state = replace(self._state, **changes)  # type: ignore[arg-type]
        self._show()

    def _show(self) -> None:
        if self._card is not None:
            self._card.show_content(content_of(self._state))

    def _dress(self) -> None:
        if self._card is not None:
            self._card.set_theme(self._parts.appearance.theme)
            self._show()
