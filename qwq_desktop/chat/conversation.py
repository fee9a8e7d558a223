"""The chat on show: which one it is, and the messages of its branch."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from qwq_desktop.chat.context_cut import newest_cut
from qwq_desktop.chat.instructions import Instructions, instructions_of
from qwq_desktop.chat.reporting import ReportingStore
from qwq_desktop.chat.resume import Begun, StoredChat, stored_chat
from qwq_desktop.storage.chat_sources import ChatSources, write_sources
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import ChatSummary, ContextCut, Message, Role


class Conversation(QObject):
    """Holds the open chat's messages as they are stored, or as far as they have streamed."""

    chat_opened = Signal(object, object)  # ChatSummary | None, tuple[Message, ...]
    cuts_changed = Signal(object)  # tuple[ContextCut, ...] of the branch on show
    message_added = Signal(object)  # Message
    sources_changed = Signal(object)  # ChatSources: what the open chat asks
    title_changed = Signal(str)

    def __init__(
        self,
        store: ReportingStore,
        live: Callable[[Message], Message],
        parent: QObject | None = None,
    ) -> None:
        """`live` gives the newest form of a stored message: one that streams has more text."""
        super().__init__(parent)
        self._store = store
        self._live = live
        self._opening = 0  # only the newest request to open a chat is shown
        self.chat: ChatSummary | None = None
        self.path: tuple[Message, ...] = ()
        self.cuts: tuple[ContextCut, ...] = ()
        self.instructions = Instructions()
        self.sources = ChatSources()

    @property
    def cut(self) -> ContextCut | None:
        """Where the model's view begins; None where it has everything."""
        return newest_cut(self.cuts, self.path)

    def new_chat(self) -> None:
        """Open an empty chat."""
        self.supersede()
        self._show(None, (), (), ChatSources())

    def open_chat(self, chat_id: int) -> None:
        """Open a stored chat."""
        self.supersede()
        opening = self._opening

        def opened(stored: StoredChat) -> None:
            if opening == self._opening:
                path = tuple(map(self._live, stored.path))
                self._show(stored.chat, path, stored.cuts, stored.sources)

        self._store.call(lambda repository: stored_chat(repository, chat_id), opened)

    def switch_branch(self, message_id: int, direction: int) -> None:
        """Show the next (+1) or previous (-1) sibling of a message."""
        if self.chat is None:
            return
        chat_id = self.chat.id

        def switch(repository: ChatRepository) -> None:
            siblings = [m.id for m in repository.siblings(message_id)]
            place = siblings.index(message_id) + direction
            if 0 <= place < len(siblings):
                repository.set_leaf(chat_id, siblings[place])

        self._store.call(switch)
        self.open_chat(chat_id)

    def supersede(self) -> None:
        """What is still being opened shall not be shown any more."""
        self._opening += 1

    def answer(self, message_id: int) -> Message | None:
        """An answer on show; None where there is none of that id."""
        message = next((m for m in self.path if m.id == message_id), None)
        return message if message is not None and message.role is Role.ASSISTANT else None

    def is_open(self, chat_id: int) -> bool:
        """Whether it is this chat that is on show."""
        return self.chat is not None and self.chat.id == chat_id

    def replace(self, message: Message) -> None:
        """Keep the newer form of a message, if it is on show."""
        if self.is_open(message.chat_id):
            self.path = tuple(message if m.id == message.id else m for m in self.path)

    def show_begun(self, begun: Begun) -> None:
        """Add the new messages where the open chat only grew.

        Open it anew where it is another chat or branch, unless that is to stay quiet.
        """
        known = [m.id for m in self.path]
        grew = self.is_open(begun.chat.id)
        if begun.is_quiet and not grew:
            return
        if begun.reopens or not grew or [m.id for m in begun.path[: len(known)]] != known:
            self._show(begun.chat, begun.path, begun.cuts, begun.sources)
            return
        self.chat, self.path = begun.chat, begun.path
        for message in begun.path[len(known) :]:
            self.message_added.emit(message)

    def set_cuts(self, chat_id: int, cuts: tuple[ContextCut, ...]) -> None:
        """Other turns have left the model's view, or came back into it."""
        if self.is_open(chat_id) and cuts != self.cuts:
            self.cuts = cuts
            self.cuts_changed.emit(cuts)

    def instruct(self, instructions: Instructions, done: Callable[[], None]) -> None:
        """Give the open chat instructions of its own; `done` follows when they hold."""
        self.instructions = instructions
        chat = self.chat
        if chat is None:
            done()
            return

        def stored(changed: ChatSummary) -> None:
            if self.is_open(changed.id):
                self.chat = changed
                done()

        prompt, preset = instructions.system_prompt, instructions.preset_value
        self._store.call(lambda r: r.set_instructions(chat.id, prompt, preset), stored)

    def set_sources(self, sources: ChatSources, done: Callable[[], None]) -> None:
        """Let the open chat ask these documents; `done` follows when that holds."""
        self.sources = sources
        self.sources_changed.emit(sources)
        chat_id = 0 if self.chat is None else self.chat.id
        if not chat_id:  # kept with the first message
            done()
            return
        write = partial(write_sources, chat_id=chat_id, sources=sources)
        self._store.call(lambda repository: repository.run(chat_id, write), lambda _: done())

    def reload_summary(self, chat_id: int) -> None:
        """Read a chat's title anew."""

        def loaded(chat: ChatSummary) -> None:
            if self.is_open(chat_id):
                self.chat = chat
                self.title_changed.emit(chat.title)

        self._store.call(lambda repository: repository.get_chat(chat_id), loaded)

    def _show(
        self,
        chat: ChatSummary | None,
        path: tuple[Message, ...],
        cuts: tuple[ContextCut, ...],
        sources: ChatSources,
    ) -> None:
        self.chat, self.path, self.cuts = chat, path, cuts
        self.instructions = Instructions() if chat is None else instructions_of(chat)
        self.sources = sources
        self.chat_opened.emit(chat, path)
        self.sources_changed.emit(sources)
        self.cuts_changed.emit(cuts)
