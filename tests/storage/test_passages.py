"""Passages come with their messages, are written with them, and go with them."""

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chat_sources import ChatSources, read_sources, write_sources
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import DocumentUse, PassageRecord, TurnRecord
from qwq_desktop.storage.temporary import begin_temporary, with_temporary
from qwq_desktop.storage.whole_chats import read_whole, write_whole


def passage(number=1, text="The rent is 5 euros.", **values):
    place = {"page": 3, "start": 0, "end": len(text), "heading": "§ 4", "page_name": ""}
    scores = {"total": 0.9, "words": 0.5, "meaning": 0.7}
    flags = {"is_paged": True, "is_pinned": False}
    known = {"document_id": 7, "name": "租约.pdf", **place, **scores, **flags}
    return PassageRecord(number=number, text=text, **{**known, **values})


@pytest.fixture
def chats(tmp_path):
    opened = with_temporary(ChatRepository(open_database(tmp_path / "chats.db").connection))
    yield opened
    opened.close()


@pytest.fixture
def chat(chats):
    return chats.create_chat("t", "m")


def test_a_question_is_kept_with_its_passages(chats, chat):
    asked = chats.add_user_message(
        chat.id, None, "q", (), [passage(2, ranked=0.8), passage(1)], DocumentUse.ASKED
    )
    assert asked.passages == (passage(1), passage(2, ranked=0.8))
    assert asked.turn.documents == DocumentUse.ASKED
    assert chats.path(chat.id) == [asked]


def test_one_of_them_that_cannot_be_kept_leaves_no_question_without_its_passages(chats, chat):
    with pytest.raises(QwQError):
        chats.add_user_message(chat.id, None, "q", (), [passage(1), passage(1)], DocumentUse.ASKED)
    assert chats.path(chat.id) == []


def test_passages_are_set_when_they_were_found(chats, chat):
    asked = chats.add_user_message(chat.id, None, "q", documents=DocumentUse.WANTED)
    chats.context.set_recalled(asked.id, "[]")
    chats.context.set_passages(asked.id, [passage(1)], DocumentUse.ASKED)
    chats.context.set_passages(asked.id, [passage(2)], DocumentUse.ASKED)
    (found,) = chats.path(chat.id)
    assert found.passages == (passage(2),)
    assert (found.turn.documents, found.turn.recalled) == (DocumentUse.ASKED, "[]")


def test_what_the_model_found_is_kept_with_its_answer(chats, chat):
    asked = chats.add_user_message(chat.id, None, "q")
    answer = chats.begin_assistant(chat.id, asked.id, TurnRecord())
    chats.context.add_passages(answer.id, [passage(1)])
    chats.context.add_passages(answer.id, [passage(2)])
    assert chats.message(answer.id).passages == (passage(1), passage(2))


def test_a_temporary_chat_has_its_passages_in_memory_alone(chats):
    chat = begin_temporary(chats, "t")
    write = ChatSources(frozenset([3]), frozenset([4]))
    chats.run(chat.id, lambda memory: write_sources(memory, chat.id, write))
    asked = chats.add_user_message(chat.id, None, "q", (), [passage()], DocumentUse.ASKED)
    chats.context.set_passages(asked.id, [passage(2)], DocumentUse.ASKED)
    assert chats.path(chat.id)[0].passages == (passage(2),)
    assert chats.run(chat.id, lambda memory: read_sources(memory, chat.id)) == write
    count = chats.run(0, lambda disk: disk.execute("SELECT count(*) FROM passages").fetchone())
    assert count == (0,)


def test_a_whole_chat_takes_its_passages_along(chats, chat):
    chats.add_user_message(chat.id, None, "q", (), [passage()], DocumentUse.ASKED)
    whole = chats.run(0, lambda connection: read_whole(connection, chat.id))
    copy = chats.run(0, lambda connection: write_whole(connection, whole))
    assert chats.path(copy)[0].passages == (passage(),)
