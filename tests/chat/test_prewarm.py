"""When the open chat is read ahead, with the real session, engine and database."""

from dataclasses import replace

import pytest

from qwq_desktop.chat.prewarm import changes_prefix
from qwq_desktop.engine.protocol import ForgetRequest, PrewarmRequest
from qwq_desktop.settings.schema import SamplingSettings, Settings, ThinkingMode
from tests.chat.test_session import Driver

DOCUMENT = " ".join(f"[{i}] The harbour of town {i} was built in {1500 + i}." for i in range(1, 60))
QUESTION = f"{DOCUMENT} When was the harbour of town 3 built?"


class Watched(Driver):
    """A driver that keeps what is sent to the engine."""

    tools_enabled = True
    max_tokens = 300  # over long documents the small model may not find an end

    def __init__(self, qtbot, home):
        super().__init__(qtbot, home)
        self.sent, self.ended = [], set()
        engine = self.services.models.engine
        engine.event_received.connect(self._keep_end)
        send = engine.send

        def watched(request):
            self.sent.append(request)
            send(request)

        engine.send = watched

    def _keep_end(self, event):
        if event.kind in ("done", "error"):
            self.ended.add(event.id)

    def sent_of(self, kind):
        return [request for request in self.sent if isinstance(request, kind)]

    def until(self, condition):
        super().until(lambda: bool(condition()))

    def settled(self):
        """What is on show was read."""
        self.until(lambda: not self.chats._prewarmer._timer.isActive())
        self.until(lambda: {r.id for r in self.sent_of(PrewarmRequest)} <= self.ended)

    def change(self, **values):
        settings = self.services.settings
        settings.update(replace(settings.value, **values))


@pytest.fixture
def make_driver(qtbot, home):
    made = []

    def make():
        made.append(Watched(qtbot, home))
        return made[-1]

    yield make
    for driver in made:
        driver.close()


@pytest.fixture
def driver(make_driver):
    driver = make_driver()
    driver.open_model()
    driver.chats.new_chat()
    driver.until(lambda: driver.sent_of(PrewarmRequest))
    driver.settled()
    driver.sent.clear()
    return driver


def read_after_enter(message):
    return message.turn.prompt_tokens - message.turn.cached_tokens


def test_a_new_chat_finds_tools_and_system_prompt_read(driver):
    assert read_after_enter(driver.ask("hello")) < 20


def test_after_a_turn_the_history_is_read_under_the_chats_key(driver):
    message = driver.ask("hello")
    (sent,) = driver.sent_of(PrewarmRequest)
    assert [m.role for m in sent.messages] == ["user", "assistant"]
    assert sent.messages[1].content == message.text
    assert sent.chat_key == f"chat {message.chat_id}"


def test_after_a_restart_yesterdays_chat_is_not_read_again(make_driver):
    driver = make_driver()
    driver.open_model()
    chat_id = driver.ask(QUESTION).chat_id
    driver.close()
    later = make_driver()
    later.chats.open_chat(chat_id)
    later.until(lambda: later.chats.chat is not None)
    later.open_model()
    later.until(lambda: later.sent_of(PrewarmRequest))
    later.settled()
    assert read_after_enter(later.ask("And that of town 12?")) < 30


def test_a_chat_opened_again_is_not_read_again(driver):
    first = driver.ask(QUESTION).chat_id
    driver.chats.new_chat()
    driver.settled()
    driver.ask("My name is Priya.")
    driver.chats.open_chat(first)
    driver.until(lambda: driver.chats.chat.id == first)
    driver.settled()
    message = driver.ask("And that of town 12?")
    assert message.chat_id == first
    assert read_after_enter(message) < 30


def test_changes_of_the_prefix_are_read_once_and_others_not(driver):
    for text in ("B", "Be", "Be brief."):
        driver.change(system_prompt=text)
    driver.until(lambda: driver.sent_of(PrewarmRequest))
    driver.change(font_scale=1.2)
    driver.change(sampling=SamplingSettings(temperature=0.9))
    driver.settled()
    (sent,) = driver.sent_of(PrewarmRequest)
    assert sent.messages[0].content == "Be brief."
    assert sent.tools


def test_what_changes_the_prefix():
    old = Settings()
    assert changes_prefix(old, replace(old, tools_enabled=False))
    assert changes_prefix(old, replace(old, thinking=ThinkingMode.OFF))
    assert changes_prefix(old, replace(old, system_prompt="x"))
    assert not changes_prefix(old, replace(old, system_prompt=" \n"))
    assert not changes_prefix(old, replace(old, sidebar_open=False))


def test_nothing_is_read_ahead_while_a_turn_runs(driver):
    driver.chats.submit("Count from 1 to 200")
    assert driver.chats.is_busy
    driver.change(system_prompt="Be brief.")
    driver.chats._prewarmer.send()
    assert not driver.sent_of(PrewarmRequest)
    driver.until(lambda: driver.chats.running_message_id is not None)
    driver.chats.stop()
    driver.until(lambda: driver.finished)
    driver.until(lambda: driver.sent_of(PrewarmRequest))
    assert driver.sent_of(PrewarmRequest)[0].messages[0].content == "Be brief."


def test_another_branch_is_read_when_it_is_switched_to(driver):
    first = driver.ask("hello")
    driver.chats.regenerate(first.id)
    second = driver.answer(1)
    driver.sent.clear()
    driver.chats.switch_branch(second.id, -1)
    driver.until(lambda: driver.sent_of(PrewarmRequest))
    assert driver.sent_of(PrewarmRequest)[-1].messages[-1].content == first.text
    assert read_after_enter(driver.ask("And you?")) < 30


def test_a_deleted_chat_leaves_no_state(driver):
    chat_id = driver.ask(QUESTION).chat_id
    folder = driver.services.models.state_dir
    driver.until(lambda: list(folder.glob("*.json")))
    driver.chats.list.delete(chat_id)
    assert driver.sent_of(ForgetRequest)[0].chat_key == f"chat {chat_id}"
    assert not list(folder.glob("*"))
    driver.close()
    assert not list(folder.glob("*"))


def test_a_limit_of_nothing_saves_nothing(make_driver):
    driver = make_driver()
    load = replace(driver.services.settings.value.load, cache_limit_gb=0)
    driver.open_model(load=load)
    driver.ask(QUESTION)
    driver.close()
    assert not driver.services.models.state_dir.exists()


def test_reading_ahead_is_told_from_its_beginning_to_its_end(driver):
    told = []
    driver.chats.reading_ahead_changed.connect(told.append)
    driver.ask("What is 17 + 25?")
    driver.until(lambda: driver.sent_of(PrewarmRequest))
    driver.settled()
    assert told
    assert told == [place % 2 == 0 for place in range(len(told))]
    assert not told[-1]


def test_a_model_that_goes_away_reads_nothing_any_more(driver):
    told = []
    driver.chats._prewarmer.send()
    driver.chats.reading_ahead_changed.connect(told.append)
    driver.services.models.unload()
    assert told == [False]
