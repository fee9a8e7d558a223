"""The status line."""

import pytest
from PySide6.QtWidgets import QWidget

from qwq_desktop.ui.numbers import GROUP
from qwq_desktop.ui.status_line import StatusLine


@pytest.fixture
def line(qtbot, dressed):
    widget = StatusLine()
    qtbot.addWidget(widget)
    widget.resize(720, 20)
    widget.show()
    return widget


def text(line, name):
    label = line.findChild(QWidget, name)
    return label.text() if label.isVisible() else ""


def test_it_is_quiet_before_a_model_is_there(line):
    assert text(line, "statusContext") == ""
    assert text(line, "statusSpeed") == ""
    assert text(line, "statusPrivacy") == "Nothing leaves this computer"


def test_the_context_is_grouped_by_thousands(line):
    line.set_context(12431, 40960)
    assert text(line, "statusContext") == f"12{GROUP}431 of 40{GROUP}960 tokens"


def test_what_is_used_moves_on_while_the_whole_stays(line):
    line.set_context(0, 4096)
    line.set_context_used(218)
    assert text(line, "statusContext") == f"218 of 4{GROUP}096 tokens"


def test_no_model_no_number(line):
    line.set_context(10, 4096)
    line.set_context(None)
    line.set_context_used(20)
    assert text(line, "statusContext") == ""


def test_a_stretched_context_is_shown_with_its_factor_and_the_warning(line):
    assert text(line, "statusYarn") == ""
    line.set_yarn(2.0)
    assert text(line, "statusYarn") == "YaRN ×2.0"
    assert "Short texts" in line.yarn.toolTip()
    line.set_yarn(None)
    assert text(line, "statusYarn") == ""


@pytest.mark.parametrize(
    ("used", "role"), [(849, "caption"), (850, "warning"), (1200, "warning"), (0, "caption")]
)
def test_a_nearly_full_context_warns(line, used, role):
    line.set_context(used, 1000)
    assert line.context.property("role") == role


def test_a_context_of_unknown_size_never_warns(line):
    line.set_context(10, 0)
    assert line.context.property("role") == "caption"


@pytest.mark.parametrize(
    ("speed", "expected"),
    [(31.4, "31 tokens/s"), (2.34, "2.3 tokens/s"), (2300.0, f"2{GROUP}300 tokens/s"), (None, "")],
)
def test_the_speed_is_as_exact_as_is_useful(line, speed, expected):
    line.set_speed(speed)
    assert text(line, "statusSpeed") == expected


def test_phase_place_and_privacy_are_shown_as_told(line):
    line.set_phase("Reading the question… 40 %")
    line.set_place("Runs on the processor", "The long story")
    line.set_privacy("Answers come from a server")
    assert text(line, "statusPhase") == "Reading the question… 40 %"
    assert text(line, "statusPlace") == "Runs on the processor"
    assert line.place.toolTip() == "The long story"
    assert text(line, "statusPrivacy") == "Answers come from a server"
    line.set_privacy()
    assert text(line, "statusPrivacy") == "Nothing leaves this computer"


def test_where_room_is_short_the_context_stays_longest(line):
    line.set_context(12431, 40960)
    line.set_speed(31)
    line.set_place("64 of 64 layers on the GPU")
    line.set_phase("Thinking")
    line.resize(250, 20)
    assert text(line, "statusContext")
    assert text(line, "statusPhase")
    assert not text(line, "statusPlace")
    line.resize(900, 20)
    assert text(line, "statusPlace")


def test_the_line_never_widens_the_window(line):
    line.set_place("64 of 64 layers on the GPU " * 5)
    line.resize(300, 20)
    assert line.minimumSizeHint().width() == 0
    assert line.width() == 300


def test_connections_to_other_computers_are_counted_and_lead_to_their_list(qtbot, line):
    line.set_connections(3)
    assert text(line, "statusPrivacy").endswith("3 connections")
    line.set_privacy("What you write goes to a server")
    assert text(line, "statusPrivacy") == "What you write goes to a server"
    with qtbot.waitSignal(line.connections_requested):
        line.privacy.click()
