"""Making all text larger and smaller."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qwq_desktop.ui.window import MainWindow
from qwq_desktop.ui.zoom import Zoom


@pytest.fixture
def zoomed(qtbot, dressed, theme, icons, pane, store):
    window = MainWindow(pane, icons, theme)
    qtbot.addWidget(window)
    chat, composer = QWidget(), QWidget()
    window.set_chat_widgets(chat, composer)
    Zoom(store, window, chat)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return window, chat


def turn(widget, angle, keys=Qt.KeyboardModifier.ControlModifier):
    at = QPointF(widget.rect().center())
    over = QPointF(widget.mapToGlobal(at.toPoint()))
    phase, buttons = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    event = QWheelEvent(at, over, QPoint(), QPoint(0, angle), buttons, keys, phase, False)
    QApplication.sendEvent(widget, event)


def test_the_keys_zoom_and_say_so(zoomed, store):
    window, _ = zoomed
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_Plus, control)
    QTest.keyClick(window, Qt.Key.Key_Equal, control)
    assert store.value.font_scale == 1.2
    QTest.keyClick(window, Qt.Key.Key_Minus, control)
    assert store.value.font_scale == 1.1
    assert "zoom" in window.notices.keys
    QTest.keyClick(window, Qt.Key.Key_0, control)
    assert store.value.font_scale == 1.0


def test_the_size_stays_within_its_bounds(zoomed, store):
    window, _ = zoomed
    for _ in range(12):
        QTest.keyClick(window, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert store.value.font_scale == 0.8


def test_the_wheel_zooms_by_whole_notches_and_only_with_its_key(zoomed, store):
    _, chat = zoomed
    turn(chat, 120)
    assert store.value.font_scale == 1.1
    for _ in range(3):
        turn(chat, -40)
    assert store.value.font_scale == 1.0
    turn(chat, 120, Qt.KeyboardModifier.NoModifier)
    assert store.value.font_scale == 1.0
