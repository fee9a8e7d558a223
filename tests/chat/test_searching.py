"""The room that a context leaves for documents."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.context_cut import answer_room
from qwq_desktop.chat.searching import SEARCH_TOKENS, budget_of, earlier_turns
from qwq_desktop.storage.records import Message, Role

TOKENS = st.integers(0, 60_000)


@given(st.integers(512, 131_072), st.integers(1, 32_768), TOKENS, TOKENS, TOKENS)
def test_passages_and_question_alone_leave_room_for_an_answer(length, most, own, above, known):
    budget = budget_of(length, most, own, above, min(known, above))
    room = length - answer_room(length, most)
    assert budget.whole >= 0
    assert 0 <= budget.searched <= SEARCH_TOKENS
    assert budget.whole == 0 or own + budget.whole <= room
    assert budget.searched == 0 or own + budget.searched <= room


def test_what_is_in_view_already_takes_no_room():
    alone = budget_of(32_768, 4_096, 100)
    after = budget_of(32_768, 4_096, 100, history=20_500, known=20_000)
    assert alone.whole > 28_000
    assert after.whole > 27_000


def test_a_long_history_leaves_passages_a_quarter():
    assert budget_of(8_192, 1_024, 100, history=7_000).searched == 2_048


def test_a_server_that_tells_no_length_gets_a_modest_prompt():
    assert 4_000 < budget_of(0, 2_048, 100).searched <= SEARCH_TOKENS


def test_earlier_turns_are_questions_with_their_answers():
    user, assistant = Role.USER, Role.ASSISTANT
    path = [(user, "a"), (assistant, "b"), (user, "c"), (user, "d"), (assistant, "e")]
    messages = tuple(Message(i, 1, None, role, text) for i, (role, text) in enumerate(path))
    assert earlier_turns(messages) == [("a", "b"), ("c", ""), ("d", "e")]
