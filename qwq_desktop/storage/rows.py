"""Between rows of the database and the frozen records."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

from qwq_desktop.platform.text import sanitised
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

CHAT_COLUMNS = (
    "id, title, created_at, updated_at, model_id, pinned, archived_at, folder, system_prompt,"
    " preset"
)
MESSAGE_COLUMNS = "id, chat_id, parent_id, role, status, created_at, rating, turn, text, thinking"

_TURN_FIELDS = frozenset(field.name for field in fields(TurnRecord))


def chat_from(row: Sequence[Any]) -> ChatSummary:
    """Return the chat of a row of CHAT_COLUMNS."""
    chat_id, title, created_at, updated_at, model_id, pinned, *rest = row
    return ChatSummary(chat_id, title, created_at, updated_at, model_id, bool(pinned), *rest)


def message_from(
    row: Sequence[Any],
    tool_steps: Sequence[ToolStep] = (),
    attachments: Sequence[Attachment] = (),
    passages: tuple[PassageRecord, ...] = (),
) -> Message:
    """Return the message of a row of MESSAGE_COLUMNS; its place among siblings is not in it."""
    message_id, chat_id, parent_id, role, status, created_at, rating, turn, text, thinking = row
    return Message(
        id=message_id,
        chat_id=chat_id,
        parent_id=parent_id,
        role=Role(role),
        text=text,
        thinking=thinking,
        status=MessageStatus(status),
        created_at=created_at,
        turn=turn_from(turn),
        tool_steps=tuple(tool_steps),
        attachments=tuple(attachments),
        rating=rating,
        passages=passages,
    )


def turn_text(turn: TurnRecord) -> str:
    """Return a turn as JSON text."""
    return sanitised(json.dumps(asdict(turn), ensure_ascii=False, separators=(",", ":")))


def turn_from(text: str) -> TurnRecord:
    """Return the turn of a JSON text; what this version doesn't know is left out."""
    data: dict[str, Any] = json.loads(text)
    if not data.keys() <= _TURN_FIELDS:
        data = {name: value for name, value in data.items() if name in _TURN_FIELDS}
    return TurnRecord(**data)
