import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown.blocks import Splitter, split
from qwq_desktop.ui.chat.markdown.draft import (
    CODE_PART_HARD,
    PARAGRAPH_LIMIT,
    Block,
    Kind,
    open_formula,
)

LAYOUT = ["\n", "\n\n", " ", "    ", "\t", "- ", "1. ", "2) ", "> ", "# ", "---", "===", "word"]
FENCES = ["```", "```py\n", "~~~", "`", "<div>", "</div>", "<!--", "-->", "[x](y)", "中文"]
OTHERS = [
    "| a | b |\n",
    "|---|---|\n",
    "\\[",
    "\\]",
    "$$",
    "a * b",
    "\\begin{align}",
    "\\end{align}",
]
MARKS = st.sampled_from([*LAYOUT, *FENCES, *OTHERS])
TEXTS = st.lists(MARKS, max_size=40).map("".join)


def kinds(text: str) -> list[str]:
    return [block.kind.value for block in split(text)]


def chunked(text: str, cuts: list[int]) -> list[Block]:
    splitter = Splitter()
    places = sorted({min(cut, len(text)) for cut in cuts} | {0, len(text)})
    blocks = []
    for start, end in pairwise(places):
        blocks += splitter.feed(text[start:end])
        splitter.peek()  # looking changes nothing
    return blocks + splitter.finish()


@settings(max_examples=300)
@given(TEXTS, st.lists(st.integers(0, 200), max_size=12))
def test_chunks_never_show_in_the_blocks(text: str, cuts: list[int]) -> None:
    assert chunked(text, cuts) == split(text)


@settings(max_examples=300)
@given(TEXTS)
def test_sources_joined_are_the_text(text: str) -> None:
    joined = "".join(block.source for block in split(text))
    assert text.startswith(joined)
    assert not text[len(joined) :].strip()


@given(TEXTS)
def test_the_last_peek_is_what_finishing_gives(text: str) -> None:
    splitter = Splitter()
    splitter.feed(text + "\n")
    assert splitter.peek() == splitter.finish()


def test_real_streams_cut_anywhere_give_the_same_blocks(streams: list[str]) -> None:
    chance = random.Random(7)
    for text in streams:
        cuts = [chance.randrange(len(text)) for _ in range(len(text) // 20)]
        assert chunked(text, cuts) == split(text)


def test_each_kind_is_known() -> None:
    text = "para\n# head\n- item\n\n> quote\n\n---\n```py\nx\n```\n"
    text += "| a |\n|---|\n| 1 |\n\n<div>\nx\n</div>\n"
    assert kinds(text) == [
        "paragraph", "heading", "item", "quote", "rule", "fence", "table", "html"
    ]  # fmt: skip


def test_a_paragraph_closes_at_a_blank_line_and_not_before() -> None:
    splitter = Splitter()
    assert splitter.feed("one\ntwo\n") == []
    assert [block.source for block in splitter.feed("\n")] == ["one\ntwo\n"]


def test_list_items_close_one_by_one_and_count_on() -> None:
    blocks = split("3. a\n3. b\n   more\n\n   - nested\n7. c\n- other")
    assert [block.number for block in blocks] == [3, 4, 5, None]
    assert "nested" in blocks[1].source
    assert blocks[0].starts_list
    assert not blocks[1].starts_list


def test_code_in_an_item_keeps_blank_and_unindented_lines() -> None:
    blocks = split("1. do\n   ```py\n   a\n\nb = 1\n   ```\n2. then\n")
    assert [block.kind for block in blocks] == [Kind.ITEM, Kind.ITEM]
    assert "b = 1" in blocks[0].source


def test_a_longer_fence_holds_a_shorter_one() -> None:
    assert kinds("````\n```py\nx\n```\n````\nend\n") == ["fence", "paragraph"]


def test_fenced_markdown_holds_fences_of_its_own_length() -> None:
    text = "```markdown\n# t\n```py\nx\n```\nmore\n```\nend\n"
    assert kinds(text) == ["fence", "paragraph"]


def test_an_unclosed_fence_takes_all_that_follows() -> None:
    assert kinds("```py\nx\n\n# no heading\n") == ["fence"]


def test_long_code_comes_in_parts_that_belong_together() -> None:
    body = "x = 1\n" * (2 * CODE_PART_HARD)
    blocks = split(f"```py\n{body}```\n")
    assert [block.part for block in blocks] == [0, 1, 2]
    assert [block.ends for block in blocks] == [False, False, True]


def test_code_is_parted_where_a_new_thing_starts() -> None:
    function = "def f():\n" + "    pass\n" * 45 + "\n"
    blocks = split(f"```py\n{function}{function}```\n")
    assert blocks[1].source.startswith("def f():")


def test_a_display_formula_is_not_taken_apart() -> None:
    assert kinds("so\n\\[\n- x\n= 2\n# 3\n\\]\nend\n") == ["paragraph"]
    assert kinds("$$\n- x\n$$\n\n- item") == ["paragraph", "item"]


def test_an_unclosed_formula_ends_with_its_paragraph() -> None:
    assert kinds("\\[ x\n\n- item\n") == ["paragraph", "item"]


def test_a_table_takes_its_header_from_the_paragraph_above() -> None:
    blocks = split("see:\n| a | b |\n|---|---|\n| 1 | 2 |\nafter\n")
    assert [block.kind.value for block in blocks] == ["paragraph", "table", "paragraph"]


def test_a_row_of_hyphens_of_another_width_makes_no_table() -> None:
    assert kinds("a | b\n--- | --- | ---\n") == ["paragraph"]


def test_underlines_make_headings() -> None:
    assert kinds("Title\n=====\ntext\n") == ["heading", "paragraph"]


def test_an_endless_paragraph_is_closed_in_time() -> None:
    splitter = Splitter()
    blocks = splitter.feed("word " * 100_000)
    assert len(blocks) > 50
    assert all(len(block.source) < 2 * PARAGRAPH_LIMIT for block in blocks)


def test_an_undecided_line_is_held_back_from_the_tail() -> None:
    splitter = Splitter()
    splitter.feed("text\n-")
    assert [block.source for block in splitter.peek()] == ["text\n"]
    splitter.feed(" item")
    assert [block.kind for block in splitter.peek()] == [Kind.PARAGRAPH, Kind.ITEM]


def test_the_open_formula_is_followed_over_lines() -> None:
    assert open_formula("a \\[ b", "") == "\\]"
    assert open_formula("c \\] d $$ e", "\\]") == "$$"
    assert open_formula("$$", "$$") == ""
