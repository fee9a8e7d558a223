"""The keys of a field that move in the list below it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget

from qwq_desktop.ui.list_keys import ListKeys


@pytest.fixture
def parts(qtbot):
    field, below = QLineEdit(), QListWidget()
    for widget in (field, below):
        qtbot.addWidget(widget)
    below.addItems(["one", "two", "three"])
    below.setCurrentRow(0)
    ListKeys(field, below)
    return field, below


def test_up_and_down_move_in_the_list(qtbot, parts):
    field, below = parts
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert below.currentRow() == 2
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert below.currentRow() == 1


def test_other_keys_stay_in_the_field(qtbot, parts):
    field, below = parts
    qtbot.keyClicks(field, "two")
    assert field.text() == "two"
    assert below.currentRow() == 0
