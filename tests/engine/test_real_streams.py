"""Thinking control over what real models wrote: wherever the budget ends, an answer comes.

The thoughts come from recorded outputs; what follows the forced end is once the demonstration
model's own answer, once the rest of the recorded output with its own closing tag.
"""

import gzip
import json

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.budget import Limits, ThoughtEnd
from qwq_desktop.engine.thinking import CLOSE, OPEN, Start, ThinkingParser, gather

BUDGETS = [0, 1, 50]
LETTERS_A_TOKEN = 4
READ = 900  # characters of a recorded thought that the small model is given
THINKING, ANSWER = p.Channel.THINKING, p.Channel.ANSWER
INSIDE = {"\\(": "formula", "\\[": "formula", "$$": "formula", "```": "code", "<tool_call>": "call"}


@pytest.fixture(scope="module")
def records(pytestconfig):
    path = pytestconfig.rootpath / "tests/data/streams-selection.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [r for r in found if CLOSE in r["text"] or r["stored"] == "thinking-only"]


def thought(record):
    return record["text"].replace(OPEN, "", 1).partition(CLOSE)[0].strip("\n")


def tokens_of(text):
    """Pieces about as long as a token."""
    return [text[i : i + LETTERS_A_TOKEN] for i in range(0, len(text), LETTERS_A_TOKEN)]


def closed_by_force(text, budget):
    """(the thought as the budget ends it, the place where it was cut)."""
    end, bounds = ThoughtEnd(), Limits(10_000, budget, budget - budget // 5)
    place = 0
    for spent, piece in enumerate(tokens_of(text)):
        if spent >= budget or end.is_good(spent, bounds):
            break
        end.add(piece)
        place += len(piece)
    return text[:place] + end.closing(leads=bool(place)), place


@pytest.mark.parametrize("budget", BUDGETS)
def test_a_forced_end_and_the_models_own_one_leave_an_answer(records, budget):
    for record in records:
        text = record["text"].replace(OPEN, "", 1)
        begun, place = closed_by_force(thought(record), budget)
        rest = text[place:] if CLOSE in text[place:] else f"{text[place:]}\n{CLOSE}\n\n42"
        parser = ThinkingParser(Start.THINKING)
        pieces = [*parser.feed(begun)]
        for piece in tokens_of(rest):
            pieces += parser.feed(piece)
        parts = gather([*pieces, *parser.finish()])
        assert parts[ANSWER].strip() or parser.calls, record["id"]
        assert parser.channel is not THINKING, record["id"]
        alone = [line.strip() for line in parts[ANSWER].splitlines()]
        assert CLOSE not in alone, record["id"]


def places_inside(text):
    """Where formulas, code and calls are open in a thought, one place of each kind."""
    end, found = ThoughtEnd(), {}
    place = 0
    for piece in tokens_of(text):
        end.add(piece)
        place += len(piece)
        kind = INSIDE.get(end.open_part)
        if kind:
            found.setdefault(kind, place)
    return found


def test_what_is_open_at_the_cut_is_closed_in_every_recorded_thought(records):
    seen = set()
    for record in records:
        text = thought(record)
        for kind, place in places_inside(text).items():
            end = ThoughtEnd()
            end.add(text[:place])
            closing = end.closing(leads=True)
            end.add(closing.rpartition(CLOSE)[0])
            assert end.open_part in ("", "<tool_call>"), (record["id"], kind)
            seen.add(kind)
    assert "formula" in seen  # code and calls: test_steering.py


def cuts(records):
    """A thought of each record at its first open part, else at a length that the model can read."""
    found = {}
    for record in records:
        text = thought(record)
        places = places_inside(text[:READ]) or {"prose": READ}
        for kind, place in places.items():
            found.setdefault((kind, record["language"]), []).append(text[:place])
    return [(kind, text) for (kind, _), texts in found.items() for text in texts[:2]]


@pytest.mark.parametrize("budget", BUDGETS)
def test_the_demonstration_model_answers_after_any_real_thought(nano, records, budget):
    tried = cuts(records)
    assert {kind for kind, _ in tried} >= {"prose", "formula"}
    for kind, begun in tried:
        sampling = {"max_thinking_tokens": budget, "max_tokens": budget + 150}
        done = nano.ask("Go on.", sampling=sampling, thinking_so_far=begun.rstrip())
        assert done.kind == "done", (kind, done)
        assert nano.text(ANSWER).strip(), (kind, begun[-40:])
        assert "think>" not in nano.text(ANSWER)
