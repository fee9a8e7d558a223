"""Reads the program's own JSON (`exporting.own_json` has its description)."""

import json
from dataclasses import fields
from typing import Any

from qwq_desktop.chat.exporting.own_json import FORMAT, VERSION
from qwq_desktop.chat.importing import values
from qwq_desktop.chat.importing.tree import MOST_MESSAGES
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingPreset
from qwq_desktop.storage.records import (
    Attachment,
    ChatSummary,
    Message,
    MessageStatus,
    PassageRecord,
    Role,
    ToolStep,
    TurnRecord,
)
from qwq_desktop.storage.whole_chats import WholeChat


def is_own(data: object) -> bool:
    """Whether the data are in this format, of any version."""
    return values.mapping(data).get("format") == FORMAT


def read_own(data: dict[str, Any]) -> list[WholeChat]:
    """The chats. Raises QwQError("import_newer") for a version that this program doesn't know."""
    version = values.whole(data.get("version"))
    if version > VERSION:
        raise QwQError("import_newer", found=version, known=VERSION)
    return [_chat(values.mapping(one)) for one in values.sequence(data.get("chats"))]


def _chat(data: dict[str, Any]) -> WholeChat:
    found = values.sequence(data.get("messages"))
    if len(found) > MOST_MESSAGES:
        raise QwQError("import_too_large", most=MOST_MESSAGES)
    messages: dict[int, Message] = {}
    for one in found:
        message = _message(values.mapping(one), messages)
        if message is not None:
            messages[message.id] = message
    shown = values.whole(data.get("shown"))
    leaf = shown if shown in messages else max(messages, default=None)
    return WholeChat(_summary(data), tuple(messages.values()), leaf)


def _summary(data: dict[str, Any]) -> ChatSummary:
    created = values.seconds(data.get("created_at"))
    archived = data.get("archived_at")
    return ChatSummary(
        0,
        values.title(data.get("title")),
        created,
        values.seconds(data.get("updated_at"), created),
        values.text(data.get("model_id")),
        data.get("pinned") is True,
        None if archived is None else values.seconds(archived),
        values.title(data.get("folder")),
        values.optional_text(data.get("system_prompt")),
        values.member(data.get("preset"), SamplingPreset),
    )


def _message(data: dict[str, Any], earlier: dict[int, Message]) -> Message | None:
    """A message; None without an id of its own, a known role, or a parent that came before it."""
    number, parent = values.whole(data.get("id")), data.get("parent")
    role = values.member(data.get("role"), Role)
    has_parent = parent is None or (type(parent) is int and parent in earlier)
    if number <= 0 or number in earlier or role is None or not has_parent:
        return None
    return Message(
        id=number,
        chat_id=0,
        parent_id=parent,
        role=role,
        text=values.text(data.get("text")),
        thinking=values.text(data.get("thinking")),
        status=_status(data.get("status")),
        created_at=values.seconds(data.get("created_at")),
        turn=_turn(values.mapping(data.get("turn"))),
        tool_steps=tuple(map(_step, values.sequence(data.get("tool_steps")))),
        attachments=tuple(map(_attachment, values.sequence(data.get("attachments")))),
        rating=max(-1, min(1, values.whole(data.get("rating")))),
        passages=_passages(values.sequence(data.get("passages"))),
    )


def _status(value: object) -> MessageStatus:
    status = values.member(value, MessageStatus)
    if status is None or status is MessageStatus.STREAMING:
        return MessageStatus.INTERRUPTED
    return status


def _step(data: object) -> ToolStep:
    found = values.mapping(data)
    arguments = values.text(found.get("arguments"))
    return ToolStep(
        values.text(found.get("name")),
        arguments if _is_json_object(arguments) else "{}",
        values.text(found.get("result")),
        max(0, values.whole(found.get("after_thinking"))),
    )


def _is_json_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _attachment(data: object) -> Attachment:
    found = values.mapping(data)
    return Attachment(values.title(found.get("name")), values.text(found.get("text")))


def _passages(data: list[Any]) -> tuple[PassageRecord, ...]:
    """The passages, each number once."""
    found = [_passage(values.mapping(one)) for one in data]
    numbered = {one.number: one for one in found if one.number > 0}
    return tuple(numbered[number] for number in sorted(numbered))


def _passage(data: dict[str, Any]) -> PassageRecord:
    """A passage that proves itself: ids of documents elsewhere mean others, or none, here."""
    start = max(0, values.whole(data.get("start")))
    return PassageRecord(
        number=values.whole(data.get("number")),
        document_id=-1 - abs(values.whole(data.get("document_id"))) % (1 << 30),
        name=values.title(data.get("name")),
        page=max(1, values.whole(data.get("page"))),
        start=start,
        end=max(start, values.whole(data.get("end"))),
        text=values.text(data.get("text")),
        heading=values.text(data.get("heading")),
        is_paged=data.get("is_paged") is True,
        page_name=values.text(data.get("page_name")),
        total=_share(data.get("total")),
        words=_share(data.get("words")),
        meaning=_share(data.get("meaning")),
        is_pinned=data.get("is_pinned") is True,
        ranked=None if data.get("ranked") is None else _share(data["ranked"]),
    )


def _share(value: object) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0.0
    return float(min(1, max(0, value)))  # before it is a float: it may be too large for one


def _turn(data: dict[str, Any]) -> TurnRecord:
    """The turn's known fields, each of its own type; JSON texts only where they are objects."""
    known: dict[str, Any] = {}
    for field in fields(TurnRecord):
        value = data.get(field.name)
        if isinstance(field.default, str):
            if isinstance(value, str) and (field.default != "{}" or _is_json_object(value)):
                known[field.name] = values.text(value)
        elif isinstance(field.default, float):
            known[field.name] = values.seconds(value)
        else:
            known[field.name] = max(0, values.whole(value))
    return TurnRecord(**known)
