import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.outline import Outline, questions

ASKED = [(n, f"Question {n} about {'特征值' if n == 7 else 'Wurzeln'}") for n in range(1, 31, 2)]


@pytest.fixture
def outline(qtbot, dressed, theme):
    button = QPushButton()
    qtbot.addWidget(button)
    button.show()
    widget = Outline(theme)
    qtbot.addWidget(widget)
    widget.open_below(button, ASKED, 9)
    return widget


def shown(outline):
    rows = range(outline.list.count())
    return [i.text() for i in map(outline.list.item, rows) if not i.isHidden()]


def test_the_questions_of_a_chat_stand_on_a_line_each():
    messages = [
        Message(1, 1, None, Role.USER, "  First\nline  "),
        Message(2, 1, 1, Role.ASSISTANT, "No question"),
        Message(3, 1, 2, Role.USER, "\n"),
    ]
    assert questions(messages) == [(1, "First line"), (3, "…")]


def test_it_opens_at_the_question_in_view(outline):
    assert len(shown(outline)) == len(ASKED)
    assert outline.list.currentItem().text().endswith(ASKED[4][1])


def test_return_goes_to_the_question(outline, qtbot):
    with qtbot.waitSignal(outline.question_chosen) as chosen:
        qtbot.keyClick(outline.field, Qt.Key.Key_Down)
        qtbot.keyClick(outline.field, Qt.Key.Key_Return)
    assert chosen.args == [11]
    assert not outline.isVisible()


def test_a_click_goes_to_the_question(outline, qtbot):
    place = outline.list.visualItemRect(outline.list.item(4)).center()
    with qtbot.waitSignal(outline.question_chosen) as chosen:
        qtbot.mouseClick(outline.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [9]


def test_the_field_filters_whatever_the_case(outline, qtbot):
    outline.field.setText("特征")
    assert [text.split()[0] for text in shown(outline)] == ["4"]
    with qtbot.waitSignal(outline.question_chosen) as chosen:
        qtbot.keyClick(outline.field, Qt.Key.Key_Return)
    assert chosen.args == [7]


def test_escape_closes(outline, qtbot):
    qtbot.keyClick(outline.field, Qt.Key.Key_Escape)
    assert not outline.isVisible()


def test_a_few_questions_need_no_field(outline):
    outline.hide()
    outline.open_below(outline.parentWidget() or outline, ASKED[:3], None)
    assert outline.field.isHidden()
    assert len(shown(outline)) == 3
