"""Numbers as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.numbers import GROUP, grouped, memory_text, pages


def test_thousands_are_set_apart():
    assert grouped(12431) == f"12{GROUP}431"
    assert grouped(999) == "999"
    assert grouped(1_048_576) == f"1{GROUP}048{GROUP}576"


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_loses_no_digit(number):
    assert int(grouped(number).replace(GROUP, "")) == number


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1023, "1023 bytes"),
        (1 << 30, "1 GB"),
        (int(18.5 * (1 << 30)), "18.5 GB"),
        (24 << 30, "24 GB"),
        (307 << 20, "307 MB"),
        (-(3 << 30), "3 GB"),
    ],
)
def test_memory_is_counted_as_it_is_sold(size, text):
    assert memory_text(size).replace("\u00a0", " ") == text


@pytest.mark.parametrize(("tokens", "expected"), [(1, 1), (4096, 6), (65536, 100), (131072, 200)])
def test_pages_are_round_numbers(tokens, expected):
    assert pages(tokens) == expected


@given(st.integers(min_value=1, max_value=2**20))
def test_pages_are_about_right(tokens):
    assert pages(tokens) >= 1
    assert abs(pages(tokens) - tokens / 650) <= max(1, 0.2 * tokens / 650)
