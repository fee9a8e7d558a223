"""Reads a conversation of LM Studio: a list of messages, each in one or more versions."""

from collections.abc import Iterable
from typing import Any

from qwq_desktop.chat.importing import values
from qwq_desktop.chat.importing.tree import TreeWriter
from qwq_desktop.storage.records import ChatSummary, Role
from qwq_desktop.storage.whole_chats import WholeChat


def is_lm_studio(data: object) -> bool:
    """Whether the data look like such a conversation."""
    found = values.mapping(data)
    first = values.mapping(next(iter(values.sequence(found.get("messages"))), None))
    return isinstance(first.get("versions"), list) or (
        "name" in found and "usePerChatPredictionConfig" in found
    )


def read_lm_studio(data: dict[str, Any]) -> list[WholeChat]:
    """The one conversation of a file. What followed an answer follows its version on show."""
    tree = TreeWriter()
    shown: int | None = None
    for message in map(values.mapping, values.sequence(data.get("messages"))):
        versions = values.sequence(message.get("versions"))
        selected = values.whole(message.get("currentlySelected"))
        added = [_add(tree, shown, values.mapping(version)) for version in versions]
        known = added[selected] if 0 <= selected < len(added) else None
        shown = known or next(filter(None, reversed(added)), shown)
    created = values.seconds(data.get("createdAt"))
    chat = ChatSummary(
        0,
        values.title(data.get("name")),
        created,
        created,
        is_pinned=data.get("pinned") is True,
        system_prompt=values.text(data.get("systemPrompt")).strip() or None,
    )
    return [tree.whole(chat, shown)]


def _add(tree: TreeWriter, parent: int | None, version: dict[str, Any]) -> int | None:
    role = version.get("role")
    if role == Role.USER:
        text = _text(values.sequence(version.get("content")))
        return tree.add(parent, Role.USER, text) if text.strip() else None
    if role != Role.ASSISTANT:
        return None
    steps = [values.mapping(step) for step in values.sequence(version.get("steps"))]
    thinking, text = _steps(steps)
    if not steps:
        thinking, text = values.parted(_text(values.sequence(version.get("content"))))
    if not text.strip() and not thinking.strip():
        return None
    model = values.text(values.mapping(version.get("senderInfo")).get("senderName"))
    return tree.add(parent, Role.ASSISTANT, text, thinking=thinking, model_name=model)


def _steps(steps: Iterable[dict[str, Any]]) -> tuple[str, str]:
    """The thinking and the answer: newer versions keep them in steps of their own."""
    thoughts, answers = [], []
    for step in steps:
        if step.get("type") != "contentBlock":
            continue
        text = _text(values.sequence(step.get("content")))
        if values.mapping(step.get("style")).get("type") == "thinking":
            thoughts.append(text)
        else:
            answers.append(text)
    inline, answer = values.parted("".join(answers))
    return "\n\n".join(filter(None, [*map(str.strip, thoughts), inline])), answer


def _text(content: Iterable[object]) -> str:
    blocks = map(values.mapping, content)
    return "".join(values.text(b.get("text")) for b in blocks if b.get("type") == "text")
