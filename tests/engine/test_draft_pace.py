"""The pace of drafting follows what was accepted and what checking costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.draft_pace import SIZES, SURE_MATCH, DraftPace, StepCosts


def costs(growth):
    """Each further token of an evaluation costs `growth` of a single step."""
    found = StepCosts()
    for size in (1, *SIZES):
        for _ in range(4):
            found.report(size, 1 + growth * (size - 1))
    return found


def accept_all(pace, times):
    for _ in range(times):
        guesses = pace.size(SIZES, SURE_MATCH) - 1
        pace.report(guesses, refuted=False)


def test_batches_grow_while_guesses_come_true():
    pace = DraftPace(costs(0.1))
    accept_all(pace, 4)
    assert pace.size(SIZES, SURE_MATCH) == SIZES[-1]


def test_only_allowed_sizes_are_chosen():
    pace = DraftPace(costs(0.1))
    accept_all(pace, 4)
    assert pace.size([3], SURE_MATCH) == 3
    assert pace.size([], SURE_MATCH) == 1


def test_where_a_batch_costs_as_much_as_its_steps_nothing_is_drafted():
    pace = DraftPace(costs(1.0))
    assert pace.size(SIZES, SURE_MATCH) == 1
    assert not pace.can_pay(SIZES)


def disappoint(pace, match=SURE_MATCH):
    """How many wrong drafts it takes until none is made."""
    tries = 0
    while pace.size(SIZES, match) > 1:
        pace.report(0, refuted=True)
        tries += 1
    return tries


def test_wrong_guesses_end_in_a_rest_and_a_later_try():
    pace = DraftPace(costs(0.3))
    assert disappoint(pace) < 5
    steps = 0
    while pace.size(SIZES, SURE_MATCH - 1) == 1:
        pace.plain_step()
        steps += 1
    assert steps == 64


def test_a_long_match_ends_a_rest():
    pace = DraftPace(costs(0.3))
    disappoint(pace)
    assert pace.size(SIZES, SURE_MATCH - 1) == 1
    assert pace.size(SIZES, SURE_MATCH) > 1


def test_where_checking_is_dear_a_short_match_is_not_enough():
    pace = DraftPace(costs(0.5))
    assert pace.size(SIZES, 2) == 1
    assert pace.size(SIZES, SURE_MATCH) > 1
    assert DraftPace(costs(0.05)).size(SIZES, 2) > 1


def test_cheap_checking_goes_on_with_few_hits_and_dear_checking_stops():
    def sizes(growth):
        pace = DraftPace(costs(growth))
        for _ in range(10):
            size = pace.size(SIZES, SURE_MATCH)
            pace.report(min(1, size - 1), refuted=size > 2)
        return pace.size(SIZES, SURE_MATCH)

    assert sizes(0.05) > 1
    assert sizes(0.9) == 1


def test_a_busy_moment_does_not_rule_a_size_out_for_good():
    found = costs(0.1)
    unlucky = StepCosts()
    unlucky.report(1, 1.0)
    unlucky.report(4, 50.0)
    assert not DraftPace(unlucky).can_pay([4])
    unlucky.begin_turn()
    assert DraftPace(unlucky).can_pay([4])
    found.begin_turn()
    assert found.ratio(16) == pytest.approx(2.5)


@given(st.lists(st.tuples(st.sampled_from(SIZES), st.floats(0, 1), st.booleans())))
def test_the_size_is_always_one_or_allowed(steps):
    pace = DraftPace(costs(0.3))
    for size, share, refuted in steps:
        assert pace.size(SIZES, SURE_MATCH) in (1, *SIZES)
        pace.report(round(share * (size - 1)), refuted=refuted)
        pace.plain_step()
