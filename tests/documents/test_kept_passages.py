"""Passages as the database keeps them."""

from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.kept_passages import from_record, to_record
from qwq_desktop.documents.passages import Passage


@given(st.from_type(Passage))
def test_a_passage_comes_back_as_it_was(passage):
    assert from_record(to_record(passage)) == passage
