from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.storage.journal import JournalKind, merged

THINKING, ANSWER, RETRACTION = JournalKind
ROWS = st.lists(st.tuples(st.sampled_from([THINKING, ANSWER]), st.text()))


def test_texts_are_joined_by_channel_in_their_order():
    rows = [(THINKING, "a"), (ANSWER, "1"), (THINKING, "b"), (ANSWER, "2")]
    assert merged(rows) == ("ab", "12")


def test_a_retraction_makes_thinking_of_the_answer_so_far():
    rows = [(THINKING, "a"), (ANSWER, "1"), (THINKING, "b"), (RETRACTION, ""), (ANSWER, "2")]
    assert merged(rows) == ("a1b", "2")


@given(ROWS, ROWS)
def test_no_text_is_lost_by_retractions(before, after):
    thinking, answer = merged([*before, (RETRACTION, ""), *after])
    later_thinking, later_answer = merged(after)
    assert thinking == "".join(text for _, text in before) + later_thinking
    assert answer == later_answer
