"""A running thought is steered from the row above the composer, with the real engine."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import MessageStatus
from qwq_desktop.ui.chat.thinking_remark import ThinkingRemark

# Thought about for some 700 tokens; counting up is thought about for a moment only.
LONG_THOUGHT = 'How many s are in the word "mississippimississippimississippi"'
ENOUGH = 500  # tokens of a turn: the model is small and may not come to an end with this one
ENDED = (MessageStatus.COMPLETE, MessageStatus.LENGTH)


@pytest.fixture
def program(program):
    shorten(program)
    return program


def shorten(program):
    value = program.settings.value
    sampling = replace(value.sampling, max_tokens=ENOUGH)
    program.settings.update(program.replaced(sampling=sampling))


def at_first_thought(program, action):
    """Do something the moment the first words of a thought arrive, while the engine goes on."""
    done = []

    def react(_id, delta):
        if not done and delta.channel is Channel.THINKING:
            done.append(True)
            action()

    program.app.chats.delta_received.connect(react)


def test_one_row_steers_while_it_thinks_and_goes_with_the_thought(program):
    seen = []
    at_first_thought(program, lambda: seen.extend(program.find_all("answerNowButton")))
    assert program.find_all("steeringRow") == []
    program.ask(LONG_THOUGHT)
    assert len(seen) == 1
    assert program.find_all("steeringRow") == []


def test_the_keys_for_answer_now_end_the_thought(program):
    def press():
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(program.find("composer"), Qt.Key.Key_A, keys)

    program.window.activateWindow()
    at_first_thought(program, press)
    message = program.ask(LONG_THOUGHT)
    assert message.status in ENDED
    assert "limited time" in message.thinking
    assert message.text


def test_a_remark_is_shown_as_the_users_words_and_is_still_after_a_restart(start):
    def say():
        program.find("addRemarkButton").click()
        QTest.keyClicks(program.find("remarkField"), "be brief")
        QTest.keyClick(program.find("remarkField"), Qt.Key.Key_Return)

    program = start()
    program.until(program.is_ready)
    shorten(program)
    at_first_thought(program, say)
    message = program.ask(LONG_THOUGHT)
    assert [r.words for r in program.window.findChildren(ThinkingRemark)] == ["be brief"]
    program.app.shutdown()
    later = start()
    later.until(lambda: later.app.chats.list.chats)
    later.window.sidebar.chat_selected.emit(message.chat_id)
    later.until(lambda: later.find_all("thinkingPanel"))
    later.find_all("thinkingPanel")[0].set_folded(False)
    assert [r.words for r in later.window.findChildren(ThinkingRemark)] == ["be brief"]


def test_pause_leaves_an_answer_that_goes_on(program):
    at_first_thought(program, lambda: program.find("pauseThinkingButton").click())
    assert program.ask(LONG_THOUGHT).status is MessageStatus.PAUSED
    assert program.find_all("steeringRow") == []
    program.find_all("goOnButton")[0].click()
    program.until(lambda: len(program.finished) == 2)
    assert program.finished[1].status in ENDED


def test_the_row_stays_with_its_chat(program):
    seen = []

    def leave():
        program.app.chats.new_chat()
        seen.append(program.find_all("answerNowButton"))
        program.app.chats.stop()

    at_first_thought(program, leave)
    program.ask(LONG_THOUGHT)
    assert seen == [[]]
