"""Where Tab leads in the chat."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qwq_desktop.storage.records import ToolStep
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat_column import ChatColumn
from qwq_desktop.ui.tab_order import move_focus

STEP = ToolStep("calculate", '{"expression": "6*7"}', "42", after_thinking=7)


class Holder(ChatColumn):
    """A chat column that is a window of its own."""

    def focusNextPrevChild(self, forward):
        return move_focus(self, self.parts, forward=forward)


@pytest.fixture
def column(qtbot, dressed, theme, icons, question, answer):
    holder = Holder(icons, theme)
    qtbot.addWidget(holder)
    view = ChatView(theme, icons)
    holder.set_chat_widgets(view, ChatView(theme, icons))
    holder.resize(800, 700)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is holder)
    thought = answer(2, "It is 42.", thinking="Let me see.", tool_steps=(STEP,))
    view.set_messages([question(1), thought, question(3, parent=2)])
    return holder, view


def bottom(widget, view):
    return widget.mapTo(view, widget.rect().bottomLeft()).y()


def stops(first, count):
    """What has the focus after each Tab, by name."""
    current, names = first, []
    current.setFocus()
    for _ in range(count):
        QTest.keyClick(current, Qt.Key.Key_Tab)
        current = QApplication.focusWidget()
        names.append(current.objectName() or current.accessibleName())
    return names


def test_what_is_folded_away_is_passed_over(column):
    _, view = column
    toggle = view.widget(2).thinking.toggle
    assert stops(toggle, 2) == ["messageAnswer", "copyAnswerButton"]


def test_the_parts_of_an_open_thought_follow_as_they_stand(column, qtbot):
    _, view = column
    thinking = view.widget(2).thinking
    thinking.set_folded(False, animated=False)
    last, answer = thinking.body.views[-1], view.widget(2).answer
    qtbot.waitUntil(lambda: last.height() > 0 and bottom(last, view) <= bottom(answer, view))
    names = stops(thinking.toggle, 6)
    assert names == [
        "findInThinkingButton",
        "copyThinkingButton",
        "Thinking",
        "toolStepToggle",
        "Thinking",
        "messageAnswer",
    ]


def test_the_next_message_follows_the_last_action(column):
    _, view = column
    more = view.widget(2).action_row._more
    assert stops(more, 1) == ["userMessageText"]
    assert QApplication.focusWidget().window().isAncestorOf(view.widget(3))
    assert view.widget(3).isAncestorOf(QApplication.focusWidget())
