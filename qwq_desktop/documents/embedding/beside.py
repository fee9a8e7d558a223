"""Whether a model to chat with must leave room for those that read documents."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from qwq_desktop.documents.embedding.model import EmbedderModel, find_embedder
from qwq_desktop.documents.reranking.model import RerankerModel, find_reranker
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.prepared import Readers
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import Settings


def readers_beside(library: ModelLibrary, settings: Settings, database: Path) -> Readers:
    """The files of the models that the settings mean, where the database knows any document.

    Without one that can't be used: documents are found without it then. Blocking.
    """
    if not has_documents(database):
        return Readers()
    return Readers(
        _file(lambda: find_embedder(library, settings.embedding_model)),
        _file(lambda: find_reranker(library, settings.reranking_model)),
    )


def _file(find: Callable[[], EmbedderModel | RerankerModel | None]) -> Path | None:
    try:
        model = find()
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
