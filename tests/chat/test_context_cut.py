"""Where turns leave the prompt."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.context_cut import (
    TurnSize,
    answer_room,
    cuts_on,
    first_kept,
    least_room,
    newest_cut,
    parted,
    turns_of,
)
from qwq_desktop.storage.records import ContextCut, Message, Role

USER, ASSISTANT = Role.USER, Role.ASSISTANT
SIZES = st.lists(st.integers(0, 500), min_size=2, max_size=30)


def message(number, role=USER):
    return Message(number, 1, number - 1 or None, role, f"text {number}")


def turns(sizes):
    return [TurnSize(number, size) for number, size in enumerate(sizes, 1)]


PATH = [message(n, USER if n % 2 else ASSISTANT) for n in range(1, 9)]


def test_oldest_turns_leave_until_the_step_is_free():
    assert first_kept(turns([100, 100, 100, 100]), excess=10, step=150) == 3


def test_a_great_excess_takes_more_than_the_step():
    assert first_kept(turns([100, 100, 100, 100]), excess=250, step=100) == 4


def test_the_last_turn_stays_even_if_it_is_too_long():
    assert first_kept(turns([10, 10, 5000]), excess=4000, step=100) == 3


def test_nothing_leaves_a_chat_of_one_turn():
    assert first_kept(turns([5000]), excess=4000, step=100) is None
    assert first_kept([], excess=4000, step=100) is None


@given(SIZES, st.integers(1, 3000), st.integers(1, 3000))
def test_enough_leaves_and_no_turn_more(sizes, excess, step):
    kept = first_kept(turns(sizes), excess, step)
    freed, wanted = sum(sizes[: kept - 1]), max(excess, step)
    assert 2 <= kept <= len(sizes)
    assert freed >= wanted or kept == len(sizes)
    assert kept == 2 or sum(sizes[: kept - 2]) < wanted


def test_rooms_grow_with_the_context_up_to_a_limit():
    assert answer_room(40960, 32768) == 8192
    assert answer_room(4096, 32768) == 1024
    assert answer_room(4096, 100) == 100
    assert least_room(40960) == 256
    assert least_room(512) == 64


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_there_is_always_room_for_a_question(context_length, max_tokens):
    assert 1 <= answer_room(context_length, max_tokens) <= max(1, context_length // 4)
    assert 1 <= least_room(context_length) <= max(1, context_length // 8)


def test_only_cuts_on_the_branch_count_and_of_them_the_furthest_down():
    cuts = [ContextCut(5), ContextCut(3), ContextCut(77)]
    assert cuts_on(cuts, PATH) == (ContextCut(5), ContextCut(3))
    assert newest_cut(cuts, PATH) == ContextCut(5)
    assert newest_cut(cuts, PATH[:2]) is None


def test_what_left_and_what_is_seen():
    gone, seen = parted(PATH, ContextCut(5))
    assert [m.id for m in gone] == [1, 2, 3, 4]
    assert [m.id for m in seen] == [5, 6, 7, 8]
    assert parted(PATH, None) == ((), tuple(PATH))
    assert parted(PATH, ContextCut(99)) == ((), tuple(PATH))


def test_turns_begin_with_a_question():
    unanswered = [*PATH[:3], message(4)]
    assert [[m.id for m in turn] for turn in turns_of(unanswered)] == [[1, 2], [3], [4]]
    assert turns_of([]) == []
