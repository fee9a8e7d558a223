"""What the database keeps of the model's view."""

from contextlib import closing
from itertools import count

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import ContextCut


@pytest.fixture
def chats(tmp_path):
    times = count(1000)
    with closing(open_database(tmp_path / "chats.db").connection) as connection:
        yield ChatRepository(connection, clock=lambda: float(next(times)))


@pytest.fixture
def questions(chats):
    chat = chats.create_chat("A chat", "")
    first = chats.add_user_message(chat.id, None, "one")
    return [first, chats.add_user_message(chat.id, first.id, "two")]


def test_cuts_come_in_the_order_in_which_they_were_made(chats, questions):
    for question in reversed(questions):
        chats.context.add_cut(question.id)
    cuts = chats.context.cuts(questions[0].chat_id)
    assert [cut.message_id for cut in cuts] == [questions[1].id, questions[0].id]
    assert cuts[0].created_at < cuts[1].created_at


def test_a_summary_is_put_to_the_cut_that_is_there(chats, questions):
    cut = chats.context.add_cut(questions[1].id)
    again = chats.context.add_cut(questions[1].id, "In short: \ud800")
    assert again == ContextCut(cut.message_id, "In short: \ufffd", cut.created_at)
    assert chats.context.cuts(questions[0].chat_id) == [again]


def test_cuts_of_other_chats_are_not_touched(chats, questions):
    other = chats.add_user_message(chats.create_chat("B", "").id, None, "hi")
    for message in (*questions, other):
        chats.context.add_cut(message.id)
    chats.context.remove_cuts(questions[0].chat_id)
    assert chats.context.cuts(questions[0].chat_id) == []
    assert [cut.message_id for cut in chats.context.cuts(other.chat_id)] == [other.id]


def test_a_cut_before_a_message_that_is_not_there_is_refused(chats):
    with pytest.raises(QwQError, match="message_missing"):
        chats.context.add_cut(99)


def test_what_was_brought_back_stays_with_its_question(chats, questions):
    chats.context.set_recalled(questions[1].id, '[{"a": "b"}]')
    assert chats.message(questions[1].id).turn.recalled == '[{"a": "b"}]'
    assert chats.message(questions[0].id).turn.recalled == ""


def test_a_purged_chat_takes_its_cuts_along(chats, questions):
    chat_id = questions[0].chat_id
    chats.context.add_cut(questions[1].id)
    chats.delete(chat_id)
    chats.purge_deleted()
    assert chats.context.cuts(chat_id) == []
