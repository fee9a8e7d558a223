"""Pause, remark, continue, think more, edit: with the real engine and database."""

import json
from dataclasses import replace

import pytest

from qwq_desktop.chat.resume import start_after, state_text
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.engine.protocol import TurnState
from qwq_desktop.services import build_services
from qwq_desktop.settings.schema import LoadSettings, SamplingPreset, SamplingSettings, Settings
from qwq_desktop.storage.records import Message, MessageStatus, Role, ToolStep, TurnRecord

# Thought about for some 700 tokens; counting up is thought about for a moment only.
LONG_THOUGHT = 'How many s are in the word "mississippimississippimississippi"'
STEADY = SamplingSettings(temperature=0.8, seed=7, max_tokens=1500)
COUNT = "Count from 1 to 100"


class Driver:
    def __init__(self, qtbot, home):
        self.qtbot = qtbot
        self.services = s = build_services(home)
        steady = Settings(preset=SamplingPreset.OWN, sampling=STEADY, tools_enabled=False)
        s.settings.update(steady)
        self.chats = ChatSession(s.chats, s.models, s.settings, s.tools, s.worker)
        self.finished, self.deltas, self.remarks, self.errors = [], [], [], []
        self.chats.message_finished.connect(self.finished.append)
        self.chats.delta_received.connect(lambda _id, delta: self.deltas.append(delta))
        self.chats.remarked.connect(lambda _id, remark: self.remarks.append(remark))
        self.chats.failed.connect(self.errors.append)
        self.chats.list.start()
        s.models.open("qwq-nano", LoadSettings())

    def sampling(self, **values):
        settings = self.services.settings
        settings.update(
            replace(settings.value, sampling=replace(settings.value.sampling, **values))
        )

    def wait(self, count):
        self.qtbot.waitUntil(lambda: len(self.finished) > count, timeout=30_000)
        return self.finished[-1]

    def ask(self, text):
        count = len(self.finished)
        self.chats.submit(text)
        return self.wait(count)

    def do(self, action, *values):
        count = len(self.finished)
        action(*values)
        return self.wait(count)

    def after(self, deltas, action):
        """Do something the moment so many more deltas have come, while the engine goes on."""
        due = len(self.deltas) + deltas
        done = []

        def react(*_):
            if not done and len(self.deltas) >= due:
                done.append(True)
                action()

        self.chats.delta_received.connect(react)

    def pause_after(self, deltas):
        count = len(self.finished)
        self.after(deltas, self.chats.pause)
        return self.wait(count)

    def open(self, chat_id):
        with self.qtbot.waitSignal(self.chats.chat_opened):
            self.chats.open_chat(chat_id)

    def close(self):
        self.chats.close()
        self.services.close()


@pytest.fixture
def make_driver(qtbot, home):
    made = []

    def make():
        made.append(Driver(qtbot, home))
        return made[-1]

    yield make
    made[-1].close()


@pytest.fixture
def driver(make_driver):
    return make_driver()


def test_a_paused_answer_goes_on_exactly_after_a_restart(make_driver):
    first = make_driver()
    whole = first.ask(COUNT)
    first.chats.new_chat()
    first.chats.submit(COUNT)
    paused = first.pause_after(2)
    assert paused.status is MessageStatus.PAUSED
    assert whole.thinking.startswith(paused.thinking)
    first.close()
    second = make_driver()
    second.open(paused.chat_id)
    done = second.do(second.chats.go_on, paused.id)
    assert (done.id, done.status) == (paused.id, MessageStatus.COMPLETE)
    assert (done.thinking, done.text) == (whole.thinking, whole.text)
    assert done.turn.paused_state == ""
    assert done.turn.thinking_tokens == whole.turn.thinking_tokens


def test_a_cut_answer_goes_on(driver):
    driver.sampling(max_tokens=120)
    cut = driver.ask(COUNT)
    assert cut.status is MessageStatus.LENGTH
    driver.sampling(max_tokens=1500)
    done = driver.do(driver.chats.go_on, cut.id)
    assert done.id == cut.id
    assert done.text.startswith(cut.text)
    assert len(done.text) > len(cut.text)
    assert done.turn.answer_tokens > cut.turn.answer_tokens


def test_think_more_makes_another_branch_that_thinks_on(driver):
    answer = driver.ask(COUNT)
    more = driver.do(driver.chats.think_more, answer.id)
    assert more.sibling_count == 2
    assert more.thinking.startswith(f"{answer.thinking}\n\nWait, let me think more about this.")
    assert more.text
    assert driver.chats.path[-1].id == more.id


def test_an_edited_thought_goes_on(driver):
    answer = driver.ask(COUNT)
    edited = driver.do(driver.chats.edit_thinking, answer.id, "I only count to 3:\n")
    assert edited.thinking.startswith("I only count to 3:")
    assert edited.text
    assert driver.errors == []


def test_a_remark_is_told_and_kept_in_the_thinking(driver):
    driver.after(1, lambda: driver.chats.remark("only to ten"))
    done = driver.ask(LONG_THOUGHT)
    assert [(r.text, r.taken) for r in driver.remarks] == [("only to ten", True)]
    assert "(The user adds: only to ten)" in done.thinking


def test_an_answer_that_is_not_the_last_one_does_not_grow(driver):
    driver.sampling(max_tokens=120)
    cut = driver.ask(COUNT)
    driver.ask(COUNT)
    driver.chats.go_on(cut.id)
    assert not driver.chats.is_busy


def test_a_broken_state_falls_back_to_the_text():
    step = ToolStep("calculator", json.dumps({"expression": "1+1"}), "2", after_thinking=5)
    message = Message(1, 1, None, Role.ASSISTANT, "So ", "12345 more\n", tool_steps=(step,))
    for text in ("", "nonsense", "{}", '{"tokens": 3}', "[]"):
        start = start_after(replace(message, turn=TurnRecord(paused_state=text)))
        assert (start.thinking_so_far, start.answer_so_far, start.state) == ("more", "So", None)
        assert [m.role for m in start.earlier] == ["assistant", "tool"]
    state = TurnState((1, 2), 0, 7, 2, True)
    stored = replace(message, turn=TurnRecord(paused_state=state_text(state)))
    assert start_after(stored).state == state
