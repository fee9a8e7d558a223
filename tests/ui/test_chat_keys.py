"""The keys that move through the chat."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat_keys import ChatKeys, question_beside


def chat(count):
    roles = (Role.USER, Role.ASSISTANT)
    return [
        Message(n, 1, n - 1 or None, roles[(n - 1) % 2], f"text {n}\n\n" * 9)
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("seen", "by", "expected"),
    [(1, -1, None), (2, -1, 1), (3, -1, 1), (4, -1, 3), (1, 1, 3), (2, 1, 3), (5, 1, None)],
)
def test_the_question_beside_what_is_seen(seen, by, expected):
    assert question_beside(chat(6), seen, by) == expected


@pytest.fixture
def column(qtbot, dressed, theme, icons):
    holder = QWidget()
    qtbot.addWidget(holder)
    view, field = ChatView(theme, icons), QPlainTextEdit()
    field.setFixedHeight(60)
    stack = QVBoxLayout(holder)
    stack.addWidget(view)
    stack.addWidget(field)
    ChatKeys(view, view.scroll_area, holder)
    holder.resize(600, 500)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is holder)
    view.set_messages(chat(12))
    field.setFocus()
    return view, field, holder


def test_page_keys_scroll_the_chat_from_the_field(column):
    view, field, _holder = column
    bar = view.scroll_area.verticalScrollBar()
    before = bar.value()
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    assert bar.value() < before
    up = bar.value()
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert bar.value() > up


def test_a_long_text_in_the_field_scrolls_first(column):
    view, field, _holder = column
    field.setPlainText("line\n" * 50)
    before = view.scroll_area.verticalScrollBar().value()
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert field.verticalScrollBar().value() > 0
    assert view.scroll_area.verticalScrollBar().value() == before


def test_alt_and_arrows_go_from_question_to_question(column):
    view, field, _holder = column
    places = []
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        places.append(view.visible_ids()[0])
    assert places == [places[0], places[0] - 2, places[0] - 4]
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert view.visible_ids()[0] == places[1]
