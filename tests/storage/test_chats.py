from contextlib import closing
from itertools import count

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import MessageStatus, Role, ToolStep, TurnRecord

TURN = TurnRecord(model_id="qwq-nano", model_name="QwQ Nano", settings='{"seed": 1}')


@pytest.fixture
def connection(tmp_path):
    with closing(open_database(tmp_path / "chats.db").connection) as connection:
        yield connection


@pytest.fixture
def chats(connection):
    times = count(1000)
    return ChatRepository(connection, clock=lambda: float(next(times)))


@pytest.fixture
def chat(chats):
    return chats.create_chat("A chat", "qwq-nano")


def answered(chats, chat_id, parent_id, *, text="answer", thinking="thinking"):
    message = chats.begin_assistant(chat_id, parent_id, TURN)
    chats.append_segment(message.id, "thinking", thinking)
    chats.append_segment(message.id, "answer", text)
    return chats.finish(message.id, MessageStatus.COMPLETE, TURN)


def ids(messages):
    return [message.id for message in messages]


def titles(chats):
    return [chat.title for chat in chats.list_chats()]


def test_a_new_chat_is_listed_and_empty(chats, chat):
    assert chats.list_chats() == [chat]
    assert chat.title == "A chat"
    assert chat.model_id == "qwq-nano"
    assert chat.created_at == chat.updated_at
    assert chats.path(chat.id) == []


def test_chats_are_listed_by_last_use(chats):
    first, second, third = (chats.create_chat(name, "") for name in ("one", "two", "three"))
    assert titles(chats) == ["three", "two", "one"]
    chats.touch(first.id)
    assert titles(chats) == ["one", "three", "two"]
    chats.add_user_message(second.id, None, "hello")
    assert titles(chats) == ["two", "one", "three"]
    answered(chats, third.id, None)
    assert titles(chats) == ["three", "two", "one"]


def test_chats_of_the_same_moment_are_listed_newest_first(connection):
    chats = ChatRepository(connection, clock=lambda: 5.0)
    for name in ("one", "two"):
        chats.create_chat(name, "")
    assert titles(chats) == ["two", "one"]


def test_renaming_keeps_the_place_in_the_list(chats):
    first = chats.create_chat("one", "")
    chats.create_chat("two", "")
    chats.rename(first.id, "eins 😀\ud800")
    assert titles(chats) == ["two", "eins 😀\ufffd"]


def test_a_deleted_chat_comes_back_whole(chats, chat):
    chats.add_user_message(chat.id, None, "hello")
    path = chats.path(chat.id)
    chats.delete(chat.id)
    assert chats.list_chats() == []
    chats.undelete(chat.id)
    assert titles(chats) == ["A chat"]
    assert chats.path(chat.id) == path


def test_purging_removes_only_what_was_deleted_before(chats, connection):
    old, young, kept = (chats.create_chat(name, "") for name in ("old", "young", "kept"))
    for chat in (old, young, kept):
        answered(chats, chat.id, chats.add_user_message(chat.id, None, "hello").id)
    chats.delete(old.id)
    between = chats._clock()
    chats.delete(young.id)
    assert chats.purge_deleted(between) == 1
    chats.undelete(young.id)
    assert titles(chats) == ["kept", "young"]
    with pytest.raises(QwQError, match="chat_missing"):
        chats.path(old.id)
    assert connection.execute("SELECT count(*) FROM messages").fetchone() == (4,)


def test_purging_without_a_time_removes_all_deleted_chats_of_any_depth(chats, chat, connection):
    parent = None
    for number in range(1500):  # SQLite follows at most a thousand links by itself
        parent = chats.add_user_message(chat.id, parent, str(number)).id
    streaming = chats.begin_assistant(chat.id, parent, TURN)
    chats.append_segment(streaming.id, "answer", "x")
    chats.add_tool_step(streaming.id, ToolStep("a", "{}", "b"))
    chats.delete(chat.id)
    assert chats.purge_deleted() == 1
    for table in ("chats", "messages", "journal", "tool_steps"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_turn_is_read_as_it_was_written(chats, chat):
    question = chats.add_user_message(chat.id, None, "What is 1 + 1?")
    begun = chats.begin_assistant(chat.id, question.id, TURN)
    assert begun.status is MessageStatus.STREAMING
    chats.append_segment(begun.id, "thinking", "Let me ")
    chats.append_segment(begun.id, "thinking", "add.")
    step = ToolStep("calculator", '{"expression": "1+1"}', "2", after_thinking=11)
    chats.add_tool_step(begun.id, step)
    chats.append_segment(begun.id, "answer", "It is ")
    chats.append_segment(begun.id, "answer", "2.")
    turn = TurnRecord(model_id="qwq-nano", stop_reason="end", thinking_seconds=1.5, answer_tokens=4)
    finished = chats.finish(begun.id, MessageStatus.COMPLETE, turn)
    assert finished.role is Role.ASSISTANT
    assert (finished.thinking, finished.text) == ("Let me add.", "It is 2.")
    assert finished.turn == turn
    assert finished.tool_steps == (step,)
    assert finished.status is MessageStatus.COMPLETE
    assert chats.path(chat.id) == [question, finished]


def test_a_streaming_message_is_read_as_far_as_it_has_come(chats, chat):
    message = chats.begin_assistant(chat.id, None, TURN)
    chats.append_segment(message.id, "thinking", "so")
    chats.append_segment(message.id, "answer", "far")
    (read,) = chats.path(chat.id)
    assert (read.thinking, read.text, read.status) == ("so", "far", MessageStatus.STREAMING)
    assert read == chats.message(message.id)


def test_finishing_empties_the_journal_of_that_message_only(chats, chat, connection):
    one = chats.begin_assistant(chat.id, None, TURN)
    other = chats.begin_assistant(chat.id, None, TURN)
    for piece in "abc":
        chats.append_segment(one.id, "answer", piece)
        chats.append_segment(other.id, "answer", piece.upper())
    assert chats.finish(one.id, MessageStatus.STOPPED, TURN).text == "abc"
    assert connection.execute("SELECT DISTINCT message_id FROM journal").fetchall() == [(other.id,)]
    assert chats.finish(other.id, MessageStatus.COMPLETE, TURN).text == "ABC"


def test_a_retracted_answer_becomes_thinking(chats, chat):
    message = chats.begin_assistant(chat.id, None, TURN)
    chats.append_segment(message.id, "answer", "Hm, let me see. ")
    chats.retract_answer(message.id)
    chats.append_segment(message.id, "thinking", "Yes.")
    chats.append_segment(message.id, "answer", "42")
    finished = chats.finish(message.id, MessageStatus.COMPLETE, TURN)
    assert (finished.thinking, finished.text) == ("Hm, let me see. Yes.", "42")


def test_finishing_twice_loses_nothing(chats, chat):
    message = answered(chats, chat.id, None)
    again = chats.finish(message.id, MessageStatus.STOPPED, TURN)
    assert (again.thinking, again.text) == ("thinking", "answer")


def test_a_segment_after_the_end_is_refused_rather_than_lost(chats, chat):
    message = answered(chats, chat.id, None)
    question = chats.add_user_message(chat.id, message.id, "and?")
    for message_id in (message.id, question.id, 999):
        with pytest.raises(QwQError, match="message_finished"):
            chats.append_segment(message_id, "answer", "late")
    with pytest.raises(ValueError, match="tool_call"):
        chats.append_segment(message.id, "tool_call", "no such channel")


def test_any_text_is_kept_but_for_lone_surrogates(chats, chat):
    odd = "NUL\0, é, 你好, 😀, \u202e, \r\n, \ud800"
    clean = odd.replace("\ud800", "\ufffd")
    assert chats.add_user_message(chat.id, None, odd).text == clean
    turn = TurnRecord(model_name=odd, error_facts=odd)
    message = chats.begin_assistant(chat.id, None, turn)
    assert message.turn == TurnRecord(model_name=clean, error_facts=clean)
    chats.append_segment(message.id, "thinking", odd)
    chats.append_segment(message.id, "answer", odd)
    chats.add_tool_step(message.id, ToolStep(odd, odd, odd))
    finished = chats.finish(message.id, MessageStatus.COMPLETE, turn)
    assert (finished.thinking, finished.text) == (clean, clean)
    assert finished.tool_steps == (ToolStep(clean, clean, clean),)


def test_branches_keep_their_place_and_can_be_switched(chats, chat):
    question = chats.add_user_message(chat.id, None, "question")
    first = answered(chats, chat.id, question.id, text="first")
    follow_up = chats.add_user_message(chat.id, first.id, "and then?")
    second = answered(chats, chat.id, question.id, text="second")
    assert ids(chats.path(chat.id)) == [question.id, second.id]
    placed = chats.path(chat.id)[1]
    assert (placed.sibling_index, placed.sibling_count) == (1, 2)
    assert ids(chats.siblings(first.id)) == [first.id, second.id]
    assert [m.sibling_index for m in chats.siblings(second.id)] == [0, 1]
    assert chats.set_leaf(chat.id, first.id) == follow_up.id
    assert ids(chats.path(chat.id)) == [question.id, first.id, follow_up.id]
    assert chats.path(chat.id)[0].sibling_count == 1


def test_a_question_can_be_asked_anew_from_the_root(chats, chat):
    first = chats.add_user_message(chat.id, None, "first wording")
    answered(chats, chat.id, first.id)
    second = chats.add_user_message(chat.id, None, "second wording")
    assert ids(chats.path(chat.id)) == [second.id]
    assert (second.sibling_index, second.sibling_count) == (1, 2)


def test_roots_of_other_chats_are_no_siblings(chats, chat):
    other = chats.create_chat("other", "")
    chats.add_user_message(other.id, None, "elsewhere")
    assert chats.add_user_message(chat.id, None, "here").sibling_count == 1


def test_a_chat_remembers_the_model_of_its_last_answer(chats, chat):
    chats.begin_assistant(chat.id, None, TurnRecord(model_id="smollm2-135m"))
    assert chats.get_chat(chat.id).model_id == "smollm2-135m"
    chats.begin_assistant(chat.id, None, TurnRecord())
    assert chats.get_chat(chat.id).model_id == "smollm2-135m"


def test_what_is_not_there_is_told_and_changes_nothing(chats, chat):
    other = chats.create_chat("other", "")
    elsewhere = chats.add_user_message(other.id, None, "elsewhere")
    missing_chat = [
        lambda: chats.get_chat(99),
        lambda: chats.path(99),
        lambda: chats.rename(99, "x"),
        lambda: chats.delete(99),
        lambda: chats.undelete(99),
        lambda: chats.touch(99),
        lambda: chats.add_user_message(99, None, "x"),
    ]
    missing_message = [
        lambda: chats.message(99),
        lambda: chats.siblings(99),
        lambda: chats.set_leaf(chat.id, 99),
        lambda: chats.set_leaf(chat.id, elsewhere.id),
        lambda: chats.add_user_message(chat.id, elsewhere.id, "x"),
        lambda: chats.begin_assistant(chat.id, 99, TURN),
        lambda: chats.add_tool_step(99, ToolStep("a", "{}", "b")),
        lambda: chats.finish(99, MessageStatus.COMPLETE, TURN),
    ]
    for code, calls in (("chat_missing", missing_chat), ("message_missing", missing_message)):
        for call in calls:
            with pytest.raises(QwQError) as caught:
                call()
            assert caught.value.code == code
    assert chats.get_chat(chat.id) == chat
    assert chats.path(chat.id) == []


def test_facts_about_a_turn_from_a_newer_version_are_left_out(chats, chat, connection):
    message = chats.begin_assistant(chat.id, None, TURN)
    connection.execute(
        "UPDATE messages SET turn = ?",
        ('{"model_id": "m", "energy_joules": 5, "stop_reason": "e"}',),
    )
    assert chats.message(message.id).turn == TurnRecord(model_id="m", stop_reason="e")


def test_all_is_there_after_closing_and_opening_again(chats, chat, tmp_path):
    question = chats.add_user_message(chat.id, None, "hello")
    answered(chats, chat.id, question.id)
    path = chats.path(chat.id)
    chats.close()
    again = ChatRepository(open_database(tmp_path / "chats.db").connection)
    assert again.path(chat.id) == path
    assert again.recover() == []
    again.close()
