"""See inside: the passages as they went in, and what the user makes of them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from qwq_desktop.documents.passages import Passage, Score
from qwq_desktop.documents.text import Span
from qwq_desktop.ui.chat.citations.inside import InsidePane
from qwq_desktop.ui.chat.citations.sources_list import snippet


def passage(number, text="Words of a passage.", **more):
    span = Span(number, 0, len(text))
    more.setdefault("score", Score(0.8, 0.6, 0.9))
    return Passage(number, 1, "lease & more.pdf", span, text, is_paged=True, **more)


@pytest.fixture
def pane(qtbot, dressed, icons, theme):
    pane = InsidePane(icons, theme)
    qtbot.addWidget(pane)
    pane.resize(484, 700)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def show(pane, qtbot, passages):
    pane.show_passages(7, tuple(passages))
    qtbot.waitUntil(lambda: len(pane.cards) == len(passages))


def test_the_passages_go_in_again_as_they_were(pane, qtbot):
    given = tuple(passage(n, f"Line {n}\r\nand\u00a0more") for n in range(1, 20))
    show(pane, qtbot, given)
    with qtbot.waitSignal(pane.ask_again_requested) as asked:
        pane.ask.click()
    assert asked.args == [7, given]


def test_edited_pinned_and_dropped_passages_are_what_the_user_made_of_them(pane, qtbot):
    show(pane, qtbot, [passage(1), passage(2), passage(3)])
    first, second, third = pane.cards
    first.text.setPlainText("Other words.")
    second.pin.click()
    third.drop.click()
    assert third.text.isHidden()
    assert pane.passages == (
        replace(passage(1), text="Other words."),
        replace(passage(2), is_pinned=True),
    )
    third.drop.click()
    assert len(pane.passages) == 3
    first.text.setPlainText("  ")
    assert [one.number for one in pane.passages] == [2, 3]


def test_with_nothing_left_or_while_an_answer_is_written_nothing_can_be_asked(pane, qtbot):
    show(pane, qtbot, [passage(1)])
    assert pane.ask.isEnabled()
    pane.set_busy(True)
    assert not pane.ask.isEnabled()
    pane.set_busy(False)
    pane.cards[0].drop.click()
    assert not pane.ask.isEnabled()


def test_scores_are_shown_where_a_search_chose(pane, qtbot):
    show(pane, qtbot, [passage(1), passage(2, score=Score(1.0))])
    chosen, whole = pane.cards
    assert not chosen.bars.isHidden()
    assert whole.bars.isHidden()


def test_it_tells_which_model_decided_a_place(pane, qtbot):
    show(pane, qtbot, [passage(1, score=Score(0.9, 0.2, 0.4, 0.8)), passage(2)])
    ranked, found = (card.bars for card in pane.cards)
    assert [reason.bar.toolTip() for reason in ranked.reasons] == [
        "Same words: 20 of 100",
        "Same meaning: 40 of 100",
        "Answers you: 80 of 100",
    ]
    assert "reads each of them together with your question" in ranked.toolTip()
    assert len(found.reasons) == 2
    assert "by its words and its meaning" in found.toolTip()


def test_reasons_take_another_line_where_the_pane_is_narrow(pane, qtbot):
    show(pane, qtbot, [passage(1, score=Score(0.9, 0.2, 0.4, 0.8))])
    bars = pane.cards[0].bars
    widest = max(reason.sizeHint().width() for reason in bars.reasons)
    assert bars.minimumSizeHint().width() <= widest
    assert bars.heightForWidth(widest) > 2 * bars.heightForWidth(1000)


def test_another_question_replaces_the_cards(pane, qtbot):
    show(pane, qtbot, [passage(n) for n in range(1, 30)])
    show(pane, qtbot, [passage(5)])
    assert [one.number for one in pane.passages] == [5]
    assert pane.question_id == 7


def test_escape_closes_and_every_button_has_a_name(pane, qtbot, dark_theme):
    show(pane, qtbot, [passage(1)])
    pane.set_theme(dark_theme)
    card = pane.cards[0]
    assert all(button.accessibleName() for button in (card.pin, card.drop))
    assert card.where.text() == "lease && more.pdf · page 1"
    with qtbot.waitSignal(pane.passage_opened) as opened:
        card.where.click()
    assert opened.args == [passage(1)]
    with qtbot.waitSignal(pane.close_requested):
        qtbot.keyClick(pane, Qt.Key.Key_Escape)


def test_a_snippet_is_the_beginning_on_one_line():
    assert snippet("one\n\ntwo") == "one two"
    long = snippet("word " * 100)
    assert len(long) <= 161
    assert long.endswith("word…")
    assert snippet("字" * 400) == "字" * 160 + "…"


def test_in_a_narrow_pane_a_card_is_as_high_as_its_words(pane, qtbot):
    pane.resize(320, 700)
    show(pane, qtbot, [passage(1, "任何一方均可提前九十天以书面形式通知对方终止本合同。" * 3)])
    (card,) = pane.cards
    lines = card.text.document().firstBlock().layout()
    qtbot.waitUntil(lambda: lines.lineCount() > 2)
    qtbot.waitUntil(lambda: card.text.verticalScrollBar().maximum() == 0)
    wide = card.text.height()
    pane.resize(900, 700)
    qtbot.waitUntil(lambda: card.text.height() < wide)


def test_a_passage_that_came_with_its_neighbour_says_so(pane, qtbot):
    beside = passage(2, score=Score(0.0))
    show(pane, qtbot, [passage(1), beside])
    found, neighbour = pane.cards
    assert found.why.isHidden()
    assert not neighbour.why.isHidden()
    assert neighbour.bars.isHidden()
    neighbour.drop.click()
    assert neighbour.why.isHidden()
    show(pane, qtbot, [beside])  # a document that went in whole was not searched
    assert pane.cards[0].why.isHidden()
