"""Reads Open WebUI's export: a list of chats, each a tree of messages by id."""

import html
import re
from typing import Any

from qwq_desktop.chat.importing import values
from qwq_desktop.chat.importing.tree import TreeWriter, parents_first
from qwq_desktop.storage.records import ChatSummary, Role
from qwq_desktop.storage.whole_chats import WholeChat

_REASONING = re.compile(
    r'<details type="reasoning"[^>]*>\s*(?:<summary>.*?</summary>)?(.*?)</details>\s*', re.S
)


def is_open_webui(data: object) -> bool:
    """Whether the data look like this export."""
    first = values.mapping(next(iter(values.sequence(data)), None))
    history = values.mapping(values.mapping(first.get("chat")).get("history"))
    return isinstance(history.get("messages"), dict)


def read_open_webui(data: list[Any]) -> list[WholeChat]:
    """The chats; an entry that is none is left out."""
    return [_chat(one) for one in map(values.mapping, data) if isinstance(one.get("chat"), dict)]


def _chat(data: dict[str, Any]) -> WholeChat:
    history = values.mapping(data["chat"].get("history"))
    found = values.mapping(history.get("messages"))
    nodes = {key: values.mapping(node) for key, node in found.items()}
    tree = TreeWriter()
    ids: dict[str, int | None] = {}
    for key in parents_first(nodes, "parentId", "childrenIds"):
        ids[key] = _add(tree, ids.get(values.text(nodes[key].get("parentId"))), nodes[key])
    created = values.seconds(data.get("created_at"))
    updated = values.seconds(data.get("updated_at"), created)
    chat = ChatSummary(
        0,
        values.title(data.get("title") or data["chat"].get("title")),
        created,
        updated,
        is_pinned=data.get("pinned") is True,
        archived_at=updated if data.get("archived") is True else None,
    )
    return tree.whole(chat, ids.get(values.text(history.get("currentId"))))


def _add(tree: TreeWriter, parent: int | None, node: dict[str, Any]) -> int | None:
    role, text = values.member(node.get("role"), Role), values.text(node.get("content"))
    if role is None or not text.strip():
        return parent
    thinking = ""
    if role is Role.ASSISTANT:
        thinking, text = _parted(text)
    return tree.add(
        parent,
        role,
        text,
        thinking=thinking,
        created_at=values.seconds(node.get("timestamp")),
        model_name=values.text(node.get("modelName") or node.get("model")),
    )


def _parted(text: str) -> tuple[str, str]:
    """The thinking, kept in a fold whose lines are quoted, and the answer."""
    thoughts = [html.unescape(match) for match in _REASONING.findall(text)]
    if not thoughts:
        return values.parted(text)
    lines = "\n".join(thoughts).strip().split("\n")
    return "\n".join(re.sub(r"^> ?", "", line) for line in lines), _REASONING.sub("", text)
