"""Chats in the program's own JSON: everything, all branches; `importing.own` reads it back.

Version 1 is an object with

- `format`: "qwq-desktop-chats", `version`: 1, `exported_at`: Unix seconds;
- `chats`: a list of objects with `title`, `model_id`, `created_at`, `updated_at` (Unix seconds),
  `pinned`, `archived_at` (null: not archived), `folder` ("" none), `system_prompt` and `preset`
  (null: the settings'), `shown` (id of the last message of the branch on show, or null) and
  `messages`, oldest first: `id` (from 1, within the chat), `parent` (an earlier id, or null for a
  root), `role` ("user" or "assistant"), `status` (`storage.records.MessageStatus`), `created_at`,
  `rating` (1, 0, -1), `text` (Markdown), `thinking`, `tool_steps` (`name`, `arguments` as JSON
  text, `result`, `after_thinking`: characters of thinking before it), `attachments` (`name`,
  `text`), `turn` (`storage.records.TurnRecord`: model, settings, counts of tokens, times).

A reader leaves out what it does not know, so that fields may be added without a new version.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage.records import Message
from qwq_desktop.storage.whole_chats import WholeChat

FORMAT = "qwq-desktop-chats"
VERSION = 1


def to_own_json(chats: Iterable[WholeChat], options: ExportOptions) -> bytes:
    """The chats as JSON, UTF-8."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": time.time(),
        "chats": [_chat(whole, options) for whole in chats],
    }
    return sanitised(json.dumps(data, ensure_ascii=False, indent=1)).encode()


def _chat(whole: WholeChat, options: ExportOptions) -> dict[str, Any]:
    chat = whole.chat
    numbers = {message.id: number for number, message in enumerate(whole.messages, 1)}
    return {
        "title": chat.title,
        "model_id": chat.model_id,
        "created_at": chat.created_at,
        "updated_at": chat.updated_at,
        "pinned": chat.is_pinned,
        "archived_at": chat.archived_at,
        "folder": chat.folder,
        "system_prompt": chat.system_prompt,
        "preset": chat.preset,
        "shown": None if whole.leaf_id is None else numbers[whole.leaf_id],
        "messages": [_message(one, numbers, options) for one in whole.messages],
    }


def _message(message: Message, numbers: dict[int, int], options: ExportOptions) -> dict[str, Any]:
    if not options.with_thinking:  # a paused state holds the thinking too
        turn = replace(message.turn, paused_state="")
        steps = tuple(replace(step, after_thinking=0) for step in message.tool_steps)
        message = replace(message, thinking="", turn=turn, tool_steps=steps)
    return {
        "id": numbers[message.id],
        "parent": None if message.parent_id is None else numbers[message.parent_id],
        "role": message.role,
        "status": message.status,
        "created_at": message.created_at,
        "rating": message.rating,
        "text": message.text,
        "thinking": message.thinking,
        "tool_steps": [asdict(step) for step in message.tool_steps],
        "attachments": [asdict(attached) for attached in message.attachments],
        "passages": [asdict(passage) for passage in message.passages],
        "turn": asdict(message.turn),
    }
