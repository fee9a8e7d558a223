from datetime import datetime

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QListView

from qwq_desktop.storage.search import Part, SearchHit
from qwq_desktop.storage.snippets import Snippet
from qwq_desktop.ui.search.results import SearchResults
from qwq_desktop.ui.search.wording import part_text, time_text
from qwq_desktop.ui.sidebar import Sidebar

NOON = datetime(2026, 3, 30, 12).timestamp()
TITLE = Snippet("Roots of a quartic", ((0, 5),))
THOUGHT = Snippet("…the 😀 roots are", ((7, 12),))
HITS = (
    SearchHit(1, "Roots of a quartic", None, Part.TITLE, TITLE, NOON),
    SearchHit(1, "Roots of a quartic", 7, Part.THINKING, THOUGHT, NOON),
    SearchHit(2, "方程", 9, Part.ANSWER, Snippet("求方程的根", ((4, 5),)), NOON - 9e6),
)


@pytest.fixture
def results(qtbot, dressed, theme):
    widget = SearchResults(theme, now=lambda: NOON)
    qtbot.addWidget(widget)
    widget.resize(240, 300)
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # in the window the field keeps the cursor
    widget.show()
    widget.show_hits(HITS)
    return widget


@pytest.fixture
def sidebar(qtbot, dressed, icons, theme):
    widget = Sidebar(icons, theme, now=lambda: NOON)
    qtbot.addWidget(widget)
    widget.resize(264, 700)
    widget.show()
    return widget


@pytest.fixture
def chosen(results):
    chosen = []
    results.hit_chosen.connect(chosen.append)
    return chosen


def pixels(widget, color):
    image = widget.grab().toImage()
    return sum(
        image.pixelColor(x, y).name() == color
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def test_each_hit_says_chat_part_words_and_time(results):
    spoken = [results.found.index(row).data() for row in range(3)]
    assert spoken[0].startswith("Roots of a quartic · ")
    assert "Thinking · …the 😀 roots are" in spoken[1]
    assert "方程 · Answer · 求方程的根" in spoken[2]
    assert isinstance(results, QListView)


def test_a_title_takes_one_line_and_words_take_more(results):
    heights = [results.visualRect(results.found.index(row)).height() for row in range(3)]
    assert heights[0] < heights[1] == heights[2]


def test_the_words_looked_for_are_marked(results, theme, dark_theme):
    marked = pixels(results, theme.palette.mark.lower())
    assert marked > 50
    results.show_hits(())
    assert pixels(results, theme.palette.mark.lower()) == 0
    results.show_hits(HITS)
    results.set_theme(dark_theme)
    assert pixels(results, dark_theme.palette.mark.lower()) > 50


def test_steps_stay_within_the_list(results, chosen):
    results.step(1)
    results.step(1)
    results.step(-1)
    results.choose()
    results.step(-1)
    results.choose()
    for _ in range(9):
        results.step(1)
    results.choose()
    assert chosen == [HITS[0], HITS[0], HITS[2]]


def test_without_a_step_the_first_hit_is_chosen(results, chosen):
    results.choose()
    assert chosen == [HITS[0]]
    results.show_hits(())
    results.choose()
    results.step(1)
    assert chosen == [HITS[0]]


def test_a_click_chooses(results, chosen, qtbot):
    place = results.visualRect(results.found.index(1)).center()
    qtbot.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [HITS[1]]


def test_all_parts_have_names():
    assert len({part_text(part) for part in Part}) == len(Part)


def test_today_has_a_time_and_other_days_a_date():
    locale = QLocale("de_DE")
    assert time_text(NOON - 3600, NOON, locale) == "11:00"
    assert time_text(NOON - 90_000, NOON, locale) == "29.03.26"


def test_what_was_found_takes_the_place_of_the_chats_until_the_field_is_empty(sidebar, qtbot):
    sidebar.search.setText("roots")
    sidebar.show_hits(HITS)
    assert sidebar.results.isVisible()
    assert not sidebar.chat_list.isVisible()
    sidebar.search.setText("roots of")
    assert sidebar.results.isVisible()
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Escape)
    assert sidebar.search.text() == ""
    assert sidebar.chat_list.isVisible()
    assert not sidebar.results.isVisible()


def test_hits_that_come_after_the_field_was_emptied_are_not_shown(sidebar):
    sidebar.show_hits(HITS)
    assert not sidebar.results.isVisible()


def test_nothing_found_is_said_kindly(sidebar):
    sidebar.search.setText("zebra")
    sidebar.show_hits(())
    assert sidebar._empty.isVisible()
    assert sidebar._empty.text().startswith("Nothing found for “zebra”.")


def test_the_keys_of_the_field_move_in_the_list(sidebar, qtbot):
    chosen = []
    sidebar.results.hit_chosen.connect(chosen.append)
    sidebar.search.setText("roots")
    sidebar.show_hits(HITS)
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Down)
    qtbot.keyClick(sidebar.search, Qt.Key.Key_Return)
    assert chosen == [HITS[1]]
    with qtbot.waitSignal(sidebar.search.left):
        qtbot.keyClick(sidebar.search, Qt.Key.Key_Escape)
        qtbot.keyClick(sidebar.search, Qt.Key.Key_Escape)
