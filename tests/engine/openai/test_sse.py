from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.openai import sse
from qwq_desktop.engine.openai.sse import SseDecoder
from qwq_desktop.platform.errors import QwQError

LINES = [
    b"data: a",
    b"data:b",
    b"data",
    b": alive",
    b"event: x",
    b"id: 7",
    b"",
    "data: 好 é".encode(),
]


def decoded(*pieces):
    decoder = SseDecoder()
    return [data for piece in pieces for data in decoder.feed(piece)] + decoder.finish()


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_events_end_with_a_blank_line_of_any_kind(end):
    lines = [b": hello", b"data: {", b"data: }", b"", b"event: ping", b"", b"data: x", b"", b""]
    assert decoded(end.join(lines)) == ["{\n}", "x"]


def test_a_last_event_without_its_blank_line_counts():
    assert decoded(b"data: a\n\ndata: b") == ["a", "b"]
    assert decoded(b"data: b\r") == ["b"]


def test_one_space_belongs_to_the_form_more_to_the_text():
    assert decoded(b"data:  two\n\ndata:none\n\n") == [" two", "none"]


def test_a_byte_order_mark_is_no_text():
    assert decoded(b"\xef\xbb\xbfdata: a\n\n") == ["a"]


def test_bytes_that_are_no_text_do_not_end_the_stream():
    assert decoded(b"data: \xff\n\n") == ["�"]


def test_an_event_beyond_all_measure_is_refused(monkeypatch):
    monkeypatch.setattr(sse, "LONGEST_EVENT_BYTES", 100)
    for stream in (b"x" * 101, b"data: 1234567890\n" * 20):
        with pytest.raises(QwQError) as refused:
            decoded(stream)
        assert refused.value.code == "server_reply_unreadable"


@given(st.lists(st.sampled_from(LINES)), st.sampled_from([b"\n", b"\r\n", b"\r"]), st.data())
def test_any_split_gives_the_same_events(lines, end, data):
    stream = end.join(lines)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)))))
    places = [0, *cuts, len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(places)]
    assert decoded(*pieces) == decoded(stream)


@given(st.binary())
def test_any_bytes_can_be_read(stream):
    whole = decoded(stream)
    assert decoded(*(stream[i : i + 1] for i in range(len(stream)))) == whole
