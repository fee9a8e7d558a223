"""What the window does with chats: asks, writes, searches, keeps them in order, shows how full."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from qwq_desktop.chat.drafts import DraftKeeper
from qwq_desktop.chat.finder import ChatFinder
from qwq_desktop.chat.organiser import ChatOrganiser
from qwq_desktop.chat.queue import MessageQueue
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.chat.transfer import ChatTransfers
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.speech import Speaker, system_voice
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.ui.appearance import Appearance
from qwq_desktop.ui.chat.announcer import AnswerAnnouncer
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.find.controller import FindController
from qwq_desktop.ui.chat.queue_cards import QueueCards
from qwq_desktop.ui.chat_presenter import ChatPresenter
from qwq_desktop.ui.composer_presenter import ComposerPresenter
from qwq_desktop.ui.context_choice import ContextChoice
from qwq_desktop.ui.context_presenter import ContextPresenter
from qwq_desktop.ui.message_presenter import MessagePresenter
from qwq_desktop.ui.model_presenter import ModelPresenter
from qwq_desktop.ui.organise_presenter import OrganisePresenter
from qwq_desktop.ui.prompt_presenter import PromptPresenter
from qwq_desktop.ui.search.presenter import SearchPresenter
from qwq_desktop.ui.steering_presenter import SteeringPresenter
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.transfer_presenter import TransferPresenter
from qwq_desktop.ui.window import MainWindow


@dataclass(frozen=True)
class ChatParts:
    """What it works with. `opener` knows what an empty chat of the model says."""

    chats: ChatSession
    queue: MessageQueue
    drafts: DraftKeeper
    finder: ChatFinder
    store: ChatStore
    models: ModelSession
    library: ModelLibrary
    settings: SettingsStore
    worker: Worker
    opener: ModelPresenter
    appearance: Appearance
    window: MainWindow
    view: ChatView
    composer: Composer
    cards: QueueCards
    icons: Icons


class ChatInWindow(QObject):
    """All of it, from the start."""

    def __init__(self, parts: ChatParts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.speaker = Speaker(system_voice(), self)
        self._present_chat()
        self.writing = self._present_writing()
        self._present_messages()
        self._add_search()
        self._show_context()
        SteeringPresenter(parts.chats, parts.models, parts.window, parts.composer)
        self._keep_in_order()

    def close(self) -> None:
        """Say nothing more."""
        self.speaker.close()

    def _present_chat(self) -> None:
        """The open chat and the list of all."""
        parts = self._parts
        presenter = ChatPresenter(
            parts.chats,
            parts.settings,
            parts.window,
            parts.view,
            parts.composer,
            parts.opener.show_intro,
        )
        parts.opener.intro_changed.connect(presenter.refresh_intro)

    def _present_writing(self) -> ComposerPresenter:
        """What is written, waits, and is kept to be written again."""
        parts = self._parts
        writing = ComposerPresenter(
            parts.chats,
            parts.queue,
            parts.drafts,
            parts.settings,
            parts.worker,
            parts.window,
            parts.composer,
            parts.cards,
        )
        PromptPresenter(parts.store, parts.window, parts.composer)
        return writing

    def _present_messages(self) -> None:
        """What is done with messages, and what is told of them to those who don't see them."""
        parts = self._parts
        MessagePresenter(
            parts.chats,
            self.writing,
            self.speaker,
            parts.worker,
            parts.appearance,
            parts.window,
            parts.view,
            parts.composer,
        )
        AnswerAnnouncer(parts.chats, parts.view)

    def _add_search(self) -> None:
        """Find words in the open chat, and in all."""
        parts, theme = self._parts, self._parts.appearance.theme
        header = parts.window.column.header
        find = FindController(parts.view, parts.worker, theme, parts.icons, over=header)
        search = SearchPresenter(parts.chats, parts.finder, parts.window, parts.view, find, theme)
        parts.view.find_requested.connect(find.open)
        parts.appearance.theme_changed.connect(search.set_theme)

    def _show_context(self) -> None:
        """Let the user see how full the model's view is, and choose what then."""
        parts = self._parts
        choice = ContextChoice(parts.icons, parts.appearance.theme)
        parts.window.column.add_above_composer(choice)
        parts.appearance.theme_changed.connect(choice.set_theme)
        ContextPresenter(
            parts.chats,
            parts.models,
            parts.library,
            parts.settings,
            parts.worker,
            parts.window,
            parts.view,
            choice,
        )

    def _keep_in_order(self) -> None:
        """Pin, archive, put in folders, keep for a while only; bring in and out."""
        parts, theme = self._parts, self._parts.appearance.theme
        organiser = ChatOrganiser(parts.chats, parts.store, self)
        transfers = ChatTransfers(parts.store, parts.worker, self)
        transfer = TransferPresenter(transfers, parts.chats, parts.window, parts.icons)
        organise = OrganisePresenter(
            organiser, parts.chats, transfer, parts.window, parts.view, parts.icons, theme
        )
        parts.appearance.theme_changed.connect(organise.banner.set_theme)
