"""What the database holds, as frozen values: chats, messages, tool steps, passages."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Who speaks."""

    USER = "user"
    ASSISTANT = "assistant"


class MessageStatus(StrEnum):
    """How far a message got."""

    STREAMING = "streaming"
    COMPLETE = "complete"
    STOPPED = "stopped"  # by the user
    LENGTH = "length"  # a token limit ended it
    FAILED = "failed"  # an error ended it
    INTERRUPTED = "interrupted"  # the program or the engine died while it ran
    PAUSED = "paused"  # by the user; `TurnRecord.paused_state` is where it goes on


class DocumentUse(StrEnum):
    """What the documents have to do with a question (`TurnRecord.documents`)."""

    NONE = ""
    WANTED = "wanted"  # they are to be searched before it is answered
    ASKED = "asked"  # they were; without passages nothing fitted
    SUMMARISED = "summarised"  # its answer is a document's summary, its passages are all the text


@dataclass(frozen=True)
class ToolStep:
    """One call of a tool within a turn.

    `arguments` is JSON text; `after_thinking` is the length of the thinking (characters) before it.
    """

    name: str
    arguments: str
    result: str
    after_thinking: int = 0


@dataclass(frozen=True)
class TurnRecord:
    """How an assistant message was made, kept with it for ever.

    `settings` is a flat JSON object text of the sampling and loading values used; seconds are wall
    time, tokens are counts.
    """

    model_id: str = ""
    model_name: str = ""
    settings: str = "{}"
    stop_reason: str = ""
    error_code: str = ""
    error_facts: str = "{}"
    thinking_seconds: float = 0.0
    thinking_tokens: int = 0
    answer_tokens: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    tokens_per_second: float = 0.0
    paused_state: str = ""  # JSON of engine.protocol.TurnState
    recalled: str = ""  # of a question: JSON of what was brought back to it (chat.recall)
    documents: str = ""  # of a question: a DocumentUse


@dataclass(frozen=True)
class Attachment:
    """A text that the user put beside a question: pasted, or a small file's."""

    name: str
    text: str


@dataclass(frozen=True)
class PassageRecord:
    """A passage as it is stored; `documents.passages.Passage` tells what its parts mean."""

    number: int
    document_id: int
    name: str
    page: int
    start: int
    end: int
    text: str
    heading: str
    is_paged: bool
    page_name: str
    total: float
    words: float
    meaning: float
    is_pinned: bool
    ranked: float | None = None


@dataclass(frozen=True)
class ContextCut:
    """Where a chat's older turns left the prompt.

    `message_id` is the first message that stayed; `summary` stands for what left ("" where nothing
    does).
    """

    message_id: int
    summary: str = ""
    created_at: float = 0.0  # Unix time, seconds


@dataclass(frozen=True)
class Message:
    """A message of a chat.

    Messages form a tree by `parent_id`, a chat shows the path to its current leaf.

    `text` is the user's words or the model's answer (Markdown); `thinking` is stored apart and
    never sent back. `sibling_index` (from 0) and `sibling_count` place it among the branches that
    answer the same parent. `rating` is 1 (liked), -1 (disliked) or 0. `passages` of a question are
    those of documents that it was asked with, of an answer those that the model itself found
    while it answered; a number stands for the same passage all along a path.
    """

    id: int
    chat_id: int
    parent_id: int | None
    role: Role
    text: str
    thinking: str = ""
    status: MessageStatus = MessageStatus.COMPLETE
    created_at: float = 0.0  # Unix time, seconds
    turn: TurnRecord = field(default_factory=TurnRecord)
    tool_steps: tuple[ToolStep, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    rating: int = 0
    sibling_index: int = 0
    sibling_count: int = 1
    passages: tuple[PassageRecord, ...] = ()


@dataclass(frozen=True)
class ChatSummary:
    """One line of the chat list. Times are Unix seconds.

    `system_prompt` and `preset` (a SamplingPreset's value) are the chat's own; None leaves them to
    the settings. `folder` "" is none.
    """

    id: int
    title: str
    created_at: float
    updated_at: float
    model_id: str = ""
    is_pinned: bool = False
    archived_at: float | None = None
    folder: str = ""
    system_prompt: str | None = None
    preset: str | None = None
