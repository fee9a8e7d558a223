"""Puts chats in order: pinned, archived, in folders, doubled."""

import sqlite3
import time
from dataclasses import replace

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage.database import transaction
from qwq_desktop.storage.whole_chats import read_whole, write_whole


def set_pinned(connection: sqlite3.Connection, chat_id: int, is_pinned: bool) -> None:
    """Keep a chat at the head of the list, or no longer. Raises QwQError("chat_missing")."""
    _set(connection, chat_id, "pinned", is_pinned)


def set_archived(connection: sqlite3.Connection, chat_id: int, is_archived: bool) -> None:
    """Put a chat away, or take it back. Raises QwQError("chat_missing")."""
    _set(connection, chat_id, "archived_at", time.time() if is_archived else None)


def move_to_folder(connection: sqlite3.Connection, chat_id: int, folder: str) -> None:
    """Put a chat in a folder, which begins with its first chat; "" takes it out of any.

    Raises QwQError("chat_missing").
    """
    _set(connection, chat_id, "folder", folder_name(folder))


def rename_folder(connection: sqlite3.Connection, folder: str, name: str) -> None:
    """Give a folder another name; one that is taken joins the two, "" dissolves it."""
    with transaction(connection):
        connection.execute(
            "UPDATE chats SET folder = ? WHERE folder = ?", (folder_name(name), folder)
        )


def duplicate(connection: sqlite3.Connection, chat_id: int, title: str) -> int:
    """Copy a chat with all its branches under another title; return the copy's id.

    It stands in the same folder, unpinned, and is the chat used last.
    """
    whole = read_whole(connection, chat_id)
    now = time.time()
    chat = replace(
        whole.chat,
        title=title,
        created_at=now,
        updated_at=now,
        is_pinned=False,
        archived_at=None,
    )
    return write_whole(connection, replace(whole, chat=chat))


def folder_name(text: str) -> str:
    """A folder's name as it is kept: one line, no space around it."""
    return " ".join(sanitised(text).split())


def _set(connection: sqlite3.Connection, chat_id: int, column: str, value: object) -> None:
    with transaction(connection):
        found = connection.execute(
            f"UPDATE chats SET {column} = ? WHERE id = ?", (value, chat_id)
        ).rowcount
        if not found:
            raise QwQError("chat_missing", id=chat_id)
