"""The page on paper made larger and smaller: what stays in place, how sharp it is, by what keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qwq_desktop.documents.parser.limits import MOST_PIXELS
from qwq_desktop.ui.documents.viewer.drawn_page import _SETTLES_MS, MARGIN, DrawnPage
from qwq_desktop.ui.documents.viewer.keys import Move, move_of
from qwq_desktop.ui.documents.viewer.page_zoom import (
    FIT,
    LEAST,
    MOST,
    Stretch,
    bounded,
    held,
    sharp_width,
    stepped,
)
from qwq_desktop.ui.documents.viewer.source import Source
from tests.documents.parser import odd_files as odd

PAGES = odd.in_pages(*(odd.lines([f"Page {number} speaks."]) for number in (1, 2, 3)))
MARK = (0.6, 0.5, 0.8, 0.52)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def drawn(qtbot, dressed, theme):
    view = DrawnPage(theme)
    qtbot.addWidget(view)
    view.resize(484, 700)
    view.show()
    qtbot.waitExposed(view)
    return view


def paper(width=448, height=634):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def turn_wheel(view, at, angle, keys=CONTROL):
    over = QPointF(view.viewport().mapToGlobal(at))
    phase, buttons = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    event = QWheelEvent(QPointF(at), over, QPoint(), QPoint(0, angle), buttons, keys, phase, False)
    QApplication.sendEvent(view.viewport(), event)


def place_under(view, at):
    """Which place of the page, 0 to 1, is at a place of the view."""
    sheet = view.sheet
    point = sheet.mapFrom(view.viewport(), at)
    return point.x() / sheet.width(), point.y() / sheet.height()


def test_the_steps_lead_from_the_smallest_to_the_largest_and_back_over_the_fit():
    zoom, seen = LEAST, []
    while zoom < MOST:
        zoom = stepped(zoom, 1)
        seen.append(zoom)
    assert seen == sorted(set(seen))
    assert FIT in seen
    assert stepped(MOST, 1) == MOST
    assert stepped(LEAST, -1) == LEAST
    assert stepped(stepped(1.25, 2), -2) == 1.25
    assert stepped(1.1, 1) == 1.25
    assert stepped(1.1, -1) == FIT


@given(st.floats(-10, 10))
def test_any_zoom_is_brought_within_its_bounds(zoom):
    assert LEAST <= bounded(zoom) <= MOST


@given(
    st.integers(0, 400),
    st.integers(1, 3000),
    st.integers(0, 400),
    st.integers(1, 3000),
    st.integers(0, 3000),
    st.integers(0, 900),
)
def test_what_is_under_the_pointer_stays_there(begin, length, begins, lasts, scrolled, anchor):
    before, after = Stretch(begin, length), Stretch(begins, lasts)
    share = before.share(scrolled + anchor)
    found = after.place(share) - held(before, after, scrolled, anchor)
    assert abs(found - anchor) <= 0.5 + 1e-6


@given(st.floats(1, 20_000), st.floats(0.05, 20))
def test_a_picture_is_as_wide_as_it_is_shown_within_the_limit_of_pixels(width, shape):
    pixels = sharp_width(width, shape, MOST_PIXELS)
    assert pixels <= max(1, round(width))
    assert pixels * (pixels - 1) * shape <= MOST_PIXELS
    assert sharp_width(width, 0, MOST_PIXELS) == max(1, round(width))


def test_the_wheel_with_its_key_zooms_about_the_pointer_and_the_marks_scale(drawn):
    drawn.show_page(paper(), [MARK], moves=True)
    at = QPoint(300, 260)
    before, (mark,) = place_under(drawn, at), drawn.sheet.rectangles()
    for _ in range(3):
        turn_wheel(drawn, at, 120)
    assert drawn.zoom == 2.0
    assert place_under(drawn, at) == pytest.approx(before, abs=0.01)
    (larger,) = drawn.sheet.rectangles()
    assert larger.width() == pytest.approx(2 * mark.width(), abs=1)
    assert larger.top() == pytest.approx(2 * mark.top(), abs=1)
    for _ in range(6):
        turn_wheel(drawn, at, -60)
    assert drawn.zoom == FIT


def test_the_wheel_alone_scrolls_and_half_a_notch_waits_for_the_other(drawn):
    drawn.show_page(paper(448, 4000), [], moves=True)
    turn_wheel(drawn, QPoint(100, 100), -120, NONE)
    assert drawn.verticalScrollBar().value() > 0
    turn_wheel(drawn, QPoint(100, 100), 60)
    assert drawn.zoom == FIT
    turn_wheel(drawn, QPoint(100, 100), 60)
    assert drawn.zoom == 1.25


def test_without_a_pointer_the_mark_in_view_stays_where_it_is(drawn):
    drawn.show_page(paper(), [MARK], moves=True)
    place = drawn.sheet.mapTo(drawn.viewport(), drawn.sheet.rectangles()[0].center().toPoint())
    drawn.set_zoom(3.0)
    now = drawn.sheet.mapTo(drawn.viewport(), drawn.sheet.rectangles()[0].center().toPoint())
    assert (now - place).manhattanLength() <= 3


def test_a_page_that_fits_has_no_bar_below_and_a_small_one_stands_in_the_middle(drawn):
    drawn.show_page(paper(448, 4000), [], moves=True)
    assert not drawn.horizontalScrollBar().isVisible()
    assert drawn.sheet.x() == MARGIN
    drawn.set_zoom(0.5)
    assert drawn.sheet.geometry().center().x() == pytest.approx(drawn.width() / 2, abs=1)
    drawn.set_zoom(2.0)
    assert drawn.horizontalScrollBar().maximum() > 0


def test_a_new_size_asks_for_one_sharp_picture_and_then_rests(drawn, qtbot):
    drawn.show_page(paper(drawn.wanted_width_px), [], moves=True)
    asked = []
    drawn.width_changed.connect(lambda: asked.append(drawn.wanted_width_px))
    with qtbot.waitSignal(drawn.width_changed):
        drawn.set_zoom(1.25)
        drawn.set_zoom(1.5)
    assert asked == [pytest.approx(1.5 * 448, abs=1)]
    height = round(asked[0] * drawn.sheet.height_per_width)
    drawn.show_page(paper(asked[0], height), [], moves=False)
    assert abs(drawn.wanted_width_px - asked[0]) <= 1


def test_a_picture_that_came_for_another_room_is_asked_for_once_more_and_no_more(drawn, qtbot):
    asked = []
    drawn.width_changed.connect(lambda: asked.append(drawn.wanted_width_px))
    with qtbot.waitSignal(drawn.width_changed):
        drawn.show_page(paper(600, 850), [], moves=True)
    drawn.show_page(paper(200, 283), [], moves=False)  # the most that can be had
    with qtbot.assertNotEmitted(drawn.width_changed, wait=2 * _SETTLES_MS):
        pass
    assert len(asked) == 1


def test_a_picture_asks_for_no_more_pixels_than_the_parser_gives(drawn):
    drawn.show_page(paper(448, 4480), [], moves=True)
    drawn.set_zoom(MOST)
    wanted = drawn.wanted_width_px
    assert wanted < 4 * 448
    assert wanted * round(wanted * 10) <= 1.01 * MOST_PIXELS


def test_the_mouse_moves_a_page_that_is_larger_than_its_view(drawn, qtbot):
    drawn.show_page(paper(), [], moves=True)
    drawn.set_zoom(2.0)
    assert drawn.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor
    before = drawn.horizontalScrollBar().value(), drawn.verticalScrollBar().value()
    viewport = drawn.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert viewport.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(viewport, QPoint(170, 150))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(170, 150))
    now = drawn.horizontalScrollBar().value(), drawn.verticalScrollBar().value()
    assert now == (before[0] + 30, before[1] + 50)


@pytest.mark.parametrize(
    ("key", "keys", "move"),
    [
        (Qt.Key.Key_Plus, CONTROL | SHIFT, Move.LARGER),
        (Qt.Key.Key_Plus, CONTROL | Qt.KeyboardModifier.KeypadModifier, Move.LARGER),
        (Qt.Key.Key_Equal, CONTROL, Move.LARGER),
        (Qt.Key.Key_Minus, CONTROL, Move.SMALLER),
        (Qt.Key.Key_0, CONTROL, Move.FIT),
        (Qt.Key.Key_PageDown, CONTROL, Move.PAGE_ON),
        (Qt.Key.Key_End, CONTROL, Move.LAST_PAGE),
        (Qt.Key.Key_Plus, NONE, None),
        (Qt.Key.Key_N, CONTROL, None),
    ],
)
def test_the_keys_that_a_page_on_paper_takes(key, keys, move):
    assert move_of(key, keys, is_drawn=True) is move


def test_a_text_leaves_the_keys_of_its_cursor_and_of_the_windows_zoom():
    for key, keys in ((Qt.Key.Key_Home, NONE), (Qt.Key.Key_Plus, CONTROL)):
        assert move_of(key, keys, is_drawn=False) is None
    assert move_of(Qt.Key.Key_PageDown, CONTROL, is_drawn=False) is Move.PAGE_ON


def open_page(desk, pane, document_id, page=1):
    name = desk.library.entry(document_id).document.name
    return desk.show(pane, Source(document_id, name, page, is_paged=True))


def test_keys_and_buttons_zoom_and_the_page_comes_anew_in_its_size(desk, source_pane, qtbot):
    document_id = desk.bring("three 三.pdf", PAGES)
    open_page(desk, source_pane, document_id)
    room = source_pane.drawn.width() - 2 * MARGIN
    with qtbot.waitSignal(
        source_pane.page_shown,
        check_params_cb=lambda page: page.content.image.width() > 1.9 * room,
        timeout=20_000,
    ):
        QTest.keyClick(source_pane.drawn, Qt.Key.Key_Plus, CONTROL)
        QTest.keyClick(source_pane, Qt.Key.Key_Equal, CONTROL)
        QTest.mouseClick(source_pane.paper.row.larger, Qt.MouseButton.LeftButton)
    assert source_pane.drawn.zoom == 2.0
    assert source_pane.paper.row.percent.text() == "200 %"
    assert source_pane.page.content.image.width() == pytest.approx(2 * room, abs=2)
    QTest.mouseClick(source_pane.paper.row.smaller, Qt.MouseButton.LeftButton)
    assert source_pane.drawn.zoom == 1.5
    QTest.keyClick(source_pane.drawn, Qt.Key.Key_0, CONTROL)
    assert source_pane.paper.row.percent.text() == "100 %"
    QTest.mouseClick(source_pane.paper.row.larger, Qt.MouseButton.LeftButton)
    QTest.mouseClick(source_pane.paper.row.fit, Qt.MouseButton.LeftButton)
    assert source_pane.drawn.zoom == FIT


def test_the_zoom_stays_from_page_to_page_and_another_document_fits(desk, source_pane, qtbot):
    first, second = desk.bring("one.pdf", PAGES), desk.bring("two.pdf", PAGES)
    open_page(desk, source_pane, first)
    source_pane.paper.zoom(2)
    with qtbot.waitSignal(
        source_pane.page_shown,
        check_params_cb=lambda page: page.source.page == 2,
        timeout=20_000,
    ):
        QTest.keyClick(source_pane.drawn, Qt.Key.Key_PageDown, CONTROL)
    assert source_pane.drawn.zoom == 1.5
    with qtbot.waitSignal(
        source_pane.page_shown,
        check_params_cb=lambda page: page.source.page == 3,
        timeout=20_000,
    ):
        QTest.keyClick(source_pane.drawn, Qt.Key.Key_End, CONTROL)
    open_page(desk, source_pane, second)
    assert source_pane.drawn.zoom == FIT


def test_the_windows_own_keys_wait_while_a_page_has_the_focus(desk, source_pane):
    def is_taken(key, keys):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, keys)
        event.ignore()
        QApplication.sendEvent(source_pane.drawn, event)
        return event.isAccepted()

    open_page(desk, source_pane, desk.bring("one.pdf", PAGES))
    assert is_taken(Qt.Key.Key_Plus, CONTROL)
    assert not is_taken(Qt.Key.Key_N, CONTROL)
