"""The row that steers a thought."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from qwq_desktop.ui.chat.steering_row import SteeringRow


@pytest.fixture
def row(qtbot, dressed):
    widget = SteeringRow()
    qtbot.addWidget(widget)
    widget.resize(700, 40)
    return widget


def test_it_is_there_only_while_something_thinks(row):
    assert row.isHidden()
    row.set_thinking(True)
    assert row.isVisible()
    assert [b.objectName() for b in row.findChildren(QPushButton)] == [
        "pauseThinkingButton",
        "addRemarkButton",
        "answerNowButton",
    ]
    row.set_thinking(False)
    assert row.isHidden()


def test_answer_now_and_pause_are_reported(qtbot, row):
    row.set_thinking(True)
    with qtbot.waitSignal(row.answer_now_requested):
        qtbot.mouseClick(row.answer_now, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(row.pause_requested):
        row.pause.click()


def test_answer_now_has_keys_also_after_a_change_of_language(qtbot, row):
    row.set_thinking(True)
    QApplication.sendEvent(row, QEvent(QEvent.Type.LanguageChange))
    assert row.answer_now.shortcut().toString() == "Ctrl+Shift+A"
    assert "Ctrl" in row.answer_now.toolTip()


def test_a_remark_is_written_and_sent(qtbot, row):
    row.set_thinking(True)
    row.remark.click()
    assert row.field.isVisible()
    qtbot.keyClicks(row.field, " be brief ")
    with qtbot.waitSignal(row.remark_sent) as sent, qtbot.waitSignal(row.remark_left):
        qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert sent.args == ["be brief"]
    assert not row.field.isVisible()


def test_the_button_sends_too_and_escape_leaves(qtbot, row):
    row.set_thinking(True)
    row.remark.click()
    qtbot.keyClicks(row.field, "only primes")
    assert row.remark.text() == "Add"
    with qtbot.waitSignal(row.remark_sent):
        row.remark.click()
    row.remark.click()
    qtbot.keyClicks(row.field, "forget it")
    with qtbot.assertNotEmitted(row.remark_sent):
        qtbot.keyClick(row.field, Qt.Key.Key_Escape)
    assert row.field.text() == ""
    assert row.remark.text() == "Add a remark"


def test_a_loop_is_told_and_forgotten_with_the_thought(row):
    row.set_thinking(True)
    row.show_loop()
    assert "repeat" in row._notice.text()
    row.set_thinking(True)
    assert row._notice.text() == ""


def test_an_answer_that_thinks_again_can_only_be_ended(row):
    row.set_thinking(False)
    row.show_doubts()
    assert row.answer_now.isVisible()
    assert not row.pause.isVisible()
    assert "think again" in row._notice.text()
    row.set_thinking(False)
    assert row.isHidden()


def test_a_row_that_is_there_stays_while_a_tool_works(row):
    row.rest()
    assert row.isHidden()
    row.set_thinking(True)
    row.rest()
    assert row.isVisible()
    assert not row.answer_now.isEnabled()
    row.set_thinking(True)
    assert row.answer_now.isEnabled()


def test_a_remark_half_written_when_the_thought_ends_is_handed_back(qtbot, row):
    row.set_thinking(True)
    row.remark.click()
    qtbot.keyClicks(row.field, "and also")
    with qtbot.waitSignal(row.remark_unsent) as kept, qtbot.waitSignal(row.remark_left):
        row.set_thinking(False)
    assert kept.args == ["and also"]
    with qtbot.assertNotEmitted(row.remark_left):
        row.set_thinking(False)
