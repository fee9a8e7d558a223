from contextlib import closing

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import Attachment, MessageStatus, TurnRecord


@pytest.fixture
def chats(tmp_path):
    with closing(open_database(tmp_path / "chats.db").connection) as connection:
        yield ChatRepository(connection)


@pytest.fixture
def chat_id(chats):
    return chats.create_chat("A chat", "").id


def exchange(chats, chat_id, parent=None, text="question"):
    question = chats.add_user_message(chat_id, parent, text)
    answer = chats.begin_assistant(chat_id, question.id, TurnRecord())
    return question, chats.finish(answer.id, MessageStatus.COMPLETE, TurnRecord())


def shown(chats, chat_id):
    return [message.id for message in chats.path(chat_id)]


def test_a_rating_is_kept_with_its_message(chats, chat_id):
    _, answer = exchange(chats, chat_id)
    chats.marks.rate(answer.id, -1)
    assert chats.message(answer.id).rating == -1
    with pytest.raises(QwQError, match="message_missing"):
        chats.marks.rate(999, 1)


def test_a_message_goes_with_all_that_follows_it(chats, chat_id):
    first, reply = exchange(chats, chat_id)
    second, _ = exchange(chats, chat_id, reply.id)
    deletion = chats.marks.delete(second.id)
    assert shown(chats, chat_id) == [first.id, reply.id]
    chats.marks.restore(deletion)
    assert len(shown(chats, chat_id)) == 4


def test_a_branch_beside_it_takes_its_place(chats, chat_id):
    question, first = exchange(chats, chat_id)
    second = chats.begin_assistant(chat_id, question.id, TurnRecord())
    assert chats.message(second.id).sibling_count == 2
    deletion = chats.marks.delete(second.id)
    assert shown(chats, chat_id) == [question.id, first.id]
    assert chats.message(first.id).sibling_count == 1
    assert [m.id for m in chats.siblings(first.id)] == [first.id]
    chats.marks.restore(deletion)
    assert shown(chats, chat_id) == [question.id, second.id]


def test_the_first_message_leaves_an_empty_chat_that_can_go_on(chats, chat_id):
    question, _ = exchange(chats, chat_id)
    chats.marks.delete(question.id)
    assert shown(chats, chat_id) == []
    again, reply = exchange(chats, chat_id)
    assert shown(chats, chat_id) == [again.id, reply.id]


def test_a_branch_out_of_sight_goes_without_moving_the_chat(chats, chat_id):
    question, first = exchange(chats, chat_id)
    second = chats.begin_assistant(chat_id, question.id, TurnRecord())
    chats.marks.delete(first.id)
    assert shown(chats, chat_id) == [question.id, second.id]


def test_what_was_deleted_is_gone_for_ever_after_the_purge(chats, chat_id):
    first, reply = exchange(chats, chat_id)
    second, _ = exchange(chats, chat_id, reply.id)
    chats.marks.delete(second.id)
    chats.purge_deleted()
    with pytest.raises(QwQError, match="message_missing"):
        chats.message(second.id)
    assert shown(chats, chat_id) == [first.id, reply.id]


def test_what_is_deleted_already_cannot_be_deleted_again(chats, chat_id):
    question, answer = exchange(chats, chat_id)
    chats.marks.delete(question.id)
    with pytest.raises(QwQError, match="message_missing"):
        chats.marks.delete(answer.id)


def test_attachments_are_kept_with_their_message_in_order(chats, chat_id):
    files = (Attachment("a.txt", "x\ud800"), Attachment("b 文.md", "y"))
    message = chats.add_user_message(chat_id, None, "Compare", files)
    assert message.attachments == (Attachment("a.txt", "x�"), files[1])
    assert chats.path(chat_id)[0].attachments == message.attachments


def test_a_chats_own_instructions_are_kept(chats, chat_id):
    chat = chats.set_instructions(chat_id, "Be brief.", "precise")
    assert (chat.system_prompt, chat.preset) == ("Be brief.", "precise")
    chat = chats.set_instructions(chat_id, None, None)
    assert (chat.system_prompt, chat.preset) == (None, None)
