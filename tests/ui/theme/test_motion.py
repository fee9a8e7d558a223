"""The drawer at the side of the window."""

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from qwq_desktop.ui.theme.motion import Drawer, duration_ms
from qwq_desktop.ui.theme.tokens import LIGHT, Theme


@pytest.fixture
def make_drawer(qtbot):
    window = QWidget()
    qtbot.addWidget(window)

    def make(theme, from_right=True):
        drawer = Drawer(QLabel("content"), 200, theme, from_right=from_right)
        middle = QLabel("middle")
        row = QHBoxLayout(window)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(middle, 1)
        row.addWidget(drawer)
        window.resize(600, 300)
        window.show()
        return drawer, middle

    return make


def test_nothing_moves_for_those_who_asked_for_less():
    assert duration_ms(Theme(LIGHT, reduced_motion=True)) == 0
    assert 120 <= duration_ms(Theme(LIGHT)) <= 180


def test_a_closed_drawer_gives_its_room_away(make_drawer, theme, qtbot):
    drawer, middle = make_drawer(theme)
    assert middle.width() == 400
    drawer.set_open(False)
    qtbot.waitUntil(lambda: middle.width() == 600)
    assert not drawer.isVisible()


def test_the_room_is_taken_at_once_and_only_the_content_slides(make_drawer, qtbot):
    drawer, middle = make_drawer(Theme(LIGHT))
    drawer.set_open(False)
    qtbot.waitUntil(lambda: middle.width() == 600)
    drawer.set_open(True)
    qtbot.waitUntil(lambda: middle.width() == 400)
    qtbot.waitUntil(lambda: drawer.content.x() == 0)
    assert drawer.content.width() == 200


def test_closing_while_it_slides_leaves_the_content_in_place(make_drawer):
    drawer, _ = make_drawer(Theme(LIGHT), from_right=False)
    drawer.set_open(False)
    drawer.set_open(True)
    drawer.set_open(False)
    assert drawer.content.x() == 0


def test_it_tells_only_real_changes(make_drawer, theme, qtbot):
    drawer, _ = make_drawer(theme)
    told = []
    drawer.opened_changed.connect(told.append)
    for wanted in (True, False, False, True):
        drawer.set_open(wanted)
    assert told == [False, True]


def test_its_width_follows_the_font_scale_up_to_a_point(make_drawer):
    drawer, _ = make_drawer(Theme(LIGHT, scale=1.2))
    assert drawer.width() == 240
    drawer.set_theme(Theme(LIGHT, scale=1.6))
    assert drawer.minimumWidth() == 250
