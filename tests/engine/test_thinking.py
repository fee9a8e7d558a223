"""The thinking parser: each rule by example, any cut by property, and what models really wrote."""

import gzip
import json
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qwq_desktop.engine.protocol import Channel, ToolCall
from qwq_desktop.engine.thinking import (
    Piece,
    Start,
    ThinkingParser,
    gather,
    parse_tool_call,
    trailing_tool_calls,
)

DATA = Path(__file__).parents[1] / "data"
WHOLE_COLLECTION = DATA.parents[2] / "shared" / "data" / "streams" / "streams.jsonl.gz"


def parse(text, start=Start.THINKING, cuts=()):
    parser = ThinkingParser(start)
    edges = [0, *sorted(cuts), len(text)]
    pieces = [piece for a, b in pairwise(edges) for piece in parser.feed(text[a:b])]
    pieces += parser.finish()
    return parser, pieces


def parts(text, start=Start.THINKING, cuts=()):
    """(thinking, answer, tool calls) of a text."""
    texts = gather(parse(text, start, cuts)[1])
    return texts[Channel.THINKING], texts[Channel.ANSWER], texts[Channel.TOOL_CALL]


def records():
    file = DATA / "streams-selection.jsonl.gz"
    with gzip.open(WHOLE_COLLECTION if WHOLE_COLLECTION.exists() else file, "rt", "utf-8") as lines:
        return [json.loads(line) for line in lines]


RECORDS = records()
BY_ID = {record["id"]: record for record in RECORDS}


# --- thinking


@pytest.mark.parametrize(
    ("text", "thinking", "answer"),
    [
        ("Let me see.\n</think>\n\nIt is 3.", "Let me see.", "It is 3."),
        ("Let me see.</think>It is 3.", "Let me see.", "It is 3."),
        ("\n\n</think>\n\nHello", "", "Hello"),
        ("</think>Hello", "", "Hello"),
        ("It never ends \n", "It never ends", ""),
        ("", "", ""),
        (" \n\t\n", "", ""),
        ("<think>\nonce</think>x", "once", "x"),
        ("<think>\n<think>\ntwice</think>x", "twice", "x"),
        (" \n<think> \nspaced</think> x", "spaced", "x"),
        ("I see <think> here</think>x", "I see <think> here", "x"),
        ("a\n<think>\nb</think>x", "a\n<think>\nb", "x"),
        ("1 < 2, </thin, </ and <thinking></think>x", "1 < 2, </thin, </ and <thinking>", "x"),
        ("a\n\n  b  c\n</think>x", "a\n\n  b  c", "x"),
    ],
)
def test_thinking_ends_at_the_first_closer(text, thinking, answer):
    assert parts(text) == (thinking, answer, "")


def test_an_unfinished_tag_at_the_end_is_text():
    assert parts("so </thi") == ("so </thi", "", "")
    assert parts("x</think>so <think") == ("x", "so <think", "")


def test_tool_call_tags_within_the_thinking_are_thoughts():
    text = 'I could write <tool_call>\n{"name": "f", "arguments": {}}\n</tool_call> now.</think>No.'
    thinking, answer, call = parts(text)
    assert thinking.startswith("I could")
    assert thinking.endswith("now.")
    assert (answer, call) == ("No.", "")


def test_ideographic_spaces_of_a_chinese_paragraph_stay():
    assert parts("　　想。\n</think>\n\n　　答。") == ("　　想。", "　　答。", "")


# --- answer


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("\n\n    indented code\nx", "    indented code\nx"),
        (" \n</think> \n</think> \n<answer> 1", "<answer> 1"),
        ("</think></think>hello", "hello"),
        ("All done.\n\n</think>\n\n\n", "All done."),
        ("All done.\n\n</think>", "All done."),
        ("one\n</think> \t</think>\ntwo", "one\n \t\ntwo"),
        ("The closer is `</think>`.", "The closer is `</think>`."),
        ("Use\n</think> to close.", "Use\n</think> to close."),
        ("It ends here.</think>\nx", "It ends here.</think>\nx"),
        ("Write `<think>` first.", "Write `<think>` first."),
        ("Write\n<think> first.", "Write\n<think> first."),
        ("a </tool_call> b", "a </tool_call> b"),
        ("a\n</tool_call>\nb", "a\n\nb"),
        ("trailing space  \n", "trailing space"),
    ],
)
def test_stray_tags_in_the_answer(answer, shown):
    assert parts(answer, Start.ANSWER) == ("", shown, "")
    assert parts("t</think>" + answer) == ("t", shown, "")


@pytest.mark.parametrize(
    "text",
    [
        "<think>\nonce more\n</think>\n\nx",
        "\n\n<think>once more</think>x",
        "</think>\n<think>once more</think>x",
    ],
)
def test_an_opener_at_the_start_of_the_answer_thinks_again(text):
    assert parts(text, Start.ANSWER) == ("once more", "x", "")
    assert parts("first</think>" + text) == ("first\n\nonce more", "x", "")


def test_an_opener_on_a_line_of_its_own_thinks_again():
    text = "It is 3.\n<think>\nWait, no.\n</think>\nIt is 4."
    assert parts(text, Start.ANSWER) == ("Wait, no.", "It is 3.\n\nIt is 4.", "")
    assert parts("It is 3.\n<think>", Start.ANSWER) == ("", "It is 3.", "")
    assert parts("It is 3.\n<think></think>\nYes.", Start.ANSWER) == ("", "It is 3.\n\nYes.", "")


def test_the_parser_knows_where_it_is():
    parser = ThinkingParser(Start.THINKING)
    seen = []
    for chunk in (
        "a",
        "</think>",
        "b",
        "\n<think>\n",
        "c</think>",
        "<tool_call>",
        "{}",
        "</tool_call>",
    ):
        parser.feed(chunk)
        seen.append((parser.channel, parser.thinking_closed))
    thinking, answer, call = (Channel.THINKING, False), (Channel.ANSWER, True), Channel.TOOL_CALL
    assert seen == [thinking, answer, answer, thinking, answer, (call, True), (call, True), answer]
    assert ThinkingParser(Start.ANSWER).thinking_closed
    assert not ThinkingParser(Start.UNKNOWN).thinking_closed


# --- a model that nobody knows


@pytest.mark.parametrize(
    ("text", "thinking", "answer"),
    [
        ("Hello.", "", "Hello."),
        ("\n<think>\nhm\n</think>\n\nHello.", "hm", "Hello."),
        ("<think>\n\n</think>\n\nHello.", "", "Hello."),
        ("hm\n</think>\n\nHello.", "hm", "Hello."),
        ("hm</think>Hello.", "hm", "Hello."),
        ("</think>Hello.", "", "Hello."),
        ("hm</think>\n</think>\nHello `</think>`.", "hm", "Hello `</think>`."),
        ("Sure.\n<think>\nhm\n</think>\nHello.", "hm", "Sure.\n\nHello."),
    ],
)
def test_an_unknown_model_may_think_or_not(text, thinking, answer):
    assert parts(text, Start.UNKNOWN) == (thinking, answer, "")


def test_a_lone_closer_retracts_the_answer_once():
    parser = ThinkingParser(Start.UNKNOWN)
    assert parser.feed("hm ") == [Piece(Channel.ANSWER, "hm")]
    retraction = Piece(Channel.THINKING, "", retracts_answer=True)
    assert parser.feed("</think>a") == [retraction, Piece(Channel.ANSWER, "a")]
    assert parser.feed(" </think> b") == [Piece(Channel.ANSWER, " </think> b")]
    assert parser.thinking_closed


@pytest.mark.parametrize("start", [Start.THINKING, Start.ANSWER])
def test_nothing_is_retracted_when_the_start_is_known(start):
    _, pieces = parse("a</think>b</think>\n</think>\nc\n<think>\nd", start)
    assert not any(piece.retracts_answer for piece in pieces)


# --- tool calls

CALL = '{"name": "calculate", "arguments": {"expression": "1 < 2"}}'


def test_a_call_goes_to_its_own_channel():
    parser, pieces = parse(f"I calculate.\n</think>\n\n<tool_call>\n{CALL}\n</tool_call>\n")
    texts = gather(pieces)
    assert texts == {
        Channel.THINKING: "I calculate.",
        Channel.ANSWER: "",
        Channel.TOOL_CALL: CALL,
    }
    assert parser.calls == (CALL,)


def test_several_calls_stay_apart_and_blank_text_between_is_dropped():
    block = f"<tool_call>\n{CALL}\n</tool_call>"
    parser, pieces = parse(f"x</think>{block}\n\n{block}{block}\n")
    assert parser.calls == (CALL,) * 3
    assert gather(pieces)[Channel.ANSWER] == ""


def test_text_around_a_call_is_joined_by_a_blank_line():
    text = f"Let me see.\n<tool_call>{CALL}</tool_call> Done."
    assert parts(text, Start.ANSWER) == ("", "Let me see.\n\nDone.", CALL)


def test_a_call_that_is_given_up_for_a_closing_tag_leaves_an_answer():
    text = '</think>\n<tool_call>\n{"name": "x\n</think>\n\nIt is 3.'
    parser, _ = parse(text)
    assert parts(text)[1] == "It is 3."
    assert parser.calls == ()


def test_a_closing_tag_in_the_words_of_a_call_is_text():
    call = '{"name": "say", "arguments": {"text": "a </think> tag"}}'
    parser, _ = parse(f"</think>\n<tool_call>\n{call}\n</tool_call>")
    assert parser.calls == (call,)


def test_an_unfinished_call_streams_but_does_not_count():
    parser, pieces = parse("<tool_call>\n" + CALL, Start.ANSWER)
    assert gather(pieces)[Channel.TOOL_CALL] == CALL
    assert parser.calls == ()


@pytest.mark.parametrize(
    ("text", "answer", "calls"),
    [
        (f"I call <tool_call>\n{CALL}</tool_call>", "I call", (CALL,)),
        ("The tag `<tool_call>` begins one.", "The tag `<tool_call>` begins one.", ()),
        ("It is <tool_call>\n", "It is <tool_call>", ()),
        ("It is <tool_call>\n</think>\nx", "It is <tool_call>\n\nx", ()),
        ("a\n</think><tool_call>x</tool_call>", "a", ("x",)),
    ],
)
def test_a_call_within_a_line_needs_its_brace(text, answer, calls):
    parser, pieces = parse(text, Start.ANSWER)
    assert (gather(pieces)[Channel.ANSWER], parser.calls) == (answer, calls)


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "f", "arguments": {"a": [1, "é"]}}',
        ' \n{"name": "f", "arguments": {"a": [1, "\\u00e9"]}, "id": 1}\n',
        '{"name": "f", "arguments": "{\\"a\\": [1, \\"é\\"]}"}',
        '<tool_call>\n{"name": "f", "arguments": {"a": [1, "é"]}}\n</tool_call>',
    ],
)
def test_a_tool_call_is_read(text):
    assert parse_tool_call(text) == ToolCall("f", {"a": [1, "é"]})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "f(1)",
        "[1]",
        '{"name": "f"}',
        '{"name": "", "arguments": {}}',
        '{"name": 1, "arguments": {}}',
        '{"name": "f", "arguments": [1]}',
        '{"name": "f", "arguments": "[1]"}',
        '{"name": "f", "arguments": "x"}',
        '{"name": "f", "arguments": {"a": NaN}}',
        '{"name": "f", "arguments": {}',
        '{"name": "f", "arguments": {}} {}',
        '<tool_call>{"name": "f", "arguments": {}}',
        "{'name': 'f', 'arguments': {}}",
        "[" * 100_000,
    ],
)
def test_what_is_no_complete_call_is_none(text):
    assert parse_tool_call(text) is None


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_call_or_none(text):
    assert parse_tool_call(text) is None or text.strip().startswith("{")


def test_calls_at_the_end_of_unclosed_thinking_are_found():
    first = '<tool_call>\n{"name": "f", "arguments": {"n": 1}}\n</tool_call>'
    second = first.replace("1", "2")
    want = [ToolCall("f", {"n": 1}), ToolCall("f", {"n": 2})]
    assert trailing_tool_calls(f"I call both.\n{first}\n\n{second}\n") == want
    assert trailing_tool_calls(f"{first} or rather\n{second}") == want[1:]
    assert trailing_tool_calls(f"broken <tool_call></tool_call>{second}") == want[1:]
    assert trailing_tool_calls(f"{first} was an idea.") == []
    assert trailing_tool_calls("no </tool_call>") == []
    assert trailing_tool_calls("") == []


# --- any text, any cut

FRAGMENTS = st.one_of(
    st.sampled_from(["<think>", "</think>", "<tool_call>", "</tool_call>"]),
    st.sampled_from(["<", "</", "think>", "</thi", "<tool_", "{", "}", '{"name": "f"}']),
    st.sampled_from(["\n", " ", "\n\n", " \n", "a", "b c", "`", "\u3000", "\x00"]),
)
TEXTS = st.lists(st.one_of(FRAGMENTS, FRAGMENTS, st.text(max_size=5)), max_size=25).map("".join)


@settings(deadline=None)
@given(text=TEXTS, start=st.sampled_from(Start), data=st.data())
def test_any_cut_gives_the_same_as_the_whole(text, start, data):
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=10))
    whole, whole_pieces = parse(text, start)
    letters, letter_pieces = parse(text, start, range(1, len(text)))
    chunks, chunk_pieces = parse(text, start, cuts)
    assert gather(letter_pieces) == gather(chunk_pieces) == gather(whole_pieces)
    assert letters.calls == chunks.calls == whole.calls
    assert letters.channel is chunks.channel is whole.channel
    assert letters.thinking_closed == chunks.thinking_closed == whole.thinking_closed


@settings(deadline=None)
@given(text=TEXTS, start=st.sampled_from(Start))
def test_no_text_but_tags_and_whitespace_is_lost_and_ends_are_trimmed(text, start):
    _, pieces = parse(text, start)
    texts = gather(pieces)
    assert all(piece.text or piece.retracts_answer for piece in pieces)
    assert sum(piece.retracts_answer for piece in pieces) <= (start is Start.UNKNOWN)
    assert all(value == value.rstrip(" \t\r\n") for value in texts.values())
    kept = "".join(texts.values())
    untagged = re.sub("</?think>|</?tool_call>", "", text)
    for letter in "ab{`　\x00":
        assert kept.count(letter) >= untagged.count(letter)


@pytest.mark.parametrize("start", Start)
def test_real_streams_parse_the_same_however_they_are_cut(start):
    for number, record in enumerate(RECORDS):
        text = record["text"]
        cuts = random.Random(number).choices(range(len(text) + 1), k=50)
        whole, whole_pieces = parse(text, start)
        chunked, pieces = parse(text, start, cuts)
        assert gather(pieces) == gather(whole_pieces), record["id"]
        assert (chunked.calls, chunked.channel) == (whole.calls, whole.channel), record["id"]


def test_a_real_stream_parses_the_same_letter_by_letter():
    for name in ("s034", "s067", "s072", "s096", "s097"):
        text = BY_ID[name]["text"]
        assert parts(text, cuts=range(len(text))) == parts(text), name


def test_joined_records_come_apart_where_they_were_joined():
    joined = [r for r in RECORDS if r["stored"] == "split" and r["closings"] == 1]
    assert len(joined) >= 5
    for record in joined:
        text, split = record["text"], record["split"]
        thinking, answer, calls = parts(text)
        assert thinking.strip() == text[: split["thinking_end"]].strip(), record["id"]
        assert answer.strip() == text[split["answer_start"] :].strip(), record["id"]
        assert calls == ""


def test_odd_records_show_no_tag():
    for name, ending in (
        ("s072", "**Conclusion**"),
        ("s096", r"\boxed{1}"),
        ("s097", r"\boxed{2}"),
    ):
        thinking, answer, _ = parts(BY_ID[name]["text"])
        assert answer.endswith(ending)
        assert "think>" not in thinking + answer


def test_records_with_tool_calls_give_calls():
    for name in ("s034", "s039", "s041"):
        parser, pieces = parse(BY_ID[name]["text"], Start.UNKNOWN)
        assert [parse_tool_call(call).name for call in parser.calls] == ["search"]
        assert gather(pieces)[Channel.ANSWER] == ""


def test_records_that_never_close_are_all_thinking():
    for name in ("s044", "s063", "s090", "s099"):
        thinking, answer, calls = parts(BY_ID[name]["text"])
        assert thinking, name
        assert (answer, calls) == ("", ""), name


# --- cost


@pytest.mark.parametrize(
    "unit", ["word ", " ", "\n", "<", "</think> ", "a\n<think>", "<tool_call>\n"]
)
@pytest.mark.parametrize("start", Start)
def test_the_parser_holds_little_and_looks_at_little(unit, start):
    """Linear cost, without a clock: only a possible tag is read twice, and nothing piles up."""
    parser = ThinkingParser(start)
    for letter in unit * (4_000 // len(unit)):
        parser.feed(letter)
        assert len(parser._partial) < len("</tool_call>")
        assert not parser._out
    assert len(parser._alone) <= 4_000
