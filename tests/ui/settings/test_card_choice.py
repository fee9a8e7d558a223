"""What clicks make of the choice of cards."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.settings.card_choice import CardChoice

THERE = ("CUDA0", "CUDA1", "CUDA2")
ACTIONS = st.tuples(st.sampled_from(("toggled", "raised")), st.sampled_from(THERE))


def begin():
    return CardChoice.of(THERE, (), ())


def test_left_alone_nothing_is_set():
    assert begin().devices(THERE) == ()
    assert begin().in_use == THERE


def test_a_card_goes_out_of_use_and_comes_back():
    without = begin().toggled("CUDA1")
    assert without.devices(THERE) == ("CUDA0", "CUDA2")
    assert without.toggled("CUDA1").devices(THERE) == ()


def test_the_last_card_stays():
    alone = begin().toggled("CUDA0").toggled("CUDA1")
    assert alone.toggled("CUDA2") == alone


def test_order_and_shares_go_together():
    choice = begin().with_shares(True).with_share("CUDA1", 3).raised("CUDA1")
    assert choice.devices(THERE) == ("CUDA1", "CUDA0", "CUDA2")
    assert choice.shares == (3, 1.0, 1.0)
    assert choice.toggled("CUDA0").shares == (3, 1.0)
    assert choice.raised("CUDA1") == choice


def test_equal_shares_are_a_choice_too():
    assert begin().with_shares(True).devices(THERE) == THERE
    assert begin().with_shares(True).with_shares(False).devices(THERE) == ()


def test_cards_that_are_gone_are_not_shown():
    choice = CardChoice.of(THERE, ("CUDA9", "CUDA2"), (1.0, 2.0))
    assert choice.order == ("CUDA2", "CUDA0", "CUDA1")
    assert choice.in_use == ("CUDA2",)
    assert choice.shares == ()


@given(st.lists(ACTIONS, max_size=12), st.booleans())
def test_whatever_is_clicked_it_survives_the_settings(actions, shares):
    choice = begin().with_shares(shares)
    for action, name in actions:
        choice = getattr(choice, action)(name)
    again = CardChoice.of(THERE, choice.devices(THERE), choice.shares)
    assert (again.in_use, again.shares) == (choice.in_use, choice.shares)
    assert again.used
