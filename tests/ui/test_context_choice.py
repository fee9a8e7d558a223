"""The offer above the composer when a chat nearly fills the model's view."""

import pytest
from PySide6.QtWidgets import QLabel

from qwq_desktop.ui.context_choice import ContextChoice
from qwq_desktop.ui.numbers import GROUP


@pytest.fixture
def choice(qtbot, dressed, theme, icons):
    widget = ContextChoice(icons, theme)
    qtbot.addWidget(widget)
    widget.resize(700, 110)
    return widget


def words(choice):
    return " ".join(label.text() for label in choice.findChildren(QLabel) if label.isVisible())


def test_it_is_hidden_until_there_is_something_to_choose(choice):
    assert not choice.isVisible()


def test_the_longer_view_says_how_long(choice, make_plan, qtbot):
    choice.show_choice(make_plan(context_length=40960, yarn_factor=None))
    assert choice.enlarge.text() == f"Longer view: 40{GROUP}960 tokens"
    assert "YaRN" not in words(choice)
    with qtbot.waitSignal(choice.enlarge_requested) as heard:
        choice.enlarge.click()
    assert heard.args == [40960]


def test_a_stretched_view_comes_with_the_authors_warning(choice, make_plan):
    choice.show_choice(make_plan(context_length=65536, yarn_factor=2.0))
    assert f"Beyond 40{GROUP}960 tokens" in words(choice)
    assert "YaRN" in words(choice)


def test_where_nothing_longer_fits_a_summary_is_left(choice, qtbot):
    choice.show_choice(None)
    assert not choice.enlarge.isVisible()
    with qtbot.waitSignal(choice.summarise_requested):
        choice.summarise.click()


def test_while_the_model_answers_it_is_one_line_with_what_can_be_done_meanwhile(choice, make_plan):
    choice.show_choice(make_plan())
    choice.set_busy(True)
    assert not choice.summarise.isVisible()
    assert choice.enlarge.isVisible()
    assert choice.sizeHint().height() < 60
    choice.set_busy(False)
    assert choice.summarise.isVisible()
    assert choice.enlarge.isVisible()


def test_a_single_question_that_is_too_long_has_nothing_to_summarise(choice, make_plan):
    choice.show_choice(make_plan(yarn_factor=None), can_summarise=False)
    assert not choice.summarise.isVisible()
    assert choice.enlarge.isVisible()
    assert "oldest messages" not in words(choice)
    choice.show_choice(make_plan(yarn_factor=None))
    assert choice.summarise.isVisible()
    assert "oldest messages" in words(choice)


def test_it_can_be_closed(choice, qtbot):
    choice.show_choice(None)
    with qtbot.waitSignal(choice.dismissed):
        choice.close_button.click()
