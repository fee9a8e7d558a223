"""Every control of the window has a name, and Tab goes through them as the eye does."""

from itertools import groupby

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)


def controls(root):
    """All that can be clicked or written in, shown or not; not what Qt makes for itself."""
    found = [one for one in root.findChildren(QWidget) if isinstance(one, CONTROLS)]
    return [
        one
        for one in found
        if not isinstance(one, QScrollBar) and not one.objectName().startswith("qt_")
    ]


def name_of(control):
    face = QAccessible.queryAccessibleInterface(control)
    return face.text(QAccessible.Text.Name) if face else control.accessibleName()


def nameless(root):
    """Controls without a name; a hidden button gets its words when it is shown."""
    return [
        f"{type(one).__name__} {one.objectName()} in {one.parent().objectName()}"
        for one in controls(root)
        if not name_of(one) and (one.isVisible() or not isinstance(one, QPushButton))
    ]


def speechless(root):
    """Buttons of which only an icon is seen, and no tooltip says what it means."""
    icons = [one for one in controls(root) if isinstance(one, QAbstractButton) and not one.text()]
    return [one.objectName() for one in icons if one.isVisible() and not one.toolTip()]


@pytest.fixture
def busy_window(program):
    """A chat with a thought, an answer and a tool, all panels opened once."""
    program.settings.update(program.replaced(tools_enabled=True))
    program.ask('How many r\'s are in the word "strawberry"')
    program.ask("What is 412 * 77?")
    program.window.resize(1280, 800)
    program.window.set_settings_open(True)
    return program


def test_every_control_has_a_name(busy_window):
    window = busy_window.window
    assert len(controls(window)) > 60
    assert nameless(window) == []
    assert speechless(window) == []


def test_every_control_of_the_dialogs_has_a_name(busy_window):
    busy_window.click("instructionsButton")
    busy_window.until(lambda: busy_window.find_all("instructionsForm"))
    form = busy_window.find("instructionsForm")
    assert nameless(form) == []
    form.reject()
    busy_window.window.sidebar.all_chats.export_requested.emit()
    busy_window.until(lambda: busy_window.find_all("exportDialog"))
    assert nameless(busy_window.find("exportDialog")) == []


def test_every_entry_of_a_menu_has_words(busy_window):
    menus = [one.menu() for one in busy_window.window.findChildren(QToolButton) if one.menu()]
    assert menus
    for menu in menus:
        assert all(entry.text() or entry.isSeparator() for entry in menu.actions())


def pressed_through(program, count):
    """The controls that have the keyboard one after the other, beginning with the composer."""
    program.window.activateWindow()
    program.window.focus_composer()
    stops = []
    for _ in range(count):
        QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Tab)
        stops.append(program.window.focusWidget())
    return stops


def test_tab_goes_from_part_to_part_as_they_stand_and_comes_back(busy_window):
    window = busy_window.window
    parts = {
        "composer": busy_window.app.composer,
        "status": window.status_line,
        "settings": window.settings_pane,
        "chats": window.sidebar,
        "header": window.column.header,
        "chat": busy_window.app.view,
    }

    def part_of(stop):
        return next(name for name, part in parts.items() if part.isAncestorOf(stop) or part is stop)

    stops = pressed_through(busy_window, 150)
    composer = window.findChild(QWidget, "composer")
    around = stops[: stops.index(composer) + 1]
    assert len(set(around)) == len(around) > 50
    assert [part for part, _ in groupby(around, part_of)] == [*parts, "composer"]
    QTest.keyClick(composer, Qt.Key.Key_Backtab)
    assert window.focusWidget() is not composer
