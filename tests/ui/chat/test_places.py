"""Going to messages in a long chat of which only a part is laid out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication

from qwq_desktop.storage.records import MessageStatus
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.message_column import MOST_MADE

LINES = "A line of this answer, long enough to be broken once or twice in the column.\n\n"


@pytest.fixture
def view(qtbot, dressed, theme, icons, clock, question, answer):
    widget = ChatView(theme, icons, clock=clock)
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    messages = []
    for n in range(1, 401, 2):
        messages.append(question(n, f"Question {n}", n - 1 or None))
        messages.append(answer(n + 1, LINES * (n % 7 + 1), parent_id=n, thinking=LINES))
    widget.set_messages(messages)
    return widget


def top_in_view(view, message_id):
    widget = view.widget(message_id)
    return widget.mapTo(view._scroll.viewport(), QPoint(0, 0)).y()


def let_all_be_made(qtbot, view):
    qtbot.waitUntil(lambda: not view._column._ahead.isActive())
    qtbot.wait(20)


def test_only_what_is_near_the_eye_has_widgets(view, qtbot):
    let_all_be_made(qtbot, view)
    assert 2 <= len(view.made_widgets()) < 20
    assert view.visible_ids()[-1] == 400


@pytest.mark.parametrize("message_id", [1, 2, 3, 150, 201, 390])
def test_any_message_is_gone_to_and_stays_where_it_is(view, qtbot, message_id):
    assert view.show_message(message_id)
    assert top_in_view(view, message_id) in range(12, 24)
    let_all_be_made(qtbot, view)
    assert top_in_view(view, message_id) in range(12, 24)
    assert message_id in view.visible_ids()


def test_the_last_message_is_shown_at_the_end(view):
    view.show_message(1)
    assert view.show_message(400)
    assert 400 in view.visible_ids()
    assert view._follower.is_following


def test_a_message_of_another_chat_is_not_gone_to(view):
    before = view.visible_ids()
    assert not view.show_message(999)
    assert view.visible_ids() == before


def test_a_place_that_is_seen_is_left_where_it_is(view):
    view.show_message(200)
    value = view._scroll.verticalScrollBar().value()
    view.show_message(201, only_if_hidden=True)
    widget = view.widget(201)
    view.show_rect(widget.text_view, widget.text_view.cursorRect())
    assert view._scroll.verticalScrollBar().value() == value


def test_widgets_far_from_the_eye_go_and_their_height_stays(view, qtbot):
    for message_id in range(399, 1, -6):
        view.show_message(message_id)
    heights = view._column.height()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(view.made_widgets()) <= MOST_MADE + 4
    view.show_message(201)
    let_all_be_made(qtbot, view)
    assert abs(view._column.height() - heights) < 2000


def test_an_unfolded_thought_keeps_its_widget(view):
    view.show_message(300)
    kept = view.widget(300)
    kept.thinking.set_folded(False, animated=False)
    for message_id in range(299, 1, -4):
        view.show_message(message_id)
    assert view.widget(300) is kept


def test_a_streaming_answer_keeps_its_widget_and_the_reader_his_place(
    view, qtbot, answer, question
):
    view.add_message(question(401, "More", 400))
    view.add_message(answer(402, "", status=MessageStatus.STREAMING, parent_id=401))
    running = view.widget(402)
    view.show_message(101)
    before = top_in_view(view, 101)
    for message_id in (99, 97, 103, 101):
        view.show_message(message_id)
    running.answer.append(LINES * 5)
    running.answer.flush_all()
    assert view.widget(402) is running
    assert top_in_view(view, 101) == before


def test_what_grows_above_does_not_move_what_is_read(view, qtbot):
    view.show_message(201)
    let_all_be_made(qtbot, view)
    above = view.widget(196)
    before = top_in_view(view, 201)
    height = above.height()
    above.thinking.set_folded(False, animated=False)
    above.thinking.body.document_view.flush_all()
    qtbot.waitUntil(lambda: above.height() > height)
    assert top_in_view(view, 201) == before


@pytest.mark.parametrize("scale", [1.3, 0.8])
def test_what_is_read_stays_when_all_text_changes_its_size(view, qtbot, theme, scale):
    view.show_message(201)
    let_all_be_made(qtbot, view)
    before = top_in_view(view, 201)
    view.set_theme(replace(theme, scale=scale))
    let_all_be_made(qtbot, view)
    assert abs(top_in_view(view, 201) - before) < 60
