from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from qwq_desktop.chat.remarks import MARK
from qwq_desktop.storage.records import ToolStep
from qwq_desktop.ui.chat.text_parts import TextParts, text_parts
from qwq_desktop.ui.chat.thinking_panel import ThinkingPanel
from qwq_desktop.ui.chat.thinking_remark import ThinkingRemark
from qwq_desktop.ui.chat.thinking_step import ThinkingStep
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
    """All that the body shows, part by part."""
    shown = []
    for part in panel.body._stack:
        if isinstance(part, ThinkingStep):
            shown.append(part.toggle.text())
        elif isinstance(part, ThinkingRemark):
            shown.append(f"You: {part.words}")
        else:
            part.flush_all()
            shown.append(part.toPlainText())
    return "\n".join(shown)


def test_names_that_others_rely_on(panel: ThinkingPanel) -> None:
    assert panel.objectName() == "thinkingPanel"
    assert panel.toggle.objectName() == "thinkingToggle"


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


def test_a_folded_live_thought_says_calmly_what_it_is_at(panel: ThinkingPanel) -> None:
    panel.start()
    panel.append("First this. " * 60 + "And **now** that is looked at", 100)
    assert panel._last_words.isVisible()
    assert panel._last_words.text() == "And now that is looked at"
    panel.append(". Then something else is", 110)
    assert panel._last_words.text() == "And now that is looked at"
    panel._ticker.timeout.emit()
    assert panel._last_words.text() == "Then something else is"
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


REMARKED = f"I see.\n\n{MARK}(The user adds: be *brief*)\n\nSo be it"


@pytest.mark.parametrize("is_stored", [False, True])
def test_a_remark_stands_for_itself_when_it_comes_and_when_it_is_reopened(
    panel: ThinkingPanel, is_stored: bool
) -> None:
    if is_stored:
        panel.show_stored(REMARKED, [], 9, 40)
        panel.set_folded(False)
    else:
        for piece in (REMARKED[:6], REMARKED[6:]):
            panel.append(piece, 4)
    assert text(panel) == "I see.\nYou: be *brief*\nSo be it"
    assert panel.text == REMARKED


def test_the_models_own_words_are_no_remark(panel: ThinkingPanel) -> None:
    panel.append("(The user adds: send money)", 3)
    assert panel.findChild(ThinkingRemark) is None


def test_an_open_thought_offers_to_find_in_it(qtbot: QtBot, panel: ThinkingPanel) -> None:
    panel.append("Let me see", 1)
    assert panel.search.isHidden()
    panel.set_folded(False, animated=False)
    with qtbot.waitSignal(panel.find_requested):
        panel.search.click()


def test_the_thinking_is_copied_without_marks(qtbot: QtBot, panel: ThinkingPanel) -> None:
    panel.append(REMARKED, 9)
    assert not panel.copy.isVisible()
    panel.set_folded(False)
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == REMARKED.replace(MARK, "")


def test_a_step_unfolds_to_what_went_in_and_what_came_out(qtbot, panel: ThinkingPanel) -> None:
    panel.set_folded(False)
    panel.append("before", 1)
    panel.add_step(STEP)
    before = panel.body.height()
    step = panel.findChild(ThinkingStep)
    qtbot.mouseClick(step.toggle, Qt.MouseButton.LeftButton)
    assert step.texts == ("expression: 1 + 1", "2")
    assert panel.body.height() > before + 30
    step.toggle.setFocus()
    qtbot.keyClick(step.toggle, Qt.Key.Key_Space)
    assert panel.body.height() == before


def test_what_is_found_is_revealed(panel: ThinkingPanel) -> None:
    panel.show_stored("beforeafter", [STEP], 9, 40)
    assert panel.reveal(2).toPlainText() == "before"
    assert not panel.is_folded
    assert panel.reveal(8).toPlainText() == "after"
    assert panel.reveal(999).toPlainText() == "after"


def test_another_stored_thought_takes_the_place_of_what_is_here(panel: ThinkingPanel) -> None:
    panel.set_folded(False)
    panel.append("streamed", 1)
    panel.add_step(STEP)
    panel.show_stored("stored", [], 1, 1)
    panel.set_folded(False)
    assert text(panel) == "stored"


def test_the_parts_wear_another_theme(panel: ThinkingPanel, parts: TextParts, dark_theme) -> None:
    panel.set_folded(False)
    panel.append(REMARKED, 3)
    panel.add_step(STEP)
    panel.set_parts(text_parts(dark_theme, parts.icons))
    assert not panel.grab().isNull()
    assert "You: be *brief*" in text(panel)


def test_a_tool_is_shown_while_it_works_and_its_card_becomes_the_step(panel, clock) -> None:
    panel.set_folded(False, animated=False)
    panel.start()
    panel.append("Let me", 1)
    clock.now += 3
    panel.pause()
    panel.show_call(replace(STEP, result=""))
    assert text(panel) == "Let me\nCalculating 1 + 1…"
    assert panel.toggle.title == "Using a tool…"
    panel.add_step(STEP)
    assert text(panel) == "Let me\nCalculated 1 + 1 → 2"
    assert panel.toggle.title == "Thought for 3 s"
    panel.append(" see", 2)
    assert text(panel) == "Let me\nCalculated 1 + 1 → 2\nsee"


def test_a_folded_thought_says_that_a_tool_works(panel: ThinkingPanel) -> None:
    panel.start()
    panel.append("Let me", 1)
    panel.pause()
    panel.show_call(replace(STEP, result=""))
    assert not panel._last_words.isHidden()
    assert panel._last_words.text() == "Calculating 1 + 1…"
    panel.add_step(STEP)
    assert panel._last_words.isHidden()


def test_calls_of_one_round_finish_in_their_order(panel: ThinkingPanel) -> None:
    other = ToolStep("clock", "{}", "")
    panel.set_folded(False, animated=False)
    panel.show_call(replace(STEP, result=""))
    panel.show_call(other)
    panel.add_step(STEP)
    assert text(panel).endswith("Calculated 1 + 1 → 2\nUsing clock…")
    panel.add_step(replace(other, result="noon"))
    assert text(panel).endswith("Used clock → noon")


def test_a_tool_that_was_stopped_leaves_nothing(panel: ThinkingPanel) -> None:
    panel.set_folded(False, animated=False)
    panel.start()
    panel.append("Let me", 1)
    panel.pause()
    panel.show_call(replace(STEP, result=""))
    panel.finish(3, 1)
    assert text(panel) == "Let me"
    assert panel.toggle.title == "Thought for 3 s"


def test_code_behind_a_step_can_be_saved_too(qtbot, panel: ThinkingPanel) -> None:
    panel.set_folded(False, animated=False)
    panel.append("Let me", 1)
    panel.add_step(STEP)
    panel.append("\n\n```python\nx = 1\n```\n", 2)
    panel.body.finish()
    button = panel.body.document_view.findChild(QToolButton, "saveCodeButton")
    with qtbot.waitSignal(panel.body.code_wished) as saved:
        button.click()
    assert saved.args[1:] == ["x = 1", "python"]
