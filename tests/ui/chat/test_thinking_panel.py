from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qwq_desktop.storage.records import ToolStep
from qwq_desktop.ui.chat.text_parts import TextParts, text_parts
from qwq_desktop.ui.chat.thinking_panel import ThinkingPanel
from qwq_desktop.ui.chat.wishes import Wish
from qwq_desktop.ui.numbers import GROUP

STEP = ToolStep("calculator", '{"expression": "1 + 1"}', "2", after_thinking=6)


@pytest.fixture
def panel(qtbot: QtBot, dressed: object, parts: TextParts, clock) -> ThinkingPanel:
    widget = ThinkingPanel(parts, clock)
    qtbot.addWidget(widget)
    widget.resize(600, 300)
    widget.show()
    widget.fit(600)
    return widget


def text(panel: ThinkingPanel) -> str:
    panel.body.document_view.flush_all()
    return panel.body.document_view.toPlainText()


def test_names_that_others_rely_on(panel: ThinkingPanel) -> None:
    assert panel.objectName() == "thinkingPanel"
    assert panel.toggle.objectName() == "thinkingToggle"
    assert panel.answer_now.objectName() == "answerNowButton"


def test_time_and_tokens_run_while_it_thinks(panel: ThinkingPanel, clock) -> None:
    panel.start()
    clock.now += 12
    panel.append("Let me see", 1_512)
    panel._ticker.timeout.emit()
    assert panel.toggle.title == "Thinking…"
    assert panel.toggle.detail == f"12 s · 1{GROUP}512 tokens"
    assert panel.toggle.accessibleName() == f"Thinking… 12 s · 1{GROUP}512 tokens"


def test_time_rests_while_a_tool_works(panel: ThinkingPanel, clock) -> None:
    panel.start()
    clock.now += 5
    panel.pause()
    clock.now += 100
    panel.start()
    clock.now += 7
    panel.pause()
    assert panel.toggle.title == "Thought for 12 s"


def test_a_finished_thought_shows_the_stored_figures(panel: ThinkingPanel, clock) -> None:
    panel.start()
    clock.now += 3
    panel.finish(80, 1_640)
    assert (panel.toggle.title, panel.toggle.detail) == (
        "Thought for 1 min 20 s",
        f"· 1{GROUP}640 tokens",
    )
    assert not panel.answer_now.isVisible()


def test_answer_now_is_offered_while_it_thinks(qtbot: QtBot, panel: ThinkingPanel) -> None:
    assert not panel.answer_now.isVisible()
    panel.start()
    assert panel.answer_now.isVisible()
    with qtbot.waitSignal(panel.answer_now_requested):
        qtbot.mouseClick(panel.answer_now, Qt.MouseButton.LeftButton)
    panel.pause()
    assert not panel.answer_now.isVisible()


def test_the_toggle_folds_and_unfolds(qtbot: QtBot, panel: ThinkingPanel) -> None:
    panel.set_folded(False)
    panel.append("A thought\n\nof two paragraphs", 5)
    text(panel)
    assert panel.body.height() > 40
    qtbot.mouseClick(panel.toggle, Qt.MouseButton.LeftButton)
    assert panel.is_folded
    assert panel.body.height() == 0
    panel.toggle.setFocus()
    qtbot.keyClick(panel.toggle, Qt.Key.Key_Space)
    assert not panel.is_folded


def test_folding_moves_unless_motion_is_unwanted(
    qtbot: QtBot, panel: ThinkingPanel, parts: TextParts
) -> None:
    moving = replace(parts.theme, reduced_motion=False)
    panel.set_parts(text_parts(moving, parts.icons))
    panel.append("A thought", 2)
    text(panel)
    panel.set_folded(False)
    assert panel.body.height() == 0
    qtbot.waitUntil(lambda: panel.body.height() == panel.body._wanted_height())
    assert panel.body.height() > 0


def test_a_folded_live_thought_shows_its_last_words(panel: ThinkingPanel) -> None:
    panel.start()
    panel.append("First this. " * 60 + "and **now** that", 100)
    assert panel._last_words.isVisible()
    assert panel._last_words.text().endswith("and now that")
    panel.pause()
    assert not panel._last_words.isVisible()


def test_tools_leave_a_line_in_the_thought(panel: ThinkingPanel) -> None:
    panel.append("before", 1)
    panel.add_step(STEP)
    panel.append("after", 2)
    assert text(panel).split("\n") == ["before", "Calculated 1 + 1 → 2", "after"]
    assert panel.text == "beforeafter"


def test_a_stored_thought_is_laid_out_when_it_is_unfolded(panel: ThinkingPanel) -> None:
    panel.show_stored("beforeafter", [STEP], 9, 40)
    assert panel.is_folded
    assert text(panel) == ""
    assert panel.text == "beforeafter"
    panel.set_folded(False)
    assert text(panel).split("\n") == ["before", "Calculated 1 + 1 → 2", "after"]
    assert panel.toggle.title == "Thought for 9 s"


def test_a_very_short_thought_has_no_seconds(panel: ThinkingPanel) -> None:
    panel.show_stored("x", [], 0.2, 0)
    assert (panel.toggle.title, panel.toggle.detail) == ("Thought for a moment", "")


def test_it_can_be_painted_live_and_at_rest(panel: ThinkingPanel) -> None:
    panel.set_folded(False)
    panel.start()
    panel.append("text", 1)
    panel.toggle.setFocus()
    assert not panel.grab().isNull()
    panel.pause()
    assert not panel.grab().isNull()


def test_a_running_thought_can_be_paused_and_remarked_on(panel: ThinkingPanel, qtbot) -> None:
    wishes: list[tuple[Wish, str]] = []
    panel.wished.connect(lambda wish, text: wishes.append((wish, text)))
    assert not panel.controls.isVisible()
    panel.start()
    panel.controls.pause.click()
    panel.controls.remark.click()
    assert panel.controls.field.isVisible()
    qtbot.keyClicks(panel.controls.field, " be brief ")
    qtbot.keyClick(panel.controls.field, Qt.Key.Key_Return)
    assert wishes == [(Wish.PAUSE, ""), (Wish.REMARK, "be brief")]
    assert not panel.controls.field.isVisible()
    panel.controls.remark.click()
    qtbot.keyClick(panel.controls.field, Qt.Key.Key_Escape)
    assert not panel.controls.below.isVisible()
    panel.pause()
    assert not panel.controls.isVisible()


def test_a_loop_is_told_quietly_and_can_be_cut(panel: ThinkingPanel, qtbot) -> None:
    panel.start()
    panel.controls.show_loop()
    assert panel.findChild(QLabel, "loopNotice").isVisible()
    with qtbot.waitSignal(panel.answer_now_requested):
        panel.findChild(QPushButton, "cutLoopButton").click()
    panel.pause()
    assert not panel.findChild(QLabel, "loopNotice").isVisible()
