import json

import pytest

from qwq_desktop.storage.records import ToolStep, TurnRecord
from qwq_desktop.ui.chat.stopwatch import Stopwatch
from qwq_desktop.ui.chat.wording import (
    duration_text,
    made_by_text,
    running_text,
    step_text,
    tokens_text,
)
from qwq_desktop.ui.numbers import GROUP


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (12.4, "12 s"), (59.6, "1 min 0 s"), (80, "1 min 20 s"), (3_900, "1 h 5 min")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def test_token_counts_are_grouped() -> None:
    assert tokens_text(1_640) == f"1{GROUP}640 tokens"


def test_a_calculation_reads_as_one() -> None:
    step = ToolStep("calculator", '{"expression": "412 * 77"}', "31724")
    assert step_text(step) == "Calculated 412 * 77 → 31724"


@pytest.mark.parametrize(
    ("name", "arguments", "running", "done"),
    [
        ("calculate", '{"expression": "6 * 7"}', "Calculating 6 * 7…", "Calculated 6 * 7 → 42"),
        ("get_datetime", "{}", "Using get_datetime…", "Looked at the clock → 42"),
        ("dice", "{}", "Using dice…", "Used dice → 42"),
        ("dice", '{"sides": 6}', "Using dice: 6…", "Used dice: 6 → 42"),
    ],
)
def test_tools_say_what_they_do_and_did(name, arguments, running, done) -> None:
    assert running_text(ToolStep(name, arguments, "")) == running
    assert step_text(ToolStep(name, arguments, "42")) == done


def test_other_tools_are_named_and_long_results_cut() -> None:
    line = step_text(ToolStep("search", '{"query": "x"}', "word\n" * 100))
    assert line.startswith("Used search: x → word word")
    assert len(line) < 160


@pytest.mark.parametrize("arguments", ["not json", "[1, 2]", "3", ""])
def test_odd_arguments_do_no_harm(arguments: str) -> None:
    assert "→ 5" in step_text(ToolStep("calculator", arguments, "5"))


def test_an_answer_tells_how_it_was_made() -> None:
    settings = json.dumps({"temperature": 0.6, "top_p": 0.95, "seed": None, "other": "x"})
    text = made_by_text(TurnRecord(model_name="QwQ Nano", settings=settings, tokens_per_second=31))
    assert text == "QwQ Nano · temperature 0.6 · top-p 0.95 · 31 tokens/s"
    assert made_by_text(TurnRecord(model_id="m", settings="damaged")) == "m"
    assert made_by_text(TurnRecord(model_id="m", settings="[]")) == "m"


def test_the_stopwatch_adds_its_stretches() -> None:
    now = [10.0]
    watch = Stopwatch(lambda: now[0])
    watch.start()
    now[0] = 13
    watch.start()  # already running
    assert watch.seconds == 3
    watch.pause()
    now[0] = 50
    assert watch.seconds == 3
    watch.start()
    now[0] = 51
    assert (watch.seconds, watch.is_running) == (4, True)
    watch.set_seconds(100)
    assert watch.seconds == 100
