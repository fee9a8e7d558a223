"""The chat's title in the header."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from qwq_desktop.ui.chat_title import ChatTitle


@pytest.fixture
def title(qtbot, dressed):
    widget = ChatTitle()
    qtbot.addWidget(widget)
    widget.resize(300, 40)
    widget.show()
    widget.set_title("Roots of a quartic")
    return widget


def start(title, qtbot):
    qtbot.mouseDClick(title, Qt.MouseButton.LeftButton)
    return title.findChild(QLineEdit)


def asked(title):
    calls = []
    title.rename_requested.connect(calls.append)
    return calls


def test_a_double_click_lets_the_user_write_another(title, qtbot):
    calls = asked(title)
    field = start(title, qtbot)
    assert field.selectedText() == "Roots of a quartic"
    qtbot.keyClicks(field, " New   name ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert calls == ["New name"]
    assert title.currentWidget() is title.findChild(QLabel)


def test_leaving_the_field_keeps_what_was_written(title, qtbot):
    calls = asked(title)
    field = start(title, qtbot)
    field.setText("New name")
    field.editingFinished.emit()
    assert calls == ["New name"]


def test_escape_leaves_the_title_as_it_was(title, qtbot):
    calls = asked(title)
    field = start(title, qtbot)
    field.setText("New name")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert calls == []
    assert title.currentWidget() is not field


@pytest.mark.parametrize("text", ["", "   ", "Roots of a quartic"])
def test_no_title_and_the_same_title_ask_nothing(title, qtbot, text):
    calls = asked(title)
    field = start(title, qtbot)
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert calls == []


def test_a_new_chat_has_no_title_to_rename(title, qtbot):
    title.set_title("New chat", can_rename=False)
    field = start(title, qtbot)
    assert title.currentWidget() is not field


def test_a_long_title_is_cut_and_told_whole_in_the_tool_tip(title):
    long = "A title that is far too long for the header of this window " * 3
    title.set_title(long)
    label = title.findChild(QLabel)
    assert label.text().endswith("…")
    assert label.toolTip() == long
    assert title.title == long
    title.resize(4000, 40)
    assert label.text() == long
    assert label.toolTip() == ""


def test_markup_in_a_title_is_just_text(title):
    title.set_title("<h1>x</h1>")
    assert title.findChild(QLabel).textFormat() == Qt.TextFormat.PlainText
