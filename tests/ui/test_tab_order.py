"""Tab goes as one reads, whenever the widgets were made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from qwq_desktop.ui.tab_order import in_reading_order, move_focus, tab_stops


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def button(parent, name, x, y, height=20):
    one = QPushButton(name, parent)
    one.setGeometry(x, y, 80, height)
    one.show()
    return one


def names(widgets):
    return [one.text() for one in widgets]


def part(window, y, height=100):
    one = QWidget(window)
    one.setGeometry(0, y, 400, height)
    one.show()
    return one


def test_rows_go_downwards_and_each_to_the_right(window):
    made = [
        button(window, "foot", 0, 200),
        button(window, "right", 200, 14, height=30),  # a taller one in the same row
        button(window, "left", 0, 20),
    ]
    assert names(in_reading_order(window, made)) == ["left", "right", "foot"]


def test_parts_come_in_the_order_given_whatever_is_hidden_or_disabled(window):
    head, foot = part(window, 0), part(window, 200)
    button(foot, "second", 0, 0)
    button(head, "first", 0, 0)
    button(head, "hidden", 0, 40).hide()
    button(head, "disabled", 0, 60).setEnabled(False)
    folded = QWidget(head)
    folded.setGeometry(0, 80, 100, 0)
    folded.show()
    button(folded, "folded away", 0, 0)
    assert names(tab_stops(window, (head, foot))) == ["first", "second"]


def test_tab_goes_round_in_both_directions(window, qtbot):
    here = part(window, 0)
    one, two = button(here, "one", 0, 0), button(here, "two", 0, 40)
    window.activateWindow()
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    visited = []
    for forward in (True, True, False):
        assert move_focus(window, (here,), forward=forward)
        visited.append(window.focusWidget())
    assert visited == [two, one, two]


def test_a_part_is_entered_where_it_is_in_view_and_followed_beyond(window, qtbot):
    outside = part(window, 0, height=40)
    begin = button(outside, "begin", 0, 0)
    area = QScrollArea(window)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setGeometry(0, 50, 300, 100)
    content = QWidget()
    content.resize(200, 1000)
    area.setWidget(content)
    for number in range(10):
        button(content, str(number), 0, 100 * number)
    area.show()
    area.verticalScrollBar().setValue(395)
    window.activateWindow()
    begin.setFocus()
    qtbot.waitUntil(begin.hasFocus)
    move_focus(window, (outside, area), forward=True)
    assert window.focusWidget().text() == "4"
    move_focus(window, (outside, area), forward=True)
    assert window.focusWidget().text() == "5"
    assert not window.focusWidget().visibleRegion().isEmpty()
