"""The section of advice: what it shows, and what it tells of the user's wishes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from qwq_desktop.ui.models.advice.options import OptionView
from qwq_desktop.ui.models.advice.section import AdviceSection, Group
from qwq_desktop.ui.models.card import Verdict
from qwq_desktop.ui.models.line import Action, Line, LineCard

MODELS = {
    Group.CHAT: [("a", "Model A"), ("b", "Model B")],
    Group.DOCUMENTS: [("e", "Embedder")],
    Group.HELPERS: [],
}


@pytest.fixture
def section(qtbot, dressed, icons, theme):
    section = AdviceSection(MODELS, icons, theme)
    qtbot.addWidget(section)
    section.resize(800, 900)
    section.set_main("a", "Model A", "About it.")
    section.show()
    return section


def views(*names, telling=99):
    return [
        OptionView(name, Line(name, text="Fits.", actions=(Action.DOWNLOAD,)), number < telling)
        for number, name in enumerate(names)
    ]


def names_of(widget):
    found = (card for card in widget.findChildren(LineCard) if card.isVisible())
    return [card.line.name for card in sorted(found, key=lambda card: card.y())]


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_model_on_top_has_no_row_below(section):
    assert [section.row(each).isVisible() for each in "abe"] == [False, True, True]
    section.set_main("b", "Model B", "")
    assert [section.row(each).isVisible() for each in "abe"] == [True, False, True]
    assert section.title.text() == "Model B"


def test_a_wish_names_the_model_and_the_file(section):
    section.options.show_options(views("Q4", "Q8"))
    section.row("b").show_options(views("Q5"))
    section.row("b").toggle.click()
    wishes = []
    section.wished.connect(lambda *wish: wishes.append(wish))
    for card in section.findChildren(LineCard):
        click(card.button(Action.DOWNLOAD))
    assert sorted(wishes) == [
        ("a", "Q4", Action.DOWNLOAD),
        ("a", "Q8", Action.DOWNLOAD),
        ("b", "Q5", Action.DOWNLOAD),
    ]


def test_the_rest_waits_behind_a_button(section, qtbot):
    section.options.show_options(views("Q4", "Q5", "Q2", "Q3", telling=2))
    more = section.options.findChild(QPushButton, "showAllButton")
    qtbot.waitUntil(lambda: names_of(section) == ["Q4", "Q5"])
    assert more.text() == "Show 2 more versions"
    click(more)
    qtbot.waitUntil(lambda: names_of(section) == ["Q4", "Q5", "Q2", "Q3"])
    assert not more.isVisible()


def test_a_card_stays_the_same_while_its_words_change(section):
    section.options.show_options(views("Q4", "Q5"))
    before = section.findChildren(LineCard)
    section.options.show_options(views("Q4", "Q5", telling=1))
    assert section.findChildren(LineCard) == before


def test_files_are_shown_in_the_order_given(section, qtbot):
    section.options.show_options(views("Q4", "Q5"))
    section.options.show_options(views("Q5", "Q3", "Q4"))
    qtbot.waitUntil(lambda: names_of(section) == ["Q5", "Q3", "Q4"])


def test_a_row_asks_when_it_is_unfolded_and_again_when_it_failed(section):
    asked = []
    section.unfolded.connect(asked.append)
    row = section.row("b")
    row.toggle.click()
    row.show_waiting(True)
    row.show_error("No hub answers")
    retry = row.findChild(QPushButton, "adviceRetryButton")
    assert not retry.isVisible()
    row.show_waiting(False)
    assert retry.isVisible()
    click(retry)
    assert asked == ["b", "b"]
    row.toggle.click()
    assert not retry.isVisible()
    row.set_badge("Fits", Verdict.GOOD)
    assert row.toggle.accessibleDescription() == "Fits"
    assert row.toggle.accessibleName() == "Model B: Show its versions"


def test_old_advice_can_be_asked_for_again(section, qtbot):
    section.show_age("As of yesterday.")
    again = section.findChild(QPushButton, "adviceAgainButton")
    with qtbot.waitSignal(section.refresh_requested):
        click(again)
    section.show_age("")
    assert not again.isVisible()
