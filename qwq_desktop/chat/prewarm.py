"""Lets the engine read the open chat's history before it is asked, whenever the history changes."""

from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from qwq_desktop.chat.attachments import with_attachments
from qwq_desktop.chat.history import build_messages
from qwq_desktop.chat.instructions import Instructions
from qwq_desktop.engine.protocol import (
    ChatMessage,
    DoneEvent,
    Event,
    ForgetRequest,
    PrewarmRequest,
)
from qwq_desktop.engine.state_store import forget_states
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.records import Attachment, ChatSummary, ContextCut, Message
from qwq_desktop.storage.temporary import is_temporary
from qwq_desktop.tools.document_search import document_search, refused
from qwq_desktop.tools.registry import ToolRegistry

DEBOUNCE_MS = 200


class OpenChat(Protocol):
    """What is read ahead: the chat on show."""

    @property
    def chat_opened(self) -> SignalInstance:
        """Signal: another chat or branch is on show."""

    @property
    def chat(self) -> ChatSummary | None:
        """The open chat; None for a new one."""

    @property
    def path(self) -> tuple[Message, ...]:
        """Its messages."""

    @property
    def cut(self) -> ContextCut | None:
        """Where the model's view of it begins."""

    @property
    def instructions(self) -> Instructions:
        """What it sets for itself."""

    @property
    def sources(self) -> ChatSources:
        """The documents that it asks."""

    @property
    def is_busy(self) -> bool:
        """Whether a turn runs."""


def chat_key(chat_id: int) -> str:
    """The engine's name for a chat, the same for all its branches.

    A temporary one has none: what has no name is never saved to the disk.
    """
    return "" if is_temporary(chat_id) else f"chat {chat_id}"


def changes_prefix(old: Settings, new: Settings) -> bool:
    """Whether prompts begin differently with other settings."""

    def prefix(settings: Settings) -> tuple[object, ...]:
        return settings.system_prompt.strip(), settings.tools_enabled, settings.thinking

    return prefix(old) != prefix(new)


class Prewarmer(QObject):
    """Sends `prewarm` when another chat or branch is open, the model ready or the prefix changed.

    Never while a turn runs: the engine would read a history that the turn is about to change.
    """

    history_measured = Signal(int)  # tokens of the open chat's history, as the next turn has it
    model_readied = Signal()  # before the open chat is read
    reading_changed = Signal(bool)  # whether the engine reads ahead

    def __init__(
        self, chats: QObject, models: ModelSession, settings: SettingsStore, tools: ToolRegistry
    ) -> None:
        """`chats` is an OpenChat, and owns this."""
        super().__init__(chats)
        self._chats: OpenChat = chats  # type: ignore[assignment]
        self._models = models
        self._settings = settings
        self._tools = tools
        self._newest = 0  # the request whose count is of what is on show
        self._reading = 0  # the request that was sent last, until it ends
        self._expected: tuple[Attachment, ...] = ()
        self._documents = ""  # what they put before the next question
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self.send)
        self._chats.chat_opened.connect(self._on_opened)
        models.state_changed.connect(self._on_model_state)
        settings.changed.connect(self._on_settings)

    def expect(self, attachments: tuple[Attachment, ...]) -> None:
        """These come before the words of the next message: they can be read already.

        The engine gives up a reading as soon as it is asked for anything else.
        """
        if attachments != self._expected:
            self._expected = attachments
            self._timer.start()

    def expect_documents(self, text: str) -> None:
        """This comes before the words of the next message, after attachments; "" for nothing."""
        if text != self._documents:
            self._documents = text
            self._timer.start()

    def send(self) -> None:
        """Let the open chat be read now, if the model is there and nobody is answered."""
        self._timer.stop()
        chat = self._chats.chat
        if self._chats.is_busy or self._models.state.status is not ModelStatus.READY:
            return
        settings = self._chats.instructions.applied(self._settings.value)
        messages = build_messages(self._chats.path, settings.system_prompt, self._chats.cut)
        if self._expected or self._documents:
            ahead = with_attachments(self._documents, self._expected)
            messages += (ChatMessage("user", ahead),)
        tools = self._schemas() if settings.tools_enabled else ()
        if messages or tools:
            engine = self._models.engine
            key = chat_key(chat.id) if chat else ""
            self._newest = engine.next_id()
            request = PrewarmRequest(self._newest, messages, tools, settings.thinking, key)
            self._set_reading(request.id)
            self._models.calls.send(request, self._on_event)

    def _schemas(self) -> tuple[dict[str, Any], ...]:
        """The tools as the next turn has them."""
        if self._chats.sources.are_none:
            return self._tools.schemas()
        return self._tools.joined_by(document_search(refused)).schemas()

    def _set_reading(self, request_id: int) -> None:
        before, self._reading = self._reading, request_id
        if bool(before) != bool(request_id):
            self.reading_changed.emit(bool(request_id))

    def forget(self, chat_id: int) -> None:
        """A chat was deleted: nothing of it stays in the saved states."""
        engine = self._models.engine
        if self._models.state.status is ModelStatus.READY:
            engine.send(ForgetRequest(engine.next_id(), chat_key(chat_id)))
        if self._models.state_dir is not None:
            forget_states(self._models.state_dir, chat_key(chat_id))

    def _on_opened(self) -> None:
        self._newest = 0  # what is counted now is of another chat
        self._expected = ()
        self._documents = ""
        self._timer.start()

    def _on_event(self, event: Event) -> None:
        is_newest = event.id == self._newest
        if isinstance(event, DoneEvent) and is_newest and event.usage.prompt:
            self.history_measured.emit(event.usage.prompt)
        if event.id == self._reading and event.kind in ("done", "error"):
            self._set_reading(0)

    def _on_model_state(self, state: ModelState) -> None:
        if state.status is ModelStatus.READY:
            self.model_readied.emit()
            self.send()
        else:  # what read is gone, and tells nothing more
            self._set_reading(0)

    def _on_settings(self, old: Settings, new: Settings) -> None:
        if changes_prefix(old, new):
            self._timer.start()
