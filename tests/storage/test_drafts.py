from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.drafts import NEW_CHAT, Draft, Unsent, draft_from, draft_text
from qwq_desktop.storage.prompts import SavedPrompt
from qwq_desktop.storage.records import Attachment

NOTES = Attachment("notes.txt", "one\ntwo")


@pytest.fixture
def chats(tmp_path):
    with closing(open_database(tmp_path / "chats.db").connection) as connection:
        yield ChatRepository(connection)


def test_drafts_are_kept_by_chat_and_replaced(chats):
    chat = chats.create_chat("A", "")
    chats.drafts.save(chat.id, Draft(Unsent("first")))
    chats.drafts.save(chat.id, Draft(Unsent("second", (NOTES,)), (Unsent("queued"),)))
    chats.drafts.save(NEW_CHAT, Draft(Unsent("new")))
    assert chats.drafts.load() == {
        chat.id: Draft(Unsent("second", (NOTES,)), (Unsent("queued"),)),
        NEW_CHAT: Draft(Unsent("new")),
    }


def test_an_empty_draft_leaves_nothing(chats):
    chats.drafts.save(NEW_CHAT, Draft(Unsent("x")))
    chats.drafts.save(NEW_CHAT, Draft(Unsent(" \n")))
    assert chats.drafts.load() == {}


def test_the_draft_of_a_purged_chat_is_not_found(chats):
    chat = chats.create_chat("A", "")
    chats.drafts.save(chat.id, Draft(Unsent("x")))
    chats.delete(chat.id)
    chats.purge_deleted()
    assert chats.drafts.load() == {}


def test_what_waited_in_the_queue_comes_back_before_what_was_written():
    draft = Draft(Unsent("third"), (Unsent("first", (NOTES,)), Unsent("second")))
    assert draft.gathered() == Unsent("first\n\nsecond\n\nthird", (NOTES,))
    assert Draft().gathered() == Unsent()


words = st.text(st.characters(exclude_categories=["Cs"]))
unsent = st.builds(Unsent, words, st.lists(st.builds(Attachment, words, words)).map(tuple))


@given(st.builds(Draft, unsent, st.lists(unsent).map(tuple)))
def test_any_draft_comes_back_as_it_was(draft):
    assert draft_from(draft_text(draft)) == draft


@given(st.text())
def test_what_is_no_draft_is_taken_as_words_or_read(text):
    assert isinstance(draft_from(text), Draft)


def test_prompts_are_saved_changed_used_and_forgotten(chats):
    prompts = chats.prompts
    prompts.save(SavedPrompt(0, "One", "1"))
    prompts.save(SavedPrompt(0, "Two", "2"))
    two, one = prompts.load()
    assert (two.title, one.title) == ("Two", "One")
    prompts.touch(one.id)
    assert prompts.load()[0] == one
    prompts.save(SavedPrompt(one.id, "Eins", "{{x}}"))
    assert prompts.load()[0] == SavedPrompt(one.id, "Eins", "{{x}}")
    prompts.delete(one.id)
    assert prompts.load() == [two]
