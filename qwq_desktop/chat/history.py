"""From stored messages to what the model is sent, and to a title; pure."""

import json
from collections.abc import Sequence

from qwq_desktop.chat.attachments import with_attachments
from qwq_desktop.engine.protocol import ChatMessage, ToolCall
from qwq_desktop.storage.records import Message, Role, ToolStep

TITLE_LENGTH = 48  # characters


def build_messages(path: Sequence[Message], system_prompt: str = "") -> tuple[ChatMessage, ...]:
    """The conversation for the chat template: answers without thinking, tools with results.

    An assistant message without an answer (stopped while it thought) is left out, and the user's
    messages around it are joined, since many templates want the roles to alternate.
    """
    messages: list[ChatMessage] = []
    if system_prompt.strip():
        messages.append(ChatMessage("system", system_prompt.strip()))
    for message in path:
        if message.role is Role.USER:
            _add_user(messages, with_attachments(message.text, message.attachments))
        elif message.text.strip():
            for step in message.tool_steps:
                messages.extend(tool_messages(step))
            messages.append(ChatMessage("assistant", message.text))
    return tuple(messages)


def tool_messages(step: ToolStep, content: str = "") -> tuple[ChatMessage, ChatMessage]:
    """A call and its result; `content` is what the model said before it called."""
    call = ToolCall(step.name, json.loads(step.arguments))
    return ChatMessage("assistant", content, (call,)), ChatMessage("tool", step.result)


def _add_user(messages: list[ChatMessage], text: str) -> None:
    if messages and messages[-1].role == "user":
        text = f"{messages.pop().content}\n\n{text}"
    messages.append(ChatMessage("user", text))


def title_from(question: str) -> str:
    """A chat's title: the first line of the question, shortened at a word if possible."""
    line = next((part.strip(" #>*`\t") for part in question.splitlines() if part.strip()), "")
    line = " ".join(line.split())
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[:TITLE_LENGTH]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > TITLE_LENGTH // 2 else cut).rstrip(",;:.") + "…"
