import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from steps import SetupError, format_seconds, hints, tail


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (42.4, "42 s"), (59.7, "1 min 00 s"), (252, "4 min 12 s")],
)
def test_durations_read_well(seconds, text):
    assert format_seconds(seconds) == text


@given(st.text(), st.integers(1, 50))
def test_the_tail_is_never_longer_than_asked(text, lines):
    assert len(tail(text, lines).split("\n")) <= max(lines, len(text))
    assert len(tail(text, lines).splitlines()) <= lines


def test_a_step_tells_its_title_and_its_time(said):
    lines, steps = said
    with steps.step("First"):
        steps.say("   a remark")
    with steps.step("Second"):
        pass
    text = "".join(lines)
    assert text.index("1. First …") < text.index("a remark") < text.index("done in")
    assert "2. Second …" in text


def test_a_step_that_fails_says_so_and_lets_the_error_through(said):
    lines, steps = said
    with pytest.raises(SetupError), steps.step("Doomed"):
        raise SetupError("no")
    assert "failed after" in lines[-1]


def test_output_goes_to_the_log_only(said):
    lines, steps = said
    steps.run([sys.executable, "-c", "print('déjà 中')"], {"PYTHONIOENCODING": "utf-8"})
    assert "déjà 中" in steps.log_path.read_text(encoding="utf-8")
    assert lines == []


def test_a_command_sees_the_added_variables(said):
    _, steps = said
    steps.run([sys.executable, "-c", "import os; print(os.environ['QWQ_X'])"], {"QWQ_X": "seen"})
    assert "seen" in steps.log_path.read_text(encoding="utf-8")


def test_a_failure_shows_the_end_of_its_own_output(said):
    _, steps = said
    steps.run([sys.executable, "-c", "print('earlier')"])
    code = "import sys; [print('line', i) for i in range(200)]; sys.exit(3)"
    with pytest.raises(SetupError) as caught:
        steps.run([sys.executable, "-c", code])
    text = str(caught.value)
    assert "line 199" in text
    assert "line 5\n" not in text
    assert "earlier" not in text
    assert "status 3" in text
    assert str(steps.log_path) in text


def test_a_program_that_is_not_there_is_told_plainly(said):
    _, steps = said
    with pytest.raises(SetupError, match="no-such-program"):
        steps.run(["no-such-program-of-ours"])


def test_known_troubles_get_a_hint_once():
    output = "x\nNo space left on device\nNo space left on device\n"
    assert len(hints(output)) == 1
    assert hints("all is well") == []
