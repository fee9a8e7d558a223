"""Documents, collections and watched folders in the database, and what chats and questions keep."""

import sqlite3
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.platform.notice import Notice
from qwq_desktop.storage.chat_sources import ChatSources, read_sources, write_sources
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database, transaction
from qwq_desktop.storage.document_records import Reading
from qwq_desktop.storage.documents import DocumentRepository
from qwq_desktop.storage.passages import PassageRecord, insert_passages, read_passages
from qwq_desktop.storage.temporary import begin_temporary, with_temporary


def write_passages(connection, message_id, passages):
    """Keep passages with a message, in place of those before."""
    with transaction(connection):
        connection.execute("DELETE FROM passages WHERE message_id = ?", (message_id,))
        insert_passages(connection, message_id, passages)


@pytest.fixture
def connection(tmp_path):
    opened = open_database(tmp_path / "用户 数据 é.db").connection
    yield opened
    opened.close()


@pytest.fixture
def documents(connection):
    ticks = iter(range(1, 1000))
    return DocumentRepository(connection, clock=lambda: float(next(ticks)))


def files(*names):
    return [(f"/文件 é/{name}", name) for name in names]


def passage(number=1, document_id=1, text="words"):
    place = (3, 10, 10 + len(text))
    return PassageRecord(
        *(number, document_id, "a.pdf", *place, text, "A › B", True, "iii", 0.9, 0.5, 0.4, False)
    )


def test_a_file_is_one_document_however_often_it_is_added(documents):
    first = documents.add(files("a.pdf", "b.pdf"))
    again = documents.add(files("b.pdf", "c.pdf"))
    assert again[0] == first[1]
    assert [one.name for one in documents.load().documents] == ["a.pdf", "b.pdf", "c.pdf"]


def test_the_id_of_a_document_that_left_is_not_given_again_while_a_passage_names_it(
    documents, connection
):
    chats = ChatRepository(connection)
    question = chats.add_user_message(chats.create_chat("", "").id, None, "?")
    (gone,) = documents.add(files("a.pdf"))
    write_passages(connection, question.id, [passage(document_id=gone.id)])
    documents.remove([gone.id])
    (new,) = documents.add(files("b.pdf"))
    assert new.id > gone.id
    assert read_passages(connection, [question.id])[question.id][0].document_id == gone.id


def test_a_collection_that_goes_leaves_its_documents(documents):
    thesis = documents.create_collection("  My\nthesis ")
    watched = documents.watch("/文件 é", thesis.id)
    assert documents.watch("/文件 é", thesis.id) == watched
    added = documents.add(files("a.pdf"), thesis.id, watched.id)
    held = documents.load()
    assert thesis.name == "My thesis"
    assert held.members == {(thesis.id, added[0].id)}
    assert held.documents[0].folder_id == watched.id
    documents.delete_collection(thesis.id)
    held = documents.load()
    assert (held.collections, held.folders, held.members) == ((), (), frozenset())
    assert held.documents[0].folder_id is None


def test_a_collection_that_is_wanted_back_is_as_it_was(documents, connection):
    chats = ChatRepository(connection)
    asks, other = chats.create_chat("", ""), chats.create_chat("", "")
    thesis = documents.create_collection("Thesis")
    watched = documents.watch("/文件 é", thesis.id)
    a, b, _ = documents.add(files("a", "b", "gone"), thesis.id, watched.id)
    documents.remove([documents.add(files("gone"))[0].id])
    write_sources(connection, asks.id, ChatSources(frozenset({a.id}), frozenset({thesis.id})))
    write_sources(connection, other.id, ChatSources(frozenset({b.id})))
    before = documents.load()
    deleted = documents.delete_collection(thesis.id)
    assert read_sources(connection, asks.id) == ChatSources(frozenset({a.id}))
    restored = documents.restore_collection(deleted)
    assert restored.document_ids == (a.id, b.id)
    assert documents.load() == before
    assert read_sources(connection, asks.id).collection_ids == {thesis.id}
    assert read_sources(connection, other.id).collection_ids == set()
    (folder,) = restored.folders
    assert [one.name for one in documents.add(files("a", "gone"), thesis.id, folder.id)] == ["a"]


def test_what_left_meanwhile_does_not_come_back_with_its_collection(documents, connection):
    chats = ChatRepository(connection)
    asks = chats.create_chat("", "")
    thesis = documents.create_collection("Thesis")
    a, b = documents.add(files("a", "b"), thesis.id)
    write_sources(connection, asks.id, ChatSources(frozenset(), frozenset({thesis.id})))
    deleted = documents.delete_collection(thesis.id)
    documents.remove([a.id])
    connection.execute("DELETE FROM chats WHERE id = ?", (asks.id,))
    assert documents.restore_collection(deleted).document_ids == (b.id,)
    assert documents.delete_collection(999) is None


def test_a_new_collection_may_leave_the_ids_below_for_those_wanted_back(documents):
    gone = documents.create_collection("Gone")
    deleted = documents.delete_collection(gone.id)
    assert documents.create_collection("New", above=gone.id).id == gone.id + 1
    assert documents.restore_collection(deleted).collection == gone


def test_a_folder_that_is_watched_no_more_brings_nothing(documents):
    thesis = documents.create_collection("Thesis")
    watched = documents.watch("/x", thesis.id)
    documents.unwatch(watched.id)
    assert documents.add(files("late.pdf"), thesis.id, watched.id) == []
    assert documents.load().documents == ()


def test_what_was_removed_from_a_watched_folder_comes_back_only_by_wish(documents):
    thesis = documents.create_collection("Thesis")
    watched = documents.watch("/文件 é", thesis.id)
    a, b = documents.add(files("a", "b"), thesis.id, watched.id)
    documents.remove([a.id])
    assert documents.add(files("a", "b"), thesis.id, watched.id) == [b]
    (again,) = documents.add(files("a"))
    documents.remove([b.id])
    assert documents.add(files("a", "b"), thesis.id, watched.id) == [again]


def test_documents_come_and_go_in_collections(documents):
    thesis = documents.create_collection("Thesis")
    a, b = documents.add(files("a", "b"))
    documents.put_in(thesis.id, [a.id, b.id, 999])
    documents.put_in(999, [a.id])
    documents.take_out(thesis.id, [a.id])
    documents.rename_collection(thesis.id, "论文")
    held = documents.load()
    assert held.members == {(thesis.id, b.id)}
    assert held.collections[0].name == "论文"


def test_what_came_of_a_reading_is_kept(documents):
    (a,) = documents.add(files("a"))
    found = Notice("document_pages_empty", {"pages": [1, 2]})
    reading = Reading(
        a.id, 12, 1 << 62, 3, True, {2: "二"}, (found,), Notice("document_broken", {"n": "é"})
    )
    documents.save_reading(reading)
    assert documents.load().readings == (reading,)
    documents.remove([a.id])
    documents.save_reading(reading)
    assert documents.load().readings == ()


def test_a_reading_of_another_version_counts_as_of_another_file(documents, connection):
    (a,) = documents.add(files("a"))
    connection.execute("INSERT INTO readings VALUES (?, ?)", (a.id, '{"new": 1}'))
    (reading,) = documents.load().readings
    assert (reading.document_id, reading.size_bytes) == (a.id, -1)


def test_a_moved_file_stays_the_document_unless_another_is_there(documents):
    a, b = documents.add(files("a", "b"))
    documents.move(a.id, "/elsewhere/a", "a")
    documents.move(a.id, b.path, b.name)
    assert documents.load().documents[0].path == "/elsewhere/a"


def test_asking_is_remembered(documents):
    a, b = documents.add(files("a", "b"))
    at = documents.mark_asked([b.id])
    assert [one.asked_at for one in documents.load().documents] == [0.0, at]
    assert a.asked_at == 0.0


@pytest.mark.parametrize("is_temporary", [False, True])
def test_a_chat_keeps_what_it_asks(tmp_path, is_temporary):
    opened = open_database(tmp_path / "chats.db").connection
    chats = with_temporary(ChatRepository(opened))
    documents = DocumentRepository(opened)
    (a,) = documents.add(files("a"))
    thesis = documents.create_collection("Thesis")
    chat = begin_temporary(chats, "") if is_temporary else chats.create_chat("", "")
    wanted = ChatSources(frozenset([a.id]), frozenset([thesis.id]))
    chats.run(chat.id, partial(write_sources, chat_id=chat.id, sources=wanted))
    assert chats.run(chat.id, partial(read_sources, chat_id=chat.id)) == wanted
    chats.run(chat.id, partial(write_sources, chat_id=chat.id, sources=ChatSources()))
    assert chats.run(chat.id, partial(read_sources, chat_id=chat.id)).are_none
    chats.close()


def test_what_a_chat_asks_goes_with_its_document(documents, connection):
    chat = ChatRepository(connection).create_chat("", "")
    (a,) = documents.add(files("a"))
    write_sources(connection, chat.id, ChatSources(frozenset([a.id, 999])))
    assert read_sources(connection, chat.id).document_ids == {a.id}
    documents.remove([a.id])
    assert read_sources(connection, chat.id).are_none


@given(text=st.text())
def test_passages_stay_as_they_were_whatever_they_hold(text):
    chats = with_temporary(ChatRepository(sqlite3.connect(":memory:")))
    question = chats.add_user_message(begin_temporary(chats, "").id, None, "?")
    kept = [passage(1, text=text), passage(2)]
    for written in ([passage(7)], kept):
        chats.run(question.id, partial(write_passages, message_id=question.id, passages=written))
    found = chats.run(question.id, partial(read_passages, message_ids=[question.id, 999]))
    assert found == {question.id: tuple(kept)}
    chats.close()
