"""What stands unsent in each chat: the composer's text and files, and what waits in the queue."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage import queries
from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.records import Attachment

NEW_CHAT = 0  # stands for the chat that has no message yet


@dataclass(frozen=True)
class Unsent:
    """A message that was written and not sent."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.text.strip() and not self.attachments


@dataclass(frozen=True)
class Draft:
    """What is unsent in one chat: `written` in the composer, `queued` behind a running answer."""

    written: Unsent = Unsent()
    queued: tuple[Unsent, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self.written.is_empty and not self.queued

    def gathered(self) -> Unsent:
        """All of it as one message: after a restart nothing sends itself."""
        parts = [*self.queued, self.written]
        text = "\n\n".join(part.text for part in parts if part.text.strip())
        return Unsent(text, tuple(one for part in parts for one in part.attachments))


class Drafts:
    """Keeps drafts by chat; shares the repository's connection and its thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(self) -> dict[int, Draft]:
        """Return the drafts of all chats that are still there, by chat id."""
        found = queries.rows(
            self._connection,
            "SELECT chat_id, text FROM drafts WHERE chat_id = 0 OR chat_id IN"
            " (SELECT id FROM chats)",
        )
        return {chat_id: draft_from(text) for chat_id, text in found}

    def save(self, chat_id: int, draft: Draft) -> None:
        """Keep a chat's draft, or forget it when it is empty."""
        with transaction(self._connection):
            if draft.is_empty:
                self._connection.execute("DELETE FROM drafts WHERE chat_id = ?", (chat_id,))
                return
            self._connection.execute(
                "INSERT INTO drafts (chat_id, text) VALUES (?, ?)"
                " ON CONFLICT (chat_id) DO UPDATE SET text = excluded.text",
                (chat_id, draft_text(draft)),
            )


def draft_text(draft: Draft) -> str:
    """Return a draft as JSON text."""
    parts = [_plain(draft.written), *map(_plain, draft.queued)]
    return sanitised(json.dumps(parts, ensure_ascii=False, separators=(",", ":")))


def draft_from(text: str) -> Draft:
    """Return the draft of a JSON text; what is no JSON is taken as words."""
    try:
        written, *queued = (_unsent(part) for part in json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        return Draft(Unsent(text))
    return Draft(written, tuple(queued))


def _plain(unsent: Unsent) -> dict[str, Any]:
    return {"text": unsent.text, "files": [[one.name, one.text] for one in unsent.attachments]}


def _unsent(plain: dict[str, Any]) -> Unsent:
    files = tuple(Attachment(str(name), str(text)) for name, text in plain["files"])
    return Unsent(str(plain["text"]), files)
