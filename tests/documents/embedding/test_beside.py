"""Plans leave room for the models that read documents, where there are any to read."""

import pytest

from qwq_desktop.documents.embedding.beside import has_documents, readers_beside
from qwq_desktop.documents.embedding.model import NO_EMBEDDER
from qwq_desktop.models.prepared import Readers, prepare
from qwq_desktop.settings.schema import LoadSettings, Settings
from qwq_desktop.storage.database import open_database
from tests.doubles.ranker_file import write_ranker


@pytest.fixture
def database(tmp_path):
    """A database in use, and its file."""
    path = tmp_path / "用户 数据 é" / "chats #1.db"
    path.parent.mkdir()
    return open_database(path).connection, path


def add_document(connection):
    connection.execute("INSERT INTO documents (path, name, added_at) VALUES ('/a', 'a', 0)")
    connection.commit()


def test_documents_are_seen_while_the_database_is_in_use(database, tmp_path):
    connection, path = database
    assert not has_documents(tmp_path / "gone.db")
    assert not has_documents(path)
    add_document(connection)
    assert has_documents(path)


def test_a_database_that_is_none_is_no_reason_to_stop(tmp_path):
    path = tmp_path / "broken.db"
    path.write_bytes(b"?" * 5000)
    assert not has_documents(path)


def test_no_room_is_kept_for_what_is_not_used(library, e5, database):
    connection, path = database
    assert readers_beside(library, Settings(), path) == Readers()
    add_document(connection)
    assert readers_beside(library, Settings(), path) == Readers(e5.path)
    words = Settings(embedding_model=NO_EMBEDDER)
    assert readers_beside(library, words, path) == Readers()
    gone = Settings(embedding_model="/gone.gguf", reranking_model="/gone.gguf")
    assert readers_beside(library, gone, path) == Readers()
    ranker = write_ranker(library.places.downloads / "ranker.gguf")
    assert readers_beside(library, words, path) == Readers(None, ranker)


def test_a_plan_counts_the_embedder(library, e5):
    alone = prepare(library, "qwq-nano", ()).plan(LoadSettings())
    beside = prepare(library, "qwq-nano", (), reader_files=lambda: Readers(e5.path)).plan(
        LoadSettings()
    )
    assert alone.embedder_bytes == 0
    assert beside.embedder_bytes > e5.path.stat().st_size
