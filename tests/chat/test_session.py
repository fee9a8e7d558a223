"""Conversations with the real engine and database, without a window."""

import json
from dataclasses import replace

import pytest

from qwq_desktop.chat.machine import Phase
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.platform.explain import explain
from qwq_desktop.services import build_services
from qwq_desktop.settings.schema import LoadSettings, SamplingPreset, SamplingSettings, Settings
from qwq_desktop.storage.records import MessageStatus, Role

STEADY = SamplingSettings(temperature=0.1, seed=7, max_tokens=3000)
STRAWBERRY = 'How many r\'s are in the word "strawberry"'
# Thought about for some 700 tokens; counting up is thought about for a moment only.
LONG_THOUGHT = 'How many s are in the word "mississippimississippimississippi"'


class Driver:
    """A chat session and what it told."""

    # With tools on offer the small model may call one that isn't there instead of counting.
    tools_enabled = False
    max_tokens = 3000

    def __init__(self, qtbot, home):
        self.qtbot = qtbot
        self.is_closed = False
        self.services = build_services(home)
        steady = Settings(
            preset=SamplingPreset.OWN,
            sampling=replace(STEADY, max_tokens=self.max_tokens),
            tools_enabled=self.tools_enabled,
        )
        self.services.settings.update(steady)
        s = self.services
        self.chats = ChatSession(
            s.chats, s.models, s.settings, s.tools, s.worker, documents=s.documents
        )
        self.finished, self.phases, self.errors, self.deltas, self.steps = [], [], [], [], []
        self.chats.message_finished.connect(self.finished.append)
        self.chats.phase_changed.connect(self.phases.append)
        self.chats.failed.connect(self.errors.append)
        self.chats.delta_received.connect(lambda _id, delta: self.deltas.append(delta))
        self.chats.tool_finished.connect(lambda _id, step: self.steps.append(step))
        self.chats.list.start()

    def open_model(self, reference="qwq-nano", load=None):
        self.services.models.open(str(reference), load or LoadSettings())

    def at_first_delta(self, action):
        """Do something the moment the answer begins to stream, while the engine goes on."""

        done = []

        def react(*_):
            if not done:
                done.append(True)
                action()

        self.chats.delta_received.connect(react)

    def streamed(self, channel):
        return "".join(d.text for d in self.deltas if d.channel == channel)

    def ask(self, text):
        count = len(self.finished)
        self.chats.submit(text)
        return self.answer(count)

    def answer(self, count):
        self.qtbot.waitUntil(lambda: len(self.finished) > count, timeout=30_000)
        return self.finished[-1]

    def until(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)

    def close(self):
        if not self.is_closed:
            self.is_closed = True
            self.chats.close()
            self.services.close()


@pytest.fixture
def driver(qtbot, home):
    driver = Driver(qtbot, home)
    driver.open_model()
    yield driver
    driver.close()


@pytest.fixture
def make_driver(qtbot, home):
    made = []

    def make():
        made.append(Driver(qtbot, home))
        return made[-1]

    yield make
    for driver in made:
        driver.close()


def test_a_question_asked_before_the_model_is_there_is_answered(driver):
    message = driver.ask(STRAWBERRY)
    assert message.status is MessageStatus.COMPLETE
    assert "3" in message.text
    assert "s t r a w b e r r y" in message.thinking
    assert driver.phases[:1] == [Phase.WAITING]
    assert [p for p in driver.phases if p is not Phase.WAITING] == [
        Phase.READING,
        Phase.THINKING,
        Phase.ANSWERING,
        Phase.FINISHED,
    ]


def test_what_streamed_is_what_is_kept(driver):
    message = driver.ask(STRAWBERRY)
    assert driver.streamed("thinking") == message.thinking
    assert driver.streamed("answer") == message.text


def test_an_answer_remembers_how_it_was_made(driver):
    turn = driver.ask(STRAWBERRY).turn
    assert (turn.model_id, turn.model_name) == ("qwq-nano", "QwQ Nano")
    made_with = json.loads(turn.settings)
    assert made_with["temperature"] == 0.1
    assert made_with["context_length"] == 4096
    assert turn.thinking_tokens > 10
    assert turn.answer_tokens > 5
    assert turn.stop_reason == "end"


def test_a_chat_is_titled_by_its_first_question_and_listed(driver):
    driver.ask("What is 412 * 77?")
    driver.until(lambda: len(driver.chats.list.chats) == 1)
    assert driver.chats.list.chats[0].title == "What is 412 * 77?"
    assert driver.chats.chat.id == driver.chats.list.chats[0].id


def test_the_model_uses_a_tool_and_its_result(driver):
    value = driver.services.settings.value
    driver.services.settings.update(replace(value, tools_enabled=True))
    message = driver.ask("What is 412 * 77?")
    assert [(s.name, s.result) for s in message.tool_steps] == [("calculate", "31724")]
    assert driver.steps == list(message.tool_steps)
    assert "31724" in message.text
    assert Phase.TOOL in driver.phases


def test_no_tools_are_offered_when_they_are_switched_off(driver):
    assert not driver.services.settings.value.tools_enabled
    assert driver.ask("What is 412 * 77?").tool_steps == ()


def test_the_second_turn_knows_the_first_and_reads_only_itself(driver):
    driver.ask("My name is Priya.")
    driver.until(lambda: not driver.chats.is_busy)
    message = driver.ask("What is my name?")
    assert "Priya" in message.text
    assert [m.role for m in driver.chats.path] == [Role.USER, Role.ASSISTANT] * 2
    assert message.turn.prompt_tokens - message.turn.cached_tokens < 40


def test_stop_keeps_what_came(driver):
    driver.chats.submit("Count from 1 to 200")
    driver.at_first_delta(driver.chats.stop)
    message = driver.answer(0)
    assert message.status is MessageStatus.STOPPED
    assert message.thinking
    assert not driver.chats.is_busy


def test_stop_while_the_model_loads(driver):
    driver.chats.submit("Count from 1 to 200")
    driver.until(lambda: driver.chats.running_message_id is not None)
    driver.chats.stop()
    assert driver.answer(0).status is MessageStatus.STOPPED
    assert driver.ask(STRAWBERRY).status is MessageStatus.COMPLETE


def test_answer_now_leads_to_an_answer(driver):
    driver.chats.submit(LONG_THOUGHT)
    driver.at_first_delta(driver.chats.answer_now)
    message = driver.answer(0)
    assert message.status is MessageStatus.COMPLETE
    assert message.text


def test_the_engines_death_keeps_the_answer_and_the_next_question_starts_it_again(driver):
    driver.chats.submit("Count from 1 to 200")
    driver.at_first_delta(lambda: driver.services.models.engine._process.kill())
    message = driver.answer(0)
    assert message.status is MessageStatus.INTERRUPTED
    assert message.turn.error_code == "engine_died"
    # The engine may be in its answer before its death comes about.
    assert driver.streamed("thinking") == message.thinking
    assert driver.streamed("answer") == message.text
    driver.chats.regenerate(message.id)
    again = driver.answer(1)
    assert again.status is MessageStatus.COMPLETE
    assert (again.sibling_index, again.sibling_count) == (1, 2)


def test_branches_can_be_switched(driver):
    first = driver.ask(STRAWBERRY)
    driver.chats.regenerate(first.id)
    second = driver.answer(1)
    assert driver.chats.path[-1].id == second.id
    driver.chats.switch_branch(second.id, -1)
    driver.until(lambda: driver.chats.path[-1].id == first.id)
    driver.chats.switch_branch(first.id, -1)  # there is nothing before the first
    driver.chats.switch_branch(first.id, 1)
    driver.until(lambda: driver.chats.path[-1].id == second.id)


def test_a_turn_goes_on_while_another_chat_is_open(driver):
    driver.ask("hello")
    first = driver.chats.chat.id
    driver.chats.new_chat()
    driver.at_first_delta(lambda: driver.chats.open_chat(first))
    driver.chats.chat_opened.connect(
        lambda chat, _path: driver.chats.submit("me too") if chat and chat.id == first else None
    )
    driver.chats.submit("Count from 1 to 200")
    driver.until(lambda: bool(driver.errors))
    assert [e.code for e in driver.errors] == ["engine_busy"]
    running = max(chat.id for chat in driver.chats.list.chats)
    driver.chats.open_chat(running)
    driver.until(lambda: driver.chats.chat.id == running)
    message = driver.answer(1)
    assert driver.chats.path[-1].id == message.id
    assert message.chat_id == running


def test_an_empty_message_is_refused(driver):
    driver.chats.submit("  \n ")
    assert [e.code for e in driver.errors] == ["message_empty"]
    assert driver.chats.path == ()


def test_a_message_longer_than_the_context_fails_with_a_reason_and_is_kept(driver):
    message = driver.ask("word " * 9000)
    assert message.status is MessageStatus.FAILED
    assert message.turn.error_code == "message_too_long"
    facts = json.loads(message.turn.error_facts)
    assert facts["available"] == 4096 - 256  # some must be left for an answer
    assert "3\u202f840 fit" in explain("message_too_long", facts).text
    assert len(driver.chats.path[0].text) > 40_000


def test_rename_delete_and_undo(driver):
    driver.ask("hello")
    chat_id = driver.chats.chat.id
    driver.chats.list.rename(chat_id, "  A   better name ")
    driver.until(lambda: driver.chats.list.chats[0].title == "A better name")
    driver.chats.list.rename(chat_id, "   ")
    driver.chats.list.delete(chat_id)
    driver.until(lambda: driver.chats.list.chats == ())
    assert driver.chats.chat is None
    driver.chats.list.undelete(chat_id)
    driver.until(lambda: driver.chats.chat is not None)
    assert len(driver.chats.path) == 2
    assert driver.chats.chat.title == "A better name"


def test_everything_is_there_after_a_restart(make_driver):
    driver = make_driver()
    driver.open_model()
    message = driver.ask(STRAWBERRY)
    driver.close()
    later = make_driver()
    later.until(lambda: len(later.chats.list.chats) == 1)
    later.chats.open_chat(later.chats.list.chats[0].id)
    later.until(lambda: later.chats.chat is not None)
    assert later.chats.path[-1] == message


def test_what_ran_when_the_program_ended_is_kept_as_interrupted(make_driver):
    driver = make_driver()
    driver.open_model()
    driver.chats.submit("Count from 1 to 200")
    driver.until(lambda: len(driver.deltas) > 5)
    thinking = driver.streamed("thinking")
    driver.close()
    later = make_driver()
    later.until(lambda: len(later.chats.list.chats) == 1)
    later.chats.open_chat(later.chats.list.chats[0].id)
    later.until(lambda: later.chats.chat is not None)
    message = later.chats.path[-1]
    assert message.status in (MessageStatus.INTERRUPTED, MessageStatus.STOPPED)
    assert message.thinking.startswith(thinking)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "model_missing"),
        (b"", "model_empty"),
        (b"hello, I am no model", "model_not_gguf"),
    ],
)
def test_a_bad_model_file_fails_the_question_with_a_reason(make_driver, tmp_path, content, code):
    path = tmp_path / "模型.gguf"
    if content is not None:
        path.write_bytes(content)
    driver = make_driver()
    driver.open_model(path)
    message = driver.ask("hello")
    assert message.status is MessageStatus.FAILED
    assert message.turn.error_code == code
    driver.open_model()
    driver.chats.regenerate(message.id)
    assert driver.answer(1).status is MessageStatus.COMPLETE
