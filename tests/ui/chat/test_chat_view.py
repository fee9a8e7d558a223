from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message, MessageStatus, ToolStep
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.empty_state import Example
from qwq_desktop.ui.chat.user_message import UserMessage

LONG = "A paragraph of the answer.\n\n" * 60
EXAMPLES = [Example("How many r’s?", "Watch it think"), Example("What is 1 + 1?", "It counts")]


@pytest.fixture
def view(qtbot: QtBot, dressed: object, theme, icons, clock) -> ChatView:
    widget = ChatView(theme, icons, clock=clock)
    qtbot.addWidget(widget)
    widget.resize(1000, 600)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def chat(view: ChatView, qtbot: QtBot, question, answer) -> Callable[..., ChatView]:
    """The view with a long finished turn and one that streams as message 4."""

    def start() -> ChatView:
        running = answer(4, "", status=MessageStatus.STREAMING, parent_id=3)
        view.set_messages([question(1), answer(2, LONG), question(3, "And then?", 2), running])
        qtbot.wait(30)
        return view

    return start


def bar(view: ChatView):
    return view._scroll.verticalScrollBar()


def is_at_end(view: ChatView) -> bool:
    return bar(view).value() == bar(view).maximum()


def widget_of(view: ChatView, message_id: int) -> AnswerMessage:
    found = view._column.widget(message_id)
    assert isinstance(found, AnswerMessage)
    return found


def pour(view: ChatView, qtbot: QtBot, text: str, channel: Channel = Channel.ANSWER) -> None:
    for start in range(0, len(text), 200):
        view.append_delta(4, channel, text[start : start + 200], start)
    qtbot.wait(60)
    found = widget_of(view, 4)
    found.answer.flush_all()
    found.thinking.body.document_view.flush_all()
    qtbot.wait(20)


def test_it_opens_at_the_end(chat) -> None:
    view = chat()
    assert not view.is_empty
    assert [message.id for message in view.messages] == [1, 2, 3, 4]
    assert bar(view).maximum() > 0
    assert is_at_end(view)


def test_it_follows_the_stream(chat, qtbot) -> None:
    view = chat()
    before = bar(view).maximum()
    pour(view, qtbot, LONG)
    assert bar(view).maximum() > before + 500
    assert is_at_end(view)
    assert not view._to_end.isVisible()


def test_a_reader_who_scrolled_up_is_left_alone(chat, qtbot) -> None:
    view = chat()
    pour(view, qtbot, LONG)
    bar(view).setValue(bar(view).value() - 300)
    reading = bar(view).value()
    assert view._to_end.isVisible()
    pour(view, qtbot, LONG)
    assert bar(view).value() == reading
    with qtbot.waitSignal(view._follower.following_changed):
        qtbot.mouseClick(view._to_end, Qt.MouseButton.LeftButton)
    assert is_at_end(view)
    assert not view._to_end.isVisible()


def test_scrolling_back_to_the_end_follows_again(chat, qtbot) -> None:
    view = chat()
    bar(view).setValue(10)
    bar(view).setValue(bar(view).maximum())
    pour(view, qtbot, LONG)
    assert is_at_end(view)


def test_a_question_is_always_brought_into_view(chat, qtbot, question) -> None:
    view = chat()
    bar(view).setValue(0)
    view.add_message(question(5, "More", 4))
    qtbot.wait(20)
    assert is_at_end(view)


def test_what_is_read_stays_when_something_above_changes(chat, qtbot) -> None:
    view = chat()
    pour(view, qtbot, LONG)
    bar(view).setValue(bar(view).maximum() - 200)
    top = widget_of(view, 4).mapTo(view, widget_of(view, 4).rect().topLeft()).y()
    widget_of(view, 2).answer.set_text(LONG + LONG)
    widget_of(view, 2).answer.flush_all()
    qtbot.wait(30)
    now = widget_of(view, 4).mapTo(view, widget_of(view, 4).rect().topLeft()).y()
    assert now == top


def test_the_thinking_folds_when_the_answer_begins(chat, qtbot) -> None:
    view = chat()
    pour(view, qtbot, "Let me think.\n\n", Channel.THINKING)
    assert not widget_of(view, 4).thinking.is_folded
    pour(view, qtbot, "It is 42.")
    assert widget_of(view, 4).thinking.is_folded


def test_the_thinking_stays_open_for_who_reads_it_or_wants_it_so(chat, qtbot) -> None:
    view = chat()
    pour(view, qtbot, LONG, Channel.THINKING)
    bar(view).setValue(bar(view).maximum() - 200)
    pour(view, qtbot, "It is 42.")
    assert not widget_of(view, 4).thinking.is_folded


def test_folding_can_be_switched_off(chat, qtbot) -> None:
    view = chat()
    view.set_folds_thinking(False)
    pour(view, qtbot, "Let me think.", Channel.THINKING)
    pour(view, qtbot, "It is 42.")
    assert not widget_of(view, 4).thinking.is_folded


def test_phases_before_the_first_word(chat, qtbot) -> None:
    view = chat()
    view.set_status_line(4, "Loading the model… 40 %")
    assert widget_of(view, 4)._waiting.text() == "Loading the model… 40 %"
    pour(view, qtbot, "42")
    view.set_status_line(4, "Reading…")
    assert not widget_of(view, 4)._waiting.isVisible()


def test_tool_steps_and_retracted_answers_reach_their_message(chat) -> None:
    view = chat()
    view.append_delta(4, Channel.ANSWER, "thought", 1)
    view.retract_answer(4)
    view.add_tool_step(4, ToolStep("calculator", '{"e": "1+1"}', "2"))
    assert widget_of(view, 4).thinking.text == "thought"


def test_messages_that_are_not_here_are_passed_over(chat, answer) -> None:
    view = chat()
    view.append_delta(99, Channel.ANSWER, "x", 1)
    view.retract_answer(99)
    view.set_status_line(99, "x")
    view.finish_message(answer(99, "x"))
    assert [message.id for message in view.messages] == [1, 2, 3, 4]


def test_a_finished_message_is_shown_as_stored(chat, answer) -> None:
    view = chat()
    view.finish_message(answer(4, "The **end**", parent_id=3))
    assert widget_of(view, 4).answer.toPlainText() == "The end"
    assert view.messages[-1].text == "The **end**"


def test_another_answer_takes_the_place_of_the_first(chat, answer, question) -> None:
    view = chat()
    view.add_message(answer(7, "", status=MessageStatus.STREAMING, parent_id=1))
    assert [message.id for message in view.messages] == [1, 7]


def test_what_the_user_asks_for_is_reported_with_its_message(chat, qtbot, answer) -> None:
    view = chat()
    view.finish_message(answer(4, "x", parent_id=3, sibling_index=1, sibling_count=2))
    found = widget_of(view, 4)
    with qtbot.waitSignal(view.regenerate_requested) as asked:
        found.findChild(QToolButton, "regenerateButton").click()
    assert asked.args == [4]
    with qtbot.waitSignal(view.branch_requested) as asked:
        found.findChild(QToolButton, "previousBranchButton").click()
    assert asked.args == [4, -1]
    with qtbot.waitSignal(view.try_again_requested) as asked:
        found.findChild(QPushButton, "tryAgainButton").click()
    assert asked.args == [4]
    with qtbot.waitSignal(view.link_activated):
        found.answer.link_activated.emit("https://x.y")


def test_the_column_is_centred_and_not_too_wide(chat, qtbot) -> None:
    view = chat()
    found = widget_of(view, 4)
    left = found.mapTo(view, found.rect().topLeft()).x()
    assert found.width() == 720
    assert left == (1000 - 720) // 2
    view.resize(400, 600)
    qtbot.wait(20)
    assert found.width() == 400 - 40


def test_long_chats_make_only_the_widgets_near_the_eye(view, qtbot, question, answer) -> None:
    messages: list[Message] = []
    for number in range(1, 1_000, 2):
        messages += [question(number, "Q", number - 1), answer(number + 1, LONG, parent_id=number)]
    view.set_messages(messages)
    qtbot.wait(20)
    made = view.findChildren(AnswerMessage) + view.findChildren(UserMessage)
    assert len(made) < 20
    assert is_at_end(view)
    bar(view).setValue(bar(view).maximum() // 2)
    qtbot.wait(20)
    assert len(view.findChildren(AnswerMessage)) < 40


def test_the_empty_chat_asks_with_one_click(view, qtbot) -> None:
    view.show_empty("What shall we think about?", "A small model.", EXAMPLES, "Get QwQ-32B")
    assert view.is_empty
    assert view.messages == []
    cards = view.findChildren(QAbstractButton, "exampleCard")
    assert [card.accessibleName() for card in cards] == ["How many r’s?", "What is 1 + 1?"]
    with qtbot.waitSignal(view.example_chosen) as chosen:
        qtbot.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["What is 1 + 1?"]
    with qtbot.waitSignal(view.intro_link_activated):
        qtbot.mouseClick(view.findChild(QPushButton, "introLink"), Qt.MouseButton.LeftButton)
    assert not view.grab().isNull()


def test_cards_stand_in_one_column_where_it_is_narrow(view, qtbot) -> None:
    view.show_empty("Title", "", EXAMPLES)
    first, second = view.findChildren(QAbstractButton, "exampleCard")
    qtbot.wait(20)
    assert first.y() == second.y()
    view.resize(420, 600)
    qtbot.wait(20)
    assert first.x() == second.x()
    assert not view.findChild(QPushButton, "introLink").isVisible()


def test_the_first_message_ends_the_empty_chat(view, question) -> None:
    view.show_empty("Title", "", EXAMPLES)
    view.add_message(question())
    assert not view.is_empty


def test_it_wears_another_theme_in_mid_stream(chat, qtbot, dark_theme) -> None:
    view = chat()
    pour(view, qtbot, "Let me think", Channel.THINKING)
    pour(view, qtbot, "one **two")
    view.set_theme(dark_theme)
    pour(view, qtbot, "** three")
    found = widget_of(view, 4)
    assert found.answer.toPlainText() == "one two three"
    assert found.thinking.text == "Let me think"
    assert not view.grab().isNull()
