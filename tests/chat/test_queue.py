"""Messages that wait behind an answer, and what is unsent, with the real engine and database."""

import pytest

from qwq_desktop.chat.drafts import DraftKeeper
from qwq_desktop.chat.instructions import Instructions
from qwq_desktop.chat.queue import Hold, MessageQueue
from qwq_desktop.engine.protocol import PrewarmRequest
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingPreset
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.drafts import NEW_CHAT, Unsent
from qwq_desktop.storage.records import Attachment, MessageStatus, Role
from tests.chat.test_prewarm import Watched, read_after_enter
from tests.chat.test_session import Driver

COUNT = "Count from 1 to 200"
NOTES = Attachment("notes.txt", "The secret word is heron. " * 40)


class Queued(Driver):
    def __init__(self, qtbot, home):
        super().__init__(qtbot, home)
        self.queue = MessageQueue(self.chats)
        self.drafts = DraftKeeper(self.services.chats, self.queue, self.chats)

    def close(self):
        self.drafts.save()
        super().close()

    def until(self, condition):
        super().until(lambda: bool(condition()))

    def questions(self):
        return [m.text for m in self.chats.path if m.role is Role.USER]


@pytest.fixture
def make_driver(qtbot, home):
    made = []

    def make(kind=Queued):
        made.append(kind(qtbot, home))
        made[-1].open_model()
        made[-1].chats.new_chat()
        return made[-1]

    yield make
    for driver in made:
        driver.close()


@pytest.fixture
def driver(make_driver):
    return make_driver()


def test_messages_wait_and_are_sent_in_order(driver):
    driver.chats.submit("hello")
    for text in ("How are you?", "Thanks"):
        driver.queue.add(Unsent(text))
    assert [one.unsent.text for one in driver.queue.messages(NEW_CHAT)] == [
        "How are you?",
        "Thanks",
    ]
    driver.answer(2)
    assert driver.questions() == ["hello", "How are you?", "Thanks"]
    assert driver.queue.messages(driver.chats.chat.id) == ()


def test_an_answer_that_was_stopped_holds_what_waits_until_it_may_go_on(driver):
    driver.at_first_delta(driver.chats.stop)
    driver.chats.submit(COUNT)
    driver.queue.add(Unsent("next"))
    driver.answer(0)
    chat_id = driver.chats.chat.id
    assert driver.finished[0].status is MessageStatus.STOPPED
    assert driver.queue.hold(chat_id) is Hold.STOPPED
    assert not driver.chats.is_busy
    driver.queue.go_on(chat_id)
    assert driver.answer(1).status is MessageStatus.COMPLETE
    assert driver.questions() == [COUNT, "next"]
    assert driver.queue.hold(chat_id) is Hold.NONE


def test_sent_now_it_stops_what_runs_and_passes_the_others(driver):
    driver.at_first_delta(lambda: driver.queue.send_now(2))
    driver.chats.submit(COUNT)
    driver.queue.add(Unsent("later"))
    driver.queue.add(Unsent("hello"))
    driver.answer(2)
    assert driver.questions() == [COUNT, "hello", "later"]


def test_what_waits_can_be_changed_and_taken_away(driver):
    driver.at_first_delta(driver.chats.stop)
    driver.chats.submit(COUNT)
    for text in ("one", "two", "three"):
        driver.queue.add(Unsent(text))
    one, two, three = driver.queue.messages(NEW_CHAT)
    driver.queue.edit(one.id, " eins ")
    driver.queue.edit(two.id, "  ")
    driver.queue.remove(three.id)
    driver.queue.remove(999)
    driver.answer(0)
    (left,) = driver.queue.messages(driver.chats.chat.id)
    assert left.unsent == Unsent("eins")


def test_it_is_sent_in_its_own_chat_while_another_is_open(driver):
    driver.at_first_delta(driver.chats.new_chat)
    driver.chats.submit(COUNT)
    driver.queue.add(Unsent("Thanks"))
    answer = driver.answer(1)
    assert driver.chats.chat is None, "what the user looks at stays"
    driver.chats.open_chat(answer.chat_id)
    driver.until(lambda: driver.chats.chat is not None)
    assert driver.questions() == [COUNT, "Thanks"]


def test_another_chats_message_is_not_held_by_an_answer_that_was_stopped(driver):
    def elsewhere():
        driver.chats.new_chat()
        driver.queue.add(Unsent("hello"))
        driver.chats.stop()

    driver.at_first_delta(elsewhere)
    driver.chats.submit(COUNT)
    assert driver.answer(0).status is MessageStatus.STOPPED
    assert driver.answer(1).status is MessageStatus.COMPLETE
    assert driver.questions() == ["hello"]


def test_what_cannot_be_stored_waits_again(driver, monkeypatch):
    driver.at_first_delta(driver.chats.stop)
    driver.chats.submit(COUNT)
    driver.queue.add(Unsent("next"))
    driver.answer(0)
    chat_id = driver.chats.chat.id

    def full(*_):
        raise QwQError("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(ChatRepository, "add_user_message", full)
        driver.queue.go_on(chat_id)
        driver.until(lambda: driver.errors)
    assert [one.unsent.text for one in driver.queue.messages(chat_id)] == ["next"]
    assert driver.queue.hold(chat_id) is Hold.FAILED
    driver.queue.go_on(chat_id)
    driver.answer(1)
    assert driver.questions() == [COUNT, "next"]


def test_after_a_restart_it_stands_in_the_composer_and_nothing_sends_itself(make_driver):
    driver = make_driver()
    driver.at_first_delta(driver.chats.stop)
    driver.chats.submit(COUNT)
    driver.queue.add(Unsent("queued", (NOTES,)))
    driver.answer(0)
    chat_id = driver.chats.chat.id
    driver.drafts.keep(chat_id, Unsent("written"))
    driver.drafts.keep(NEW_CHAT, Unsent("for later"))
    driver.close()
    later = make_driver()
    later.drafts.keep(NEW_CHAT, Unsent("typed at once"))
    later.drafts.start()
    later.until(lambda: later.drafts.written(chat_id).text)
    assert later.drafts.written(chat_id) == Unsent("queued\n\nwritten", (NOTES,))
    assert later.drafts.written(NEW_CHAT) == Unsent("for later\n\ntyped at once")
    assert later.queue.messages(chat_id) == ()


def test_an_attachment_is_read_before_the_words_are_written(make_driver):
    driver = make_driver(Watched)
    driver.until(lambda: driver.sent_of(PrewarmRequest))
    driver.settled()
    driver.chats.expect((NOTES,))
    driver.until(lambda: driver.sent_of(PrewarmRequest)[-1].messages)
    driver.settled()
    driver.chats.submit("Hello", (NOTES,))
    message = driver.answer(0)
    assert message.turn.prompt_tokens > 100
    assert read_after_enter(message) < 30


def test_a_question_asked_otherwise_is_a_branch_beside_it(driver):
    driver.ask("hello")
    question = driver.chats.path[0]
    driver.chats.ask_again(question.id, "Thanks", (NOTES,))
    driver.answer(1)
    other = driver.chats.path[0]
    assert (other.text, other.sibling_count, other.attachments) == ("Thanks", 2, (NOTES,))
    driver.chats.switch_branch(other.id, -1)
    driver.until(lambda: driver.chats.path[0].id == question.id)


def test_a_deleted_message_comes_back(driver):
    driver.ask("hello")
    deletions = []
    driver.chats.marks.deleted.connect(deletions.append)
    driver.chats.marks.delete(driver.chats.path[1].id)
    driver.until(lambda: deletions and len(driver.chats.path) == 1)
    driver.chats.marks.restore(deletions[0])
    driver.until(lambda: len(driver.chats.path) == 2)


def test_nothing_is_deleted_while_an_answer_grows(driver):
    driver.at_first_delta(lambda: driver.chats.marks.delete(driver.chats.path[0].id))
    driver.ask("hello")
    assert [e.code for e in driver.errors] == ["engine_busy"]
    assert len(driver.chats.path) == 2


def test_a_rating_is_kept(driver):
    answer = driver.ask("hello")
    driver.chats.marks.rate(answer.id, 1)
    assert driver.chats.path[1].rating == 1
    driver.chats.open_chat(answer.chat_id)
    driver.until(lambda: driver.chats.path[1].rating == 1)


def test_a_chats_own_instructions_hold_in_it_alone(driver):
    driver.chats.instruct(Instructions("Be brief.", SamplingPreset.PRECISE))
    first = driver.ask("hello")
    assert driver.chats.chat.system_prompt == "Be brief."
    assert driver.chats.chat.preset == "precise"
    assert driver.chats.instructions == Instructions("Be brief.", SamplingPreset.PRECISE)
    driver.chats.new_chat()
    assert driver.chats.instructions == Instructions()
    second = driver.ask("hello")
    assert second.turn.settings != first.turn.settings
    assert first.turn.prompt_tokens > second.turn.prompt_tokens
    driver.chats.instruct(Instructions("Be kind."))
    driver.until(lambda: driver.chats.chat.system_prompt == "Be kind.")


def test_a_message_may_be_attachments_alone(driver):
    driver.chats.submit("", (NOTES,))
    driver.answer(0)
    assert driver.chats.path[0].attachments == (NOTES,)
    assert driver.chats.chat.title == "notes.txt"
