"""Reads ChatGPT's export: `conversations.json`, a list of trees of nodes.

A node holds at most one message; those of the system and of tools, and hidden ones, carry no words
of the conversation, and what hangs below them moves up. A model's thoughts are nodes of their own
before its answer.
"""

from typing import Any

from qwq_desktop.chat.importing import values
from qwq_desktop.chat.importing.tree import TreeWriter, parents_first
from qwq_desktop.storage.records import ChatSummary, Role
from qwq_desktop.storage.whole_chats import WholeChat

_NOT_WORDS = ("reasoning_recap", "model_editable_context", "user_editable_context")


def is_chatgpt(data: object) -> bool:
    """Whether the data look like this export."""
    first = values.mapping(next(iter(values.sequence(data)), None))
    return isinstance(first.get("mapping"), dict)


def read_chatgpt(data: list[Any]) -> list[WholeChat]:
    """The conversations; an entry that is none is left out."""
    return [_chat(one) for one in map(values.mapping, data) if one.get("mapping")]


def _chat(data: dict[str, Any]) -> WholeChat:
    nodes = {key: values.mapping(node) for key, node in values.mapping(data["mapping"]).items()}
    created = values.seconds(data.get("create_time"))
    updated = values.seconds(data.get("update_time"), created)
    archived = updated if data.get("is_archived") is True else None
    title = values.title(data.get("title"))
    chat = ChatSummary(0, title, created, updated, archived_at=archived)
    reader = _Reader(nodes)
    return reader.tree.whole(chat, reader.shown(data.get("current_node")))


class _Reader:
    """Walks the nodes from their roots; keeps which of our messages each led to."""

    def __init__(self, nodes: dict[str, dict[str, Any]]) -> None:
        self.tree = TreeWriter()
        self._nodes = nodes
        self._message_at: dict[str, int | None] = {}
        self._thoughts: dict[str, str] = {}
        for key in parents_first(nodes, "parent", "children"):
            self._read(key)

    def shown(self, key: object) -> int | None:
        """Our message at the node on show."""
        return self._message_at.get(key) if isinstance(key, str) else None

    def _read(self, key: str) -> None:
        node = self._nodes[key]
        above = values.text(node.get("parent"))
        parent, thoughts = self._message_at.get(above), self._thoughts.get(above, "")
        role, text, thinking = _content(values.mapping(node.get("message")))
        self._message_at[key] = parent
        self._thoughts[key] = "\n\n".join(filter(None, (thoughts, thinking)))
        if role is None or not text.strip():
            return
        thinking = "" if role is Role.USER else self._thoughts[key]
        self._thoughts[key] = ""
        goes_on = role is Role.ASSISTANT and self.tree.role(parent) is role
        if goes_on and parent is not None and self._is_only_child(key):
            self.tree.add_text(parent, text, thinking)
            return
        message = values.mapping(node.get("message"))
        model = values.text(values.mapping(message.get("metadata")).get("model_slug"))
        time = values.seconds(message.get("create_time"))
        self._message_at[key] = self.tree.add(
            parent, role, text, thinking=thinking, created_at=time, model_name=model
        )

    def _is_only_child(self, key: str) -> bool:
        above = self._nodes.get(values.text(self._nodes[key].get("parent")), {})
        return len(values.sequence(above.get("children"))) == 1


def _content(message: dict[str, Any]) -> tuple[Role | None, str, str]:
    """Who speaks (None: nobody of the conversation), the words, the thoughts."""
    author = values.member(values.mapping(message.get("author")).get("role"), Role)
    content = values.mapping(message.get("content"))
    metadata = values.mapping(message.get("metadata"))
    kind = values.text(content.get("content_type"))
    if author is None or metadata.get("is_visually_hidden_from_conversation") is True:
        return None, "", ""
    if kind == "thoughts":
        return author, "", _thoughts(content)
    is_for_a_tool = author is Role.ASSISTANT and message.get("recipient", "all") != "all"
    if kind in _NOT_WORDS or is_for_a_tool:
        return None, "", ""
    return author, _words(content), ""


def _thoughts(content: dict[str, Any]) -> str:
    found = (values.mapping(one) for one in values.sequence(content.get("thoughts")))
    return "\n\n".join(filter(None, (values.text(one.get("content")) for one in found)))


def _words(content: dict[str, Any]) -> str:
    if content.get("content_type") == "code":
        return f"```\n{values.text(content.get('text'))}\n```"
    parts = [values.text(part) for part in values.sequence(content.get("parts"))]
    return "\n\n".join(part for part in parts if part) or values.text(content.get("text"))
