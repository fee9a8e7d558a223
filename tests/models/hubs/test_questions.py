"""What a line in the search field means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.questions import Address, Place, Words, question_for

HF, MS = HubSource.HUGGINGFACE, HubSource.MODELSCOPE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("qwen3 8b", Words("qwen3 8b", MS)),
        ("  Qwen/QwQ-32B-GGUF ", Place("Qwen/QwQ-32B-GGUF", MS)),
        ("a/b/c", Words("a/b/c", MS)),
        ("../etc", Words("../etc", MS)),
        ("https://huggingface.co/a/b", Place("a/b", HF)),
        ("https://huggingface.co/a/b/blob/main/x.gguf", Place("a/b", HF, "main", "x.gguf")),
        ("https://example.org/x.gguf", Address("https://example.org/x.gguf")),
    ],
)
def test_words_names_and_addresses_are_told_apart(text, expected):
    assert question_for(text, MS) == expected


@given(st.text(max_size=80))
def test_any_line_means_something(text):
    assert question_for(text, None) is not None
