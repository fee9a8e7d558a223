"""The list of downloads in the model manager."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from qwq_desktop.ui.models.downloads.strip import LIMITS, DownloadStrip
from qwq_desktop.ui.models.line import Action, Line, LineCard


@pytest.fixture
def strip(qtbot, dressed, theme):
    strip = DownloadStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(800, 300)
    return strip


def settle(strip):
    """The strip lays itself out in the event loop's next turn."""
    QCoreApplication.processEvents()
    QTest.qWait(1)


def cards(strip):
    settle(strip)
    return [card for card in strip.findChildren(LineCard) if card.isVisibleTo(strip)]


def test_it_takes_no_room_without_downloads(strip):
    assert not strip.isVisibleTo(None)
    strip.show_line(1, Line(lead="QwQ", actions=(Action.PAUSE,)))
    strip.show()
    assert [card.line.lead for card in cards(strip)] == ["QwQ"]
    strip.drop(1)
    settle(strip)
    assert not strip.isVisible()
    strip.drop(1)


def test_buttons_tell_what_is_wished_of_which_download(strip, qtbot):
    strip.show_line(1, Line(lead="one", actions=(Action.PAUSE, Action.CANCEL)))
    strip.show_line(2, Line(lead="two", actions=(Action.RESUME,)))
    strip.show()
    first, second = cards(strip)
    wishes = []
    strip.wished.connect(lambda *wish: wishes.append(wish))
    for button in (first.button(Action.CANCEL), second.button(Action.RESUME)):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wishes == [(1, Action.CANCEL), (2, Action.RESUME)]


def test_what_is_shown_elsewhere_is_left_out(strip):
    strip.show_line(1, Line(lead="one"))
    strip.show_line(2, Line(lead="two"))
    strip.show()
    strip.hide_these({1})
    assert [card.line.lead for card in cards(strip)] == ["two"]
    strip.hide_these(())
    assert len(cards(strip)) == 2


def test_a_speed_is_chosen_and_an_odd_one_is_kept(strip, qtbot):
    strip.show_line(1, Line(lead="one"))
    strip.show()
    box = strip.findChild(object, "downloadLimit")
    assert [box.itemText(row) for row in range(box.count())][:3] == [
        "As fast as it can",
        "At most 1.0 MB/s",
        "At most 2.0 MB/s",
    ]
    chosen = []
    strip.limit_chosen.connect(chosen.append)
    box.activated.emit(3)
    assert chosen == [LIMITS[3]]
    strip.set_limit(3_500_000)
    assert box.currentText() == "At most 3.5 MB/s"


def test_the_keyboard_stays_on_a_card_whose_button_goes(strip, qtbot):
    strip.show_line(1, Line(lead="one", actions=(Action.PAUSE,)))
    strip.show()
    (card,) = cards(strip)
    with qtbot.waitActive(strip):
        strip.activateWindow()
    card.button(Action.PAUSE).setFocus()
    strip.show_line(1, Line(lead="one", actions=(Action.RESUME,)))
    settle(strip)
    assert strip.focusWidget() is card.button(Action.RESUME)


def test_why_is_told_on_the_card_itself(strip):
    strip.show_line(1, Line("Q8_0", text="Too large.", actions=(Action.EXPLAIN,), story="Because."))
    strip.show()
    (card,) = cards(strip)
    QTest.mouseClick(card.button(Action.EXPLAIN), Qt.MouseButton.LeftButton)
    assert card._caption.text() == "Because."
    QTest.mouseClick(card.button(Action.EXPLAIN), Qt.MouseButton.LeftButton)
    assert card._caption.isHidden()


def test_the_limit_is_offered_while_a_download_can_go_on(strip):
    box, heading = strip.findChild(object, "downloadLimit"), strip._heading
    strip.show_line(1, Line(lead="one", actions=(Action.PAUSE,)))
    settle(strip)
    strip.show()
    assert box.isVisible()
    assert heading.text() == "Downloads"
    strip.hide_these({1})
    settle(strip)
    assert box.isVisible()
    assert heading.text() == "Speed of downloads"
    strip.show_line(1, Line(lead="one", actions=(Action.OPEN, Action.HIDE)))
    settle(strip)
    assert not strip.isVisible(), "it is whole, and shown elsewhere"
    strip.hide_these(())
    settle(strip)
    assert strip.isVisible()
    assert not box.isVisible()
