import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown.draft import Block, Kind
from qwq_desktop.ui.chat.markdown.healing import healed, healed_text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a **bo", "a **bo**"),
        ("a **bo*", "a **bo**"),
        ("a **", "a "),
        ("a `co", "a `co`"),
        ("a `", "a "),
        ("see [the pa", "see [the pa"),
        ("see [the page](http://x", "see the page"),
        ("- x\n- **y", "- x\n- **y**"),
        ("one **open\n\ntwo", "one **open\n\ntwo"),
        ("2 ** 3", "2 ** 3"),
        ("**a** b", "**a** b"),
        ("\\(a **b\\)", "\\(a **b\\)"),
    ],
)
def test_what_is_open_is_closed_for_the_eye(source: str, expected: str) -> None:
    assert healed_text(source) == expected


def test_code_blocks_are_left_alone() -> None:
    block = Block(Kind.FENCE, "```\n**x")
    assert healed(block) is block
    item = Block(Kind.ITEM, "- a\n   ```\n   **x")
    assert healed(item) is item


@given(st.text(alphabet="*`[]()ab \n-", max_size=40))
def test_only_marks_are_added_or_taken(source: str) -> None:
    healed_source = healed_text(source)
    assert healed_source.count("b") <= source.count("b")
