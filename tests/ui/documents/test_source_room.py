"""The room for sources beside the chat: its width, and what makes way for it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from qwq_desktop.ui.source_drawer import LEAST_BESIDE, LEAST_WIDTH, Grip
from qwq_desktop.ui.window import MainWindow


@pytest.fixture
def window(qtbot, dressed, pane, icons, theme):
    window = MainWindow(pane, icons, theme)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def source(qtbot):
    source = QLabel("source")
    source.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return source


def test_the_source_stands_beside_the_chat_and_never_over_it(window, source):
    window.show_source(source)
    assert window.source_pane is source
    assert source.width() == 484
    left = source.mapTo(window, QPoint(0, 0)).x()
    column = window.column
    assert column.mapTo(window, QPoint(column.width(), 0)).x() <= left
    window.close_source()
    assert window.source_pane is None


def test_settings_and_source_exclude_each_other(window, source, qtbot):
    window.set_settings_open(True)
    window.show_source(source)
    assert not window.is_settings_open
    with qtbot.waitSignal(window.source_closed):
        window.set_settings_open(True)
    assert window.source_pane is None
    assert window.is_settings_open


def test_in_a_narrow_window_the_chats_make_room(window, source):
    window.resize(760, 700)
    window.show_source(source)
    assert not window.is_sidebar_open
    assert window.column.width() >= LEAST_BESIDE
    window.toggle_sidebar()
    assert window.is_sidebar_open
    assert window.source_pane is None


def test_its_edge_can_be_dragged_within_bounds(window, source):
    window.show_source(source)
    grip = window.findChild(Grip)

    def drag(distance):
        start = QPoint(2, 300)
        QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(grip, start - QPoint(distance, 0))
        QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=start)
        return source.width()

    assert 530 < drag(60) < 560
    assert drag(-700) == LEAST_WIDTH
    assert drag(2000) == 1280 - LEAST_BESIDE
    QTest.mouseDClick(grip, Qt.MouseButton.LeftButton)
    assert source.width() == 484
