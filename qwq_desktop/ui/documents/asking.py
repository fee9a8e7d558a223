"""Begins chats about documents."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from qwq_desktop.chat.session import ChatSession
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.ui.pages import Page
from qwq_desktop.ui.window import MainWindow


class Sourcing(Protocol):
    """Which documents the open chat asks: `ChatSession.sourcing`."""

    sources_changed: SignalInstance

    @property
    def sources(self) -> ChatSources:
        """The documents and collections that the open chat asks."""

    def set_sources(self, sources: ChatSources) -> None:
        """Let the open chat ask these, from the next question on."""

    def summarise(self, document_id: int) -> None:
        """Let the model summarise a whole document, as an answer in the open chat."""


class DocumentChats(QObject):
    """Opens a new chat in which documents are switched on."""

    def __init__(self, chats: ChatSession, sourcing: Sourcing, window: MainWindow) -> None:
        super().__init__(window)
        self._chats = chats
        self._sourcing = sourcing
        self._window = window

    def ask_documents(self, document_ids: Iterable[int]) -> None:
        """Let the user ask about documents."""
        self._open(ChatSources(document_ids=frozenset(document_ids)))

    def ask_collection(self, collection_id: int) -> None:
        """Let the user ask about a collection."""
        self._open(ChatSources(collection_ids=frozenset((collection_id,))))

    def summarise(self, document_id: int) -> None:
        """Have a document summarised."""
        self.ask_documents([document_id])
        self._sourcing.summarise(document_id)

    def _open(self, sources: ChatSources) -> None:
        self._window.show_page(Page.CHAT)
        self._chats.new_chat()
        self._sourcing.set_sources(sources)
        self._window.focus_composer()
