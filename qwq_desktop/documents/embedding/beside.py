"""Whether a model to chat with must leave room for the one that embeds documents."""

import sqlite3
from contextlib import closing
from pathlib import Path

from qwq_desktop.documents.embedding.model import find_embedder
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.errors import QwQError


def embedder_beside(library: ModelLibrary, setting: str, database: Path) -> Path | None:
    """The file of the model that the setting means, where the database knows any document.

    None too where it can't be used: then documents are found by their words. Blocking.
    """
    if not has_documents(database):
        return None
    try:
        model = find_embedder(library, setting)
    except QwQError:
        return None
    return None if model is None else model.path


def has_documents(database: Path) -> bool:
    """Whether the user brought any; no where the database can't be read, or isn't there yet."""
    try:
        address = f"{database.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            (found,) = connection.execute("SELECT EXISTS (SELECT 1 FROM documents)").fetchone()
    except sqlite3.Error:
        return False
    return bool(found)
