"""The card of the welcome under the keyboard and in narrow windows."""

import pytest
from PySide6.QtWidgets import QPushButton

from qwq_desktop.ui.welcome.card import Choice, WelcomeCard, WelcomeContent, Wish

ASKING = WelcomeContent(2, "This computer", "Shall we look?", choices=(Choice(Wish.FIND, "Look"),))
LOOKING = WelcomeContent(2, "This computer", "Looking…", progress=-1)
FOUND = WelcomeContent(3, "It fits", "Get it?", choices=(Choice(Wish.DOWNLOAD, "Download"),))


@pytest.fixture
def card(qtbot, theme):
    card = WelcomeCard(theme)
    qtbot.addWidget(card)
    card.resize(640, 300)
    card.show()
    card.activateWindow()
    card.show_content(ASKING)
    return card


def button(card, wish):
    return card.findChild(QPushButton, f"welcome_{wish}")


def test_the_keyboard_waits_on_the_card_and_goes_on_to_what_comes_next(card, qtbot):
    button(card, Wish.FIND).setFocus()
    qtbot.waitUntil(button(card, Wish.FIND).hasFocus)
    card.show_content(LOOKING)
    assert card.hasFocus(), "a second press of Space closes nothing"
    card.show_content(FOUND)
    assert button(card, Wish.DOWNLOAD).hasFocus()


def test_who_writes_keeps_the_keyboard(card):
    card.show_content(LOOKING)
    card.show_content(FOUND)
    assert not button(card, Wish.DOWNLOAD).hasFocus()


def test_buttons_go_on_below_in_a_narrow_window(card, qtbot):
    choices = (
        Choice(Wish.FIND, "Find the best model for this computer", is_main=True),
        Choice(Wish.OPEN_FILE, "Open a model file…"),
    )
    card.show_content(WelcomeContent(2, "This computer", "Shall we?", choices=choices))
    close = card.findChild(QPushButton, "welcomeCloseButton")
    find = button(card, Wish.FIND)
    card.resize(900, 300)
    qtbot.waitUntil(lambda: close.geometry().right() > 880)
    card.resize(400, 300)
    qtbot.waitUntil(lambda: close.y() > find.y())
    assert close.geometry().right() < 400
    assert card.minimumSizeHint().width() <= 400
