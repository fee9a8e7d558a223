"""A row of controls in windows of any width."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.ui.wrapping_row import WrappingRow, place

SIZES = st.lists(st.builds(QSize, st.integers(1, 300), st.integers(1, 60)), max_size=8)


@given(SIZES, st.integers(1, 900), st.booleans())
def test_nothing_overlaps_and_nothing_leaves_the_row(sizes, width, has_end):
    placed = place(sizes, width, 8, has_end=has_end)
    for number, one in enumerate(placed.places):
        assert one.left() >= 0
        assert one.right() < width
        assert one.top() >= 0
        assert one.bottom() < placed.height
        assert not any(one.intersects(other) for other in placed.places[:number])


def test_the_end_stands_at_the_right_only_if_all_have_room_in_one_line():
    sizes = [QSize(100, 30), QSize(60, 20)]
    wide = place(sizes, 400, 8, has_end=True)
    assert wide.places[1].right() == 399
    assert wide.height == 30
    assert wide.places[1].top() == 5, "on the middle of the line"
    narrow = place(sizes, 120, 8, has_end=True)
    assert narrow.places[1].left() == 0
    assert narrow.places[1].top() == 38


def test_it_gives_room_below_to_what_does_not_fit(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    column, row = QVBoxLayout(widget), WrappingRow(8)
    first, second, below = QPushButton("first"), QPushButton("second"), QLabel("below")
    for button in (first, second):
        button.setFixedSize(150, 30)
        row.addWidget(button)
    column.addLayout(row)
    column.addWidget(below)
    widget.resize(500, 300)
    widget.show()
    assert first.y() == second.y()
    assert widget.minimumSizeHint().width() < 2 * 150
    widget.resize(200, 300)
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert below.y() > second.y()


def test_a_part_is_inserted_moved_and_hidden(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    row = WrappingRow(8, widget)
    one, two, end = QPushButton("1"), QPushButton("2"), QPushButton("end")
    row.add_end(end)
    row.insert(0, one)
    row.insert(0, two)
    row.insert(0, one)
    one.hide()
    widget.resize(600, 60)
    widget.show()
    qtbot.waitUntil(lambda: end.geometry().right() == 599)
    assert row.count() == 3
    assert two.x() == 0


def test_other_widgets_take_the_place_of_those_before(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    row = WrappingRow(8, widget)
    widget.show()
    stays, goes, comes = QPushButton("stays"), QPushButton("goes"), QPushButton("comes")
    row.set_widgets([goes, stays])
    stays.hide()
    with qtbot.waitSignal(goes.destroyed):
        row.set_widgets([stays, comes])
    assert row.widgets == [stays, comes]
    assert stays.isHidden(), "one that was there is left as it is"
    assert comes.isVisible()
