"""Number fields, segmented choices, and the wheel."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QValidator, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from qwq_desktop.ui.numbers import GROUP
from qwq_desktop.ui.settings.controls import Segmented, ValueField, quiet_slider
from qwq_desktop.ui.wrapping_row import WrappingRow

State = QValidator.State


@pytest.fixture
def field(qtbot, dressed):
    widget = ValueField(0.0, 2.0, 0.05, 2)
    qtbot.addWidget(widget)
    widget.setValue(0.6)
    widget.show()
    return widget


@pytest.fixture
def tokens(qtbot, dressed):
    widget = ValueField(512, 1048576, 512, 0, " tokens")
    qtbot.addWidget(widget)
    widget.setValue(65536)
    widget.show()
    return widget


def turn_wheel(widget):
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        QPointF(widget.mapToGlobal(at.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event


def write(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def test_numbers_are_shown_as_people_write_them(field, tokens):
    assert field.text() == "0.60"
    assert tokens.text() == f"65{GROUP}536 tokens"


@pytest.mark.parametrize(("text", "value"), [("1.25", 1.25), ("0,35", 0.35), (".5", 0.5)])
def test_a_point_and_a_comma_do_the_same(field, qtbot, text, value):
    write(qtbot, field, text)
    assert field.value() == pytest.approx(value)


@pytest.mark.parametrize("text", ["40960", "40 960"])
def test_large_numbers_may_be_written_with_spaces(tokens, qtbot, text):
    write(qtbot, tokens, text)
    assert tokens.value() == 40960
    assert tokens.text() == f"40{GROUP}960 tokens"


@pytest.mark.parametrize(("text", "kept"), [("9", 2.0), ("abc", 0.6), ("-1", 1.0), ("1..5", 1.5)])
def test_what_is_no_number_cannot_be_entered(field, qtbot, text, kept):
    write(qtbot, field, text)
    assert field.value() == pytest.approx(kept)


@pytest.mark.parametrize(("text", "value"), [("3", 512), ("99999999", 1048576)])
def test_out_of_bounds_becomes_the_nearest_bound(tokens, qtbot, text, value):
    write(qtbot, tokens, text)
    assert tokens.value() == value


def test_an_empty_field_keeps_the_number_it_had(tokens, qtbot):
    tokens.selectAll()
    qtbot.keyClick(tokens, Qt.Key.Key_Delete)
    qtbot.keyClick(tokens, Qt.Key.Key_Return)
    assert tokens.value() == 65536


def test_typing_is_reported_once_when_it_is_finished(tokens, qtbot):
    told = []
    tokens.valueChanged.connect(told.append)
    write(qtbot, tokens, "8192")
    assert told == [8192]


def test_the_validator_knows_three_states(field):
    assert field.validate("1.5", 3)[0] is State.Acceptable
    assert field.validate("7", 1)[0] is State.Intermediate
    assert field.validate("", 0)[0] is State.Intermediate
    assert field.validate("x", 1)[0] is State.Invalid


def test_the_wheel_changes_nothing_without_the_focus(field, qtbot):
    slider = quiet_slider("x", 100, lambda position: None)
    qtbot.addWidget(slider)
    slider.show()
    for widget in (field, slider):
        widget.clearFocus()
        before = widget.value()
        event = turn_wheel(widget)
        assert widget.value() == before
        assert not event.isAccepted()


def test_the_wheel_works_with_the_focus(qtbot, dressed):
    window = QWidget()
    qtbot.addWidget(window)
    slider = quiet_slider("x", 100, lambda position: None)
    slider.setParent(window)
    window.show()
    window.activateWindow()
    slider.setFocus()
    qtbot.waitUntil(slider.hasFocus)
    turn_wheel(slider)
    assert slider.value() > 0


@pytest.fixture
def segmented(qtbot, dressed):
    widget = Segmented("yarn")
    qtbot.addWidget(widget)
    widget.set_choices("YaRN", (("auto", "Automatic"), ("off", "Off"), ("on", "On")))
    widget.set_value("auto")
    widget.show()
    return widget


def test_a_click_chooses_and_only_one_holds(segmented, qtbot):
    told = []
    segmented.chosen.connect(told.append)
    qtbot.mouseClick(segmented.button("on"), Qt.MouseButton.LeftButton)
    assert told == ["on"]
    assert segmented.value == "on"
    assert not segmented.button("auto").isChecked()


def test_showing_a_value_reports_nothing(segmented):
    told = []
    segmented.chosen.connect(told.append)
    segmented.set_value("off")
    assert told == []
    assert segmented.value == "off"


def test_new_words_keep_the_choice(segmented):
    segmented.set_choices("YaRN", (("auto", "自动"), ("off", "关"), ("on", "开")))
    assert segmented.value == "auto"
    assert segmented.button("off").text() == "关"


def test_segments_know_their_place_and_their_title(segmented):
    places = [segmented.button(value).property("segment") for value in ("auto", "off", "on")]
    assert places == ["first", "middle", "last"]
    assert segmented.button("on").accessibleName() == "YaRN: On"


def test_segments_that_may_stack_do_so_where_they_have_no_room(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    row = WrappingRow(8, window)
    segments = Segmented("models_section", may_stack=True)
    segments.set_choices("Which", [(n, f"Quite a long name {n}") for n in range(3)])
    row.addWidget(segments)
    buttons = [segments.button(n) for n in range(3)]
    line = segments.sizeHint()
    window.resize(line.width() + 20, row.heightForWidth(line.width() + 20))
    window.show()
    assert [b.property("segment") for b in buttons] == ["first", "middle", "last"]
    assert len({b.y() for b in buttons}) == 1
    narrow = row.minimumSize().width()
    assert narrow < line.width()
    window.resize(narrow, row.heightForWidth(narrow))
    assert [b.property("segment") for b in buttons] == ["top", "within", "bottom"]
    assert len({b.x() for b in buttons}) == 1
    assert window.height() == len(buttons) * line.height()
    window.resize(line.width() + 20, line.height())
    assert [b.property("segment") for b in buttons] == ["first", "middle", "last"]
