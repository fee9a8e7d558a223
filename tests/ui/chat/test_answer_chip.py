r"""The chip with the final answer."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from qwq_desktop.ui.chat.answer_chip import AnswerChip
from qwq_desktop.ui.chat.formulas import engine
from qwq_desktop.ui.chat.text_parts import text_parts


@pytest.fixture
def chip(qtbot, dressed, parts):
    widget = AnswerChip(parts)
    qtbot.addWidget(widget)
    return widget


def test_it_shows_a_marked_answer_in_plain_words(chip):
    chip.show_text(r"So \[\boxed{\dfrac{14}{3}}\]")
    assert chip.isVisible()
    assert chip.words.text() == "14/3"
    assert chip.accessibleName() == "Final answer: 14/3"


@pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")
def test_a_formula_is_drawn_in_the_colour_of_the_text(chip, parts, dark_theme):
    chip.show_text(r"\boxed{\dfrac{14}{3}} and \boxed{x \in \{2, 3\}}")
    chip.resize(chip.sizeHint())
    assert chip.words.is_drawn
    assert chip.words.sizeHint().height() > chip.words.fontMetrics().height()
    chip.set_parts(text_parts(dark_theme, parts.icons))
    image = chip.words.grab().toImage()
    colors = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    assert dark_theme.palette.ink.lower() in colors


@pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")
def test_words_stand_for_a_formula_that_has_no_room_or_cannot_be_drawn(chip):
    chip.show_text(r"\boxed{x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7 + x_8 + x_9 = 100}")
    chip.resize(220, chip.sizeHint().height())
    assert not chip.words.is_drawn
    assert chip.words.text().endswith("…")
    chip.show_text(r"\boxed{\foo + x}")
    assert not chip.words.is_drawn
    chip.show_text(r"\boxed{42}")
    assert not chip.words.is_drawn


def test_it_hides_where_nothing_is_marked(chip):
    chip.show_text(r"\boxed{1}")
    chip.show_text("It is 1, I think.")
    assert not chip.isVisible()


def test_the_copy_is_the_source_of_a_formula(qtbot, chip):
    chip.show_text(r"\boxed{\dfrac{14}{3}}")
    qtbot.mouseClick(chip.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == r"\dfrac{14}{3}"
    assert chip.copy.accessibleName()


def test_a_long_answer_is_cut_and_whole_in_the_tool_tip(chip):
    long = "The farmer takes the goat across, and then the wolf. " * 4
    chip.show_text(f"\\boxed{{{long.strip()}}}")
    chip.resize(300, chip.sizeHint().height())
    assert chip.words.text().endswith("…")
    assert chip.words.toolTip() == long.strip()


def test_it_wears_another_theme_and_another_language(chip, parts, dark_theme):
    chip.show_text(r"\boxed{7}")
    chip.set_parts(text_parts(dark_theme, parts.icons))
    QApplication.sendEvent(chip, QEvent(QEvent.Type.LanguageChange))
    assert not chip.grab().isNull()
    assert chip.words.text() == "7"
