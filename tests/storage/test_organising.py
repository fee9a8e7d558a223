"""Chats in order, whole chats in and out, and temporary ones that never reach the disk."""

from dataclasses import replace
from functools import partial

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage import organising, temporary
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.drafts import Draft, Unsent
from qwq_desktop.storage.records import Attachment, MessageStatus, ToolStep, TurnRecord
from qwq_desktop.storage.whole_chats import read_whole, write_whole

SECRET = "a word that must leave no trace"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "chats.db"


@pytest.fixture
def repository(file):
    opened = temporary.with_temporary(ChatRepository(open_database(file).connection))
    yield opened
    opened.close()


def talk(repository, chat_id, *, branches=2):
    question = repository.add_user_message(chat_id, None, "What is 6 × 7?")
    for number in range(branches):
        turn = TurnRecord(model_name="QwQ", thinking_tokens=number)
        answer = repository.begin_assistant(chat_id, question.id, turn)
        repository.append_segment(answer.id, "thinking", f"hm {number}")
        repository.append_segment(answer.id, "answer", f"\\boxed{{{42 + number}}}")
        repository.add_tool_step(answer.id, ToolStep("calculate", '{"a": 1}', "42", 2))
        repository.finish(answer.id, MessageStatus.COMPLETE, turn)
    return question


def at(repository, work, chat_id, *values):
    return repository.run(chat_id, lambda connection: work(connection, chat_id, *values))


def shape(whole):
    """A chat without the ids that a copy gives anew."""
    places = {message.id: place for place, message in enumerate(whole.messages)}
    messages = [
        replace(m, id=places[m.id], chat_id=0, parent_id=places.get(m.parent_id))
        for m in whole.messages
    ]
    return replace(whole.chat, id=0), messages, places.get(whole.leaf_id)


def test_a_chat_is_pinned_archived_and_put_in_a_folder(repository):
    chat = repository.create_chat("Roots", "")
    at(repository, organising.set_pinned, chat.id, True)
    at(repository, organising.set_archived, chat.id, True)
    at(repository, organising.move_to_folder, chat.id, "  My\n work ")
    [listed] = repository.list_chats()
    assert (listed.is_pinned, listed.folder) == (True, "My work")
    assert listed.archived_at
    at(repository, organising.set_pinned, chat.id, False)
    at(repository, organising.set_archived, chat.id, False)
    at(repository, organising.move_to_folder, chat.id, "")
    assert repository.list_chats() == [chat]


@pytest.mark.parametrize(
    "work",
    [
        partial(organising.set_pinned, is_pinned=True),
        partial(organising.set_archived, is_archived=True),
        partial(organising.move_to_folder, folder="x"),
        partial(organising.duplicate, title="x"),
    ],
)
def test_a_chat_that_is_gone_is_told(repository, work):
    with pytest.raises(QwQError) as raised:
        at(repository, work, 99)
    assert raised.value.code == "chat_missing"


def test_a_folder_is_renamed_joined_and_dissolved(repository):
    chats = [repository.create_chat(name, "") for name in "abc"]
    for chat, folder in zip(chats, ("One", "One", "Two"), strict=True):
        at(repository, organising.move_to_folder, chat.id, folder)

    def folders():
        return sorted(chat.folder for chat in repository.list_chats())

    repository.run(0, lambda c: organising.rename_folder(c, "One", "Two"))
    assert folders() == ["Two"] * 3
    repository.run(0, lambda c: organising.rename_folder(c, "Two", ""))
    assert folders() == [""] * 3


def test_a_copy_has_every_branch_and_is_apart_from_the_first(repository):
    chat = repository.create_chat("Roots", "qwq")
    question = talk(repository, chat.id)
    at(repository, organising.set_pinned, chat.id, True)
    copy_id = at(repository, organising.duplicate, chat.id, "Roots (copy)")
    first, second = (at(repository, read_whole, i) for i in (chat.id, copy_id))
    assert shape(second)[1:] == shape(first)[1:]
    assert (second.chat.title, second.chat.is_pinned) == ("Roots (copy)", False)
    repository.add_user_message(copy_id, second.leaf_id, "And 7 × 7?")
    assert len(repository.path(chat.id)) == 2
    assert len(repository.path(copy_id)) == 3
    assert len(repository.siblings(question.id)) == 1


def test_a_whole_chat_is_written_as_it_was_read(repository):
    chat = repository.create_chat("Roots", "qwq")
    question = talk(repository, chat.id)
    repository.run(
        0,
        lambda c: c.execute(
            "INSERT INTO attachments (message_id, name, text) VALUES (?, 'a.txt', 'A')",
            (question.id,),
        ),
    )
    whole = at(repository, read_whole, chat.id)
    assert whole.messages[0].attachments == (Attachment("a.txt", "A"),)
    again = at(repository, read_whole, repository.run(0, lambda c: write_whole(c, whole)))
    assert shape(again) == shape(whole)
    assert [m.text for m in again.path] == ["What is 6 × 7?", "\\boxed{43}"]


def test_what_answered_a_deleted_message_answers_the_one_before(repository):
    chat = repository.create_chat("Roots", "")
    first = talk(repository, chat.id, branches=1)
    answer = repository.path(chat.id)[-1]
    later = repository.add_user_message(chat.id, answer.id, "thanks")
    repository.run(
        0, lambda c: c.execute("UPDATE messages SET deleted_at = 1 WHERE id = ?", (answer.id,))
    )
    whole = at(repository, read_whole, chat.id)
    assert [(m.id, m.parent_id) for m in whole.messages] == [(first.id, None), (later.id, first.id)]


def test_an_answer_that_streams_is_copied_as_interrupted(repository):
    chat = repository.create_chat("Roots", "")
    question = repository.add_user_message(chat.id, None, "hello")
    answer = repository.begin_assistant(chat.id, question.id, TurnRecord())
    repository.append_segment(answer.id, "answer", "so far")
    copy_id = at(repository, organising.duplicate, chat.id, "copy")
    last = repository.path(copy_id)[-1]
    assert (last.status, last.text) == (MessageStatus.INTERRUPTED, "so far")
    assert repository.message(answer.id).status is MessageStatus.STREAMING


def test_a_temporary_chat_is_a_chat_like_any_other_but_in_no_list(repository):
    chat = temporary.begin_temporary(repository, "Temporary chat")
    talk(repository, chat.id)
    assert temporary.is_temporary(chat.id)
    assert repository.list_chats() == []
    assert [m.text for m in repository.path(chat.id)] == ["What is 6 × 7?", "\\boxed{43}"]
    assert all(temporary.is_temporary(m.id) for m in repository.path(chat.id))
    repository.rename(chat.id, "Other")
    assert repository.get_chat(chat.id).title == "Other"
    assert repository.recover() == []


def test_the_parts_of_a_repository_keep_temporary_chats_apart_too(repository):
    chat = temporary.begin_temporary(repository, "Temporary chat")
    talk(repository, chat.id)
    question, answer = repository.path(chat.id)
    repository.drafts.save(chat.id, Draft(Unsent(SECRET)))
    assert repository.drafts.load() == {}
    repository.marks.rate(answer.id, 1)
    assert repository.message(answer.id).rating == 1
    repository.context.add_cut(answer.id)
    assert len(repository.context.cuts(chat.id)) == 1
    deletion = repository.marks.delete(question.id)
    assert repository.path(chat.id) == []
    repository.marks.restore(deletion)
    assert len(repository.path(chat.id)) == 2


def test_no_byte_of_a_temporary_chat_is_in_a_file(repository, file):
    chat = temporary.begin_temporary(repository, "Temporary chat")
    repository.add_user_message(chat.id, None, SECRET)
    question = repository.path(chat.id)[-1]
    answer = repository.begin_assistant(chat.id, question.id, TurnRecord())
    repository.append_segment(answer.id, "thinking", SECRET)
    repository.finish(answer.id, MessageStatus.COMPLETE, TurnRecord())
    kept = repository.create_chat("Kept", "")
    assert [c.id for c in repository.list_chats()] == [kept.id]
    for path in file.parent.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path


def test_a_discarded_temporary_chat_is_gone_and_a_saved_one_is_never_discarded(repository):
    chat, kept = temporary.begin_temporary(repository, ""), repository.create_chat("Kept", "")
    talk(repository, chat.id)
    for chat_id in (chat.id, kept.id):
        temporary.discard_temporary(repository, chat_id)
    with pytest.raises(QwQError):
        repository.get_chat(chat.id)
    assert repository.get_chat(kept.id) == kept


def test_a_temporary_chat_is_kept_by_writing_it_to_the_disk(repository):
    chat = temporary.begin_temporary(repository, "Temporary chat")
    talk(repository, chat.id)
    whole = at(repository, read_whole, chat.id)
    kept_id = repository.run(0, lambda c: write_whole(c, whole))
    assert not temporary.is_temporary(kept_id)
    assert shape(at(repository, read_whole, kept_id)) == shape(whole)
