"""Where a thought may end, as a pure question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.budget import CLOSING_SENTENCE, ThoughtEnd, is_good_end, limits
from qwq_desktop.settings.schema import SamplingSettings

PARTS = st.sampled_from(
    [
        "word ",
        "word. ",
        "\n",
        "\n\n",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "$$",
        "```\n",
        "中。",
        "<tool_call>",
    ]
)


def end_of(*pieces):
    end = ThoughtEnd()
    for piece in pieces:
        end.add(piece)
    return end


@pytest.mark.parametrize(
    ("text", "from_urgency"),
    [
        ("A paragraph.\n\n", 0.0),
        ("A paragraph.\n  \n", 0.0),
        ("- an item\n", 0.3),
        ("A sentence. ", 0.5),
        ("A sentence?) ", 0.5),
        ("一句话。", 0.5),
        ("a clause, ", 0.85),
        ("从句，", 0.85),
    ],
)
def test_smaller_breaks_are_good_enough_later(text, from_urgency):
    assert is_good_end(text, from_urgency)
    assert from_urgency == 0 or not is_good_end(text, from_urgency - 0.01)


@pytest.mark.parametrize("text", ["in the middle ", "version 3.5", "3.", "hal", ""])
def test_the_middle_of_a_sentence_is_never_good(text):
    assert not is_good_end(text, 1.0)


@pytest.mark.parametrize(
    ("text", "open_part"),
    [
        ("so \\(x + 1", "\\("),
        ("so \\(x + 1\\) is", ""),
        ("\\[\nx\n", "\\["),
        ("\\[\nx\n\\] and", ""),
        ("$$x = 1", "$$"),
        ("$$x$$", ""),
        ("```python\nx = 1\n\ny = 2\n", "```"),
        ("```python\nx = 1\n```\n", ""),
        ("~~~\n```\n", "~~~"),
        ('<tool_call>\n{"name": 1}\n', "<tool_call>"),
        ("<tool_call>{}</tool_call>", ""),
        ("a stray \\( here\n\nand a new paragraph", ""),
        ("``` is inline here: a ```", "```"),
    ],
)
def test_open_formulas_code_and_calls_are_seen(text, open_part):
    assert end_of(text).open_part == open_part


@given(st.lists(PARTS, max_size=30), st.integers(1, 5))
def test_the_cut_into_pieces_does_not_matter(parts, size):
    text = "".join(parts)
    whole = end_of(text)
    cut = end_of(*(text[i : i + size] for i in range(0, len(text), size)))
    assert (whole.open_part, whole.text) == (cut.open_part, cut.text)


def test_nothing_closes_softly_inside_a_formula_or_before_the_soft_limit():
    bounds = limits(SamplingSettings(max_thinking_tokens=100), 4000, 30)
    assert (bounds.soft, bounds.thinking) == (80, 100)
    done = end_of("A paragraph.\n\n")
    assert not done.is_good(79, bounds)
    assert done.is_good(80, bounds)
    assert not end_of("```\ncode\n\n").is_good(99, bounds)


def test_a_long_budget_loses_at_most_a_thousand_tokens():
    bounds = limits(SamplingSettings(), 32768, 30)
    assert bounds.thinking - bounds.soft == 1024


@given(st.integers(1, 5000), st.integers(1, 200_000), st.none() | st.integers(0, 5000))
def test_an_answer_always_has_room(max_tokens, room, budget):
    bounds = limits(SamplingSettings(max_tokens=max_tokens, max_thinking_tokens=budget), room, 40)
    assert 0 <= bounds.soft <= bounds.thinking <= bounds.total <= room
    assert bounds.total == 1 or bounds.thinking < bounds.total


def test_what_is_open_is_closed_before_the_closing_words():
    text = end_of("```python\nx = 1").closing(leads=True)
    assert text == f"\n```\n\n{CLOSING_SENTENCE}\n</think>\n\n"
    assert end_of("so \\(x").closing(leads=True).startswith(f"\\)\n\n{CLOSING_SENTENCE}")


@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_the_closing_words_are_a_paragraph_of_their_own(ending):
    text = f"A thought.{ending}"
    assert f"A thought.\n\n{CLOSING_SENTENCE}" in text + end_of(text).closing(leads=True)
