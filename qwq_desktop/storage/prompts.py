"""The user's saved prompts."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage import queries
from qwq_desktop.storage.database import transaction


@dataclass(frozen=True)
class SavedPrompt:
    """A prompt to use again; `text` may hold variables. `id` 0 is one that is not kept yet."""

    id: int
    title: str
    text: str


class SavedPrompts:
    """Keeps prompts; shares the repository's connection and its thread."""

    def __init__(self, connection: sqlite3.Connection, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._clock = clock

    def load(self) -> list[SavedPrompt]:
        """Return all prompts, the one used last first."""
        found = queries.rows(
            self._connection,
            "SELECT id, title, text FROM saved_prompts ORDER BY used_at DESC, id DESC",
        )
        return [SavedPrompt(*row) for row in found]

    def save(self, prompt: SavedPrompt) -> None:
        """Keep a new prompt, or what became of one that is there."""
        title, text = sanitised(prompt.title), sanitised(prompt.text)
        with transaction(self._connection):
            if prompt.id:
                self._connection.execute(
                    "UPDATE saved_prompts SET title = ?, text = ? WHERE id = ?",
                    (title, text, prompt.id),
                )
            else:
                self._connection.execute(
                    "INSERT INTO saved_prompts (title, text, used_at) VALUES (?, ?, ?)",
                    (title, text, self._clock()),
                )

    def touch(self, prompt_id: int) -> None:
        """Make a prompt the one used last."""
        with transaction(self._connection):
            self._connection.execute(
                "UPDATE saved_prompts SET used_at = ? WHERE id = ?", (self._clock(), prompt_id)
            )

    def delete(self, prompt_id: int) -> None:
        """Forget a prompt."""
        with transaction(self._connection):
            self._connection.execute("DELETE FROM saved_prompts WHERE id = ?", (prompt_id,))
