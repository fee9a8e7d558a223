from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot

from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message, MessageStatus, ToolStep, TurnRecord
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.user_message import UserMessage
from qwq_desktop.ui.chat.wishes import Wish


@pytest.fixture
def show(qtbot: QtBot, dressed: object, parts: TextParts, clock):
    def make(message: Message) -> AnswerMessage:
        widget = AnswerMessage(message, parts, clock)
        qtbot.addWidget(widget)
        widget.resize(700, widget.fit(700))
        widget.show()
        return widget

    return make


def state(widget: AnswerMessage) -> str:
    label = widget.findChild(QLabel, "messageState")
    return label.text() if label.isVisible() else ""


def button(widget: AnswerMessage, name: str) -> QToolButton:
    return widget.findChild(QToolButton, name)


def test_the_answer_has_the_name_that_others_rely_on(show, answer) -> None:
    widget = show(answer(text="It is **42**."))
    assert widget.answer.objectName() == "messageAnswer"
    assert widget.answer.toPlainText() == "It is 42."
    assert not widget.thinking.isVisible()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (MessageStatus.COMPLETE, ""),
        (MessageStatus.STOPPED, "You stopped"),
        (MessageStatus.LENGTH, "greatest length"),
        (MessageStatus.INTERRUPTED, "interrupted"),
    ],
)
def test_how_it_ended_is_said(show, answer, status: MessageStatus, words: str) -> None:
    widget = show(answer(status=status))
    assert words in state(widget)
    assert bool(state(widget)) == bool(words)


@pytest.mark.parametrize("facts", ["{}", "damaged", "[1]", '{"exit_code": 9}'])
def test_a_failure_is_explained_and_can_be_tried_again(qtbot, show, answer, facts: str) -> None:
    turn = TurnRecord(error_code="engine_died", error_facts=facts)
    widget = show(answer(text="", status=MessageStatus.FAILED, turn=turn))
    assert state(widget)
    with qtbot.waitSignal(widget.try_again_requested):
        qtbot.mouseClick(widget.state._button, Qt.MouseButton.LeftButton)


def test_the_answer_is_copied_as_markdown(qtbot, show, answer) -> None:
    widget = show(answer(text="**42**\n", thinking="secret"))
    qtbot.mouseClick(button(widget, "copyAnswerButton"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "**42**"


def test_regenerate_and_branches_are_reported(qtbot, show, answer) -> None:
    widget = show(answer(sibling_index=1, sibling_count=3))
    with qtbot.waitSignal(widget.regenerate_requested):
        button(widget, "regenerateButton").click()
    with qtbot.waitSignal(widget.branch_requested) as asked:
        button(widget, "previousBranchButton").click()
    assert asked.args == [-1]
    with qtbot.waitSignal(widget.branch_requested) as asked:
        button(widget, "nextBranchButton").click()
    assert asked.args == [1]
    assert "2/3" in {label.text() for label in widget.findChildren(QLabel)}


def test_the_ends_of_the_branches_cannot_be_passed(show, answer) -> None:
    widget = show(answer(sibling_index=2, sibling_count=3))
    assert not button(widget, "nextBranchButton").isEnabled()
    assert not button(show(answer()), "nextBranchButton").isVisible()


def test_every_button_has_a_name(show, answer) -> None:
    widget = show(answer(thinking="x", sibling_count=2))
    assert all(each.accessibleName() for each in widget.findChildren(QToolButton))
    assert widget.answer.accessibleName() == "Answer"


def test_a_stream_goes_through_its_phases(show, streaming, answer, clock) -> None:
    widget = show(streaming())
    widget.set_waiting("Reading… 12 %")
    assert widget._waiting.isVisible()
    widget.append(Channel.THINKING, "Let me think", 3)
    assert not widget._waiting.isVisible()
    assert widget.thinking.is_live
    assert not widget.thinking.is_folded
    clock.now += 4
    widget.append(Channel.ANSWER, "It is 42", 9)
    assert not widget.thinking.is_live
    assert not widget.action_row.isVisible()
    done = answer(text="It is 42.", thinking="Let me think", turn=TurnRecord(thinking_seconds=4))
    widget.finish(done)
    assert widget.answer.toPlainText() == "It is 42."
    assert widget.thinking.toggle.title == "Thought for 4 s"
    assert widget.action_row.isVisible()


def test_a_tool_call_channel_shows_no_text(show, streaming) -> None:
    widget = show(streaming())
    widget.append(Channel.TOOL_CALL, '{"name": "calculator"}', 5)
    assert not widget.is_answering
    assert not widget.thinking.isVisible()


def test_a_tool_step_shows_in_the_thinking(show, streaming) -> None:
    widget = show(streaming())
    widget.append(Channel.THINKING, "Let me count", 3)
    widget.add_step(ToolStep("calculator", '{"e": "1+1"}', "2", 12))
    assert widget.findChild(QAbstractButton, "toolStepToggle").text() == "Calculated 1+1 → 2"


def test_a_retracted_answer_becomes_thinking(show, streaming) -> None:
    widget = show(streaming())
    widget.append(Channel.ANSWER, "was a thought", 3)
    widget.retract_answer()
    assert not widget.is_answering
    assert widget.thinking.isVisible()
    assert widget.thinking.text == "was a thought"
    widget.append(Channel.ANSWER, "the answer", 5)
    assert widget.answer.markdown == "the answer"


def test_blank_thinking_opens_no_panel(show, streaming) -> None:
    widget = show(streaming())
    widget.append(Channel.THINKING, "\n\n", 1)
    assert not widget.thinking.isVisible()


def test_what_is_stored_wins_over_what_was_streamed(show, streaming, answer) -> None:
    widget = show(streaming())
    widget.append(Channel.THINKING, "streamed thought", 2)
    widget.append(Channel.ANSWER, "streamed", 3)
    widget.finish(answer(text="stored", thinking="stored thought"))
    assert widget.answer.toPlainText() == "stored"
    assert widget.thinking.text == "stored thought"


def test_a_running_message_opened_again_goes_on(show, streaming, clock) -> None:
    turn = TurnRecord(thinking_seconds=30)
    widget = show(streaming(thinking="Half a thou", turn=turn))
    assert widget.thinking.is_live
    clock.now += 5
    widget.append(Channel.THINKING, "ght", 9)
    widget.thinking.pause()
    assert widget.thinking.toggle.title == "Thought for 35 s"
    assert widget.thinking.text == "Half a thought"


def test_the_users_words_are_plain_and_selectable(qtbot, parts, question) -> None:
    widget = UserMessage(question(text="<b>**not bold**</b>\nline"), parts)
    qtbot.addWidget(widget)
    widget.resize(700, widget.fit(700))
    text = widget.findChild(QTextEdit)
    assert text.toPlainText() == "<b>**not bold**</b>\nline"
    assert text.isReadOnly()
    assert not widget.grab().isNull()


def test_the_bubble_is_as_wide_as_its_words_and_at_the_right(qtbot, parts, question) -> None:
    short, long = (UserMessage(question(text=words), parts) for words in ("Hi", "word " * 200))
    for widget in (short, long):
        qtbot.addWidget(widget)
    assert long.fit(700) > short.fit(700)
    assert short._bubble.width() < 80
    assert short._bubble.right() == long._bubble.right() == 700
    assert long._bubble.width() <= 700 * 0.87


def test_messages_wear_another_theme(qtbot, show, answer, parts, question, dark_theme) -> None:
    from qwq_desktop.ui.chat.text_parts import text_parts

    dark = text_parts(dark_theme, parts.icons)
    widget = show(answer(text="text", thinking="thought"))
    widget.set_parts(dark)
    assert widget.answer.toPlainText() == "text"
    bubble = UserMessage(replace(question(), text="Hi"), parts)
    qtbot.addWidget(bubble)
    bubble.set_parts(dark)
    assert bubble.findChild(QTextEdit).toPlainText() == "Hi"


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (MessageStatus.PAUSED, "Go on"),
        (MessageStatus.LENGTH, "Continue"),
        (MessageStatus.STOPPED, "Continue"),
        (MessageStatus.FAILED, None),
        (MessageStatus.COMPLETE, None),
    ],
)
def test_what_was_halted_can_go_on(show, answer, qtbot, status, label) -> None:
    widget = show(answer(text="It is", status=status))
    go_on = widget.findChild(QPushButton, "goOnButton")
    assert (go_on.text() if go_on.isVisible() else None) == label
    if label:
        with qtbot.waitSignal(widget.wished) as wished:
            go_on.click()
        assert wished.args == [Wish.GO_ON, ""]


def test_a_thought_can_be_taken_up_again_from_the_menu(show, answer) -> None:
    widget = show(answer(text="42", thinking="Six times seven"))
    wishes = []
    widget.wished.connect(lambda wish, _text: wishes.append(wish))
    for action in button(widget, "moreActionsButton").menu().actions():
        action.trigger()
    assert wishes == [Wish.THINK_MORE, Wish.EDIT_THINKING]
    actions = button(show(answer(text="42")), "moreActionsButton").menu().actions()
    shown = [a.text() for a in actions if a.isVisible() and not a.isSeparator()]
    assert shown == ["Copy as Markdown", "Copy as text", "Quote", "Delete"]
