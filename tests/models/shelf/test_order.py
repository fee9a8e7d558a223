"""The order of the list, and its filter."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.models.inventory import Keeping, Listed
from qwq_desktop.models.references import ModelRef
from qwq_desktop.models.shelf.order import Order, arranged
from qwq_desktop.platform.errors import QwQError


def listed(name, size=1, used=None, **more):
    ref = ModelRef(name, name, Path(f"/models/{name}.gguf"))
    return Listed(ref, Keeping.OWN, size, size, last_used=used, **more)


ITEMS = [
    listed("b", 3, 5.0, came_from="huggingface:Qwen/QwQ-32B-GGUF"),
    listed("A", 9),
    listed("c", 1, 7.0, quantisation="Q4_K_M"),
    listed("broken", 2, 9.0, trouble=QwQError("model_truncated")),
]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.LAST_USED, ["c", "b", "A", "broken"]),
        (Order.NAME, ["A", "b", "broken", "c"]),
        (Order.SIZE, ["A", "b", "broken", "c"]),
    ],
)
def test_the_order_is_the_users(order, names):
    assert [item.ref.name for item in arranged(ITEMS, order)] == names


def test_all_words_of_the_filter_must_be_there():
    assert [i.ref.name for i in arranged(ITEMS, Order.NAME, "qwen qwq")] == ["b"]
    assert [i.ref.name for i in arranged(ITEMS, Order.NAME, "q4_k")] == ["c"]
    assert arranged(ITEMS, Order.NAME, "qwen q4") == []


@given(st.text(max_size=20), st.sampled_from(Order))
def test_any_words_leave_some_of_the_models_in_order(words, order):
    found = arranged(ITEMS, order, words)
    assert [item for item in arranged(ITEMS, order) if item in found] == found
