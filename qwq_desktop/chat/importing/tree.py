"""Builds the tree of an imported chat, message by message."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from qwq_desktop.chat.importing import values
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import ChatSummary, Message, Role, TurnRecord
from qwq_desktop.storage.whole_chats import WholeChat

MOST_MESSAGES = 200_000


def parents_first(
    nodes: Mapping[str, Mapping[str, Any]], parent_name: str, children_name: str
) -> Iterator[str]:
    """The keys of nodes that name each other, each once: a circle ends, and what hangs on it."""
    waiting = [k for k, node in nodes.items() if values.text(node.get(parent_name)) not in nodes]
    waiting.reverse()
    met: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in met:
            continue
        met.add(key)
        yield key
        children = map(values.text, values.sequence(nodes[key].get(children_name)))
        waiting += reversed([child for child in children if child in nodes])


class TreeWriter:
    """Collects messages; parents come before what answers them."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def add(
        self,
        parent: int | None,
        role: Role,
        text: str,
        *,
        thinking: str = "",
        created_at: float = 0.0,
        model_name: str = "",
    ) -> int:
        """Add a message; return its id. Raises QwQError("import_too_large")."""
        if len(self.messages) >= MOST_MESSAGES:
            raise QwQError("import_too_large", most=MOST_MESSAGES)
        number = len(self.messages) + 1
        turn = TurnRecord(model_name=model_name) if role is Role.ASSISTANT else TurnRecord()
        message = Message(
            number, 0, parent, role, text, thinking=thinking, created_at=created_at, turn=turn
        )
        self.messages.append(message)
        return number

    def add_text(self, message_id: int, text: str, thinking: str) -> None:
        """Add to a message: another program cut what is one message here."""
        old = self.messages[message_id - 1]
        self.messages[message_id - 1] = replace(
            old,
            text="\n\n".join(filter(None, (old.text, text))),
            thinking="\n\n".join(filter(None, (old.thinking, thinking))),
        )

    def role(self, message_id: int | None) -> Role | None:
        """Who spoke."""
        return None if message_id is None else self.messages[message_id - 1].role

    def whole(self, chat: ChatSummary, leaf_id: int | None) -> WholeChat:
        """The chat; without a known leaf the newest message is shown."""
        if leaf_id is None and self.messages:
            leaf_id = self.messages[-1].id
        return WholeChat(chat, tuple(self.messages), leaf_id)
