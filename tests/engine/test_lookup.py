"""Prompt lookup: guesses come from the latest, longest place that reads like the end."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine.lookup import LONGEST, SHORTEST, PromptLookup

few_tokens = st.lists(st.integers(0, 3), max_size=60)


def slow_draft(tokens, most):
    """The same by searching all places, the latest first."""
    end = len(tokens)
    for length in range(min(LONGEST, end), SHORTEST - 1, -1):
        for at in range(end - 1, length - 1, -1):
            if tokens[at - length : at] == tokens[end - length :]:
                whole = list(tokens)
                while len(whole) < at + most:
                    whole.append(whole[len(whole) - (end - at)])
                return whole[at : at + most]
    return []


@given(few_tokens, few_tokens, st.integers(0, 20))
def test_the_index_finds_what_a_search_finds(read, written, most):
    lookup = PromptLookup(read)
    for token in written:
        lookup.extend([token])
    assert lookup.draft(most) == slow_draft(read + written, most)
    assert len(lookup) == len(read) + len(written)


def test_a_quotation_goes_on_as_the_document_does():
    document = list(range(100))
    assert PromptLookup([*document, 500, 40, 41]).draft(5) == [42, 43, 44, 45, 46]


def test_a_longer_match_counts_before_a_later_one():
    tokens = [1, 2, 3, 4, 50, 9, 3, 4, 60, 9, 1, 2, 3, 4]
    assert PromptLookup(tokens).draft(1) == [50]


def test_one_token_alone_and_nothing_at_all_match_nothing():
    assert PromptLookup([7, 8, 7]).draft(4) == []
    assert PromptLookup().draft(4) == []


def test_a_repetition_is_drafted_beyond_the_end():
    assert PromptLookup([1, 2, 3, 1, 2, 3, 1, 2]).draft(7) == [3, 1, 2, 3, 1, 2, 3]


@given(few_tokens)
def test_a_match_reads_like_the_end_as_far_as_it_is_told(tokens):
    lookup = PromptLookup(tokens)
    length = lookup.match_length()
    (next_token,) = lookup.draft(1) or [None]
    places = [
        at for at in range(length, len(tokens)) if tokens[at - length : at] == tokens[-length:]
    ]
    assert (length >= SHORTEST) == (next_token is not None)
    if length:
        assert next_token in [tokens[at] for at in places]
