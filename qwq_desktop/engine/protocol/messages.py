"""What a conversation with a model is made of."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Channel(StrEnum):
    """What a piece of streamed text belongs to."""

    THINKING = "thinking"
    ANSWER = "answer"
    TOOL_CALL = "tool_call"


@dataclass(frozen=True)
class ToolCall:
    """A call that the model asked for. `arguments` is a JSON object."""

    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class ChatMessage:
    """A message as the chat template sees it.

    `role` is system, user, assistant or tool; answers carry no thinking.
    """

    role: str
    content: str
    tool_calls: tuple[ToolCall, ...] = ()


@dataclass(frozen=True)
class TurnState:
    """Where a paused turn stands: all that makes it go on as if it had never paused.

    `tokens` came after the prompt, the first `given` of them were handed in with the request;
    `draws` counts the random numbers used of `seed`.
    """

    tokens: tuple[int, ...]
    given: int
    seed: int
    draws: int
    starts_thinking: bool
    closed_by_force: bool = False
