"""How an answer that was begun goes on: from a pause, from where it was cut, with more thought."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial

from qwq_desktop.chat.context_cut import cuts_on, newest_cut
from qwq_desktop.chat.history import tool_messages
from qwq_desktop.engine.phrases import think_more
from qwq_desktop.engine.protocol import Channel, ChatMessage, TurnState, turn_state
from qwq_desktop.storage.chat_sources import ChatSources, read_sources
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.records import (
    ChatSummary,
    ContextCut,
    Message,
    MessageStatus,
    Role,
    TurnRecord,
)

CUT = (MessageStatus.LENGTH, MessageStatus.STOPPED, MessageStatus.INTERRUPTED)


@dataclass(frozen=True)
class TurnStart:
    """What a turn begins with; see `GenerateRequest`.

    `earlier` are the tool calls of the message and their results.
    """

    thinking_so_far: str = ""
    answer_so_far: str = ""
    state: TurnState | None = None
    earlier: tuple[ChatMessage, ...] = ()


@dataclass(frozen=True)
class StoredChat:
    """A chat as the database has it.

    `path` are the messages of the branch on show, `cuts` where older ones left the prompt,
    `sources` the documents that are switched on.
    """

    chat: ChatSummary
    path: tuple[Message, ...]
    cuts: tuple[ContextCut, ...] = ()
    sources: ChatSources = ChatSources()

    @property
    def cut(self) -> ContextCut | None:
        """The cut with which the prompt begins."""
        return newest_cut(self.cuts, self.path)


@dataclass(frozen=True)
class Begun(StoredChat):
    """A turn as the database has it at its start.

    `path` ends with the assistant message that will grow; `reopens` tells that it was there before,
    `is_quiet` that it is not to be shown unless its chat is open.
    """

    start: TurnStart = TurnStart()
    reopens: bool = False
    is_quiet: bool = False

    @property
    def question(self) -> Message | None:
        """What is answered."""
        asked = self.path[-2:-1]
        return asked[0] if asked and asked[0].role is Role.USER else None


Begin = Callable[[ChatRepository, TurnRecord], Begun]


def stored_chat(repository: ChatRepository, chat_id: int) -> StoredChat:
    """Read a chat. Raises QwQError("chat_missing")."""
    path = tuple(repository.path(chat_id))
    cuts = cuts_on(repository.context.cuts(chat_id), path)
    sources = repository.run(chat_id, partial(read_sources, chat_id=chat_id))
    return StoredChat(repository.get_chat(chat_id), path, cuts, sources)


def begun(
    repository: ChatRepository,
    chat_id: int,
    start: TurnStart = TurnStart(),
    *,
    reopens: bool = False,
) -> Begun:
    """Read a chat in which a turn has begun."""
    stored = stored_chat(repository, chat_id)
    return Begun(stored.chat, stored.path, stored.cuts, stored.sources, start, reopens)


def state_text(state: TurnState | None) -> str:
    """A paused turn's state as it is stored; "" for none."""
    return "" if state is None else json.dumps(asdict(state), separators=(",", ":"))


def start_after(message: Message) -> TurnStart:
    """How a message goes on: exactly where it was paused, else after the text that is there."""
    earlier = tuple(part for step in message.tool_steps for part in tool_messages(step))
    try:
        state = turn_state(json.loads(message.turn.paused_state))
    except (ValueError, TypeError, KeyError):
        place = max((step.after_thinking for step in message.tool_steps), default=0)
        thinking = message.thinking[place:].strip()
        return TurnStart(thinking, message.text.rstrip(), earlier=earlier)
    return TurnStart(state=state, earlier=earlier)


def regenerated(message: Message) -> Begin:
    """Answer again, as another branch."""

    def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
        repository.begin_assistant(message.chat_id, message.parent_id, record)
        return begun(repository, message.chat_id)

    return begin


def reopened(message: Message) -> Begin:
    """Let a paused or cut message grow again."""

    def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
        start = start_after(message)
        turn = replace(message.turn, settings=record.settings, paused_state="")
        if start.state is not None:  # it brings its counts with it
            turn = replace(turn, thinking_tokens=0, answer_tokens=0)
        repository.reopen(message.id, turn)
        return begun(repository, message.chat_id, start, reopens=True)

    return begin


def with_thinking(message: Message, thinking: str) -> Begin:
    """Answer again, as another branch, beginning with this thought."""

    def begin(repository: ChatRepository, record: TurnRecord) -> Begun:
        answer = repository.begin_assistant(message.chat_id, message.parent_id, record)
        if thinking:
            repository.append_segment(answer.id, Channel.THINKING, thinking)
        return begun(repository, message.chat_id, TurnStart(thinking))

    return begin


def with_more_thinking(message: Message) -> Begin:
    """Answer again, as another branch, after thinking on from where it ended."""
    return with_thinking(message, think_more(message.thinking))
