from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.ui.chat.markdown import lines
from qwq_desktop.ui.chat.markdown.lines import LINE_LIMIT, LineCutter


def pieces(*chunks: str) -> list[str]:
    cutter = LineCutter()
    return [piece for chunk in chunks for piece in cutter.feed(chunk)] + cutter.flush()


def test_a_line_is_complete_with_its_end() -> None:
    cutter = LineCutter()
    assert cutter.feed("one\ntw") == ["one\n"]
    assert cutter.rest == "tw"
    assert cutter.feed("o\n") == ["two\n"]


def test_a_very_long_line_is_cut_at_the_same_places_however_it_comes() -> None:
    text = "word " * 2_000 + "\n" + "x" * 9_000
    at_once = pieces(text)
    assert at_once == pieces(*text)
    assert "".join(at_once) == text
    assert max(map(len, at_once)) <= LINE_LIMIT


@given(st.lists(st.text(alphabet="ab \n", max_size=20)))
def test_pieces_joined_are_the_text(chunks: list[str]) -> None:
    assert "".join(pieces(*chunks)) == "".join(chunks)


def test_headings_need_a_space_and_lose_their_closing_signs() -> None:
    assert lines.heading("## Title ##\n") == (2, "Title")
    assert lines.heading("# C#\n") == (1, "C#")
    assert lines.heading("#\n") == (1, "")
    assert lines.heading("#hash") is None
    assert lines.heading("####### seven") is None


def test_rules_are_told_from_items() -> None:
    assert lines.is_rule("---\n")
    assert lines.is_rule("* * *")
    assert not lines.is_rule("--")
    assert lines.item_opening("* * *") is None


def test_items_tell_their_number_and_where_their_content_starts() -> None:
    bullet = lines.item_opening("- text")
    assert bullet is not None
    assert (bullet.number, bullet.content) == (None, 2)
    number = lines.item_opening(" 10.  text")
    assert number is not None
    assert (number.number, number.mark, number.content) == (10, ".", 6)
    assert lines.item_opening("1.5 is a number") is None
    assert lines.item_opening("-5 is one, too") is None
    assert lines.item_opening("**bold** start") is None


def test_a_fence_closes_with_marks_as_many_and_alike() -> None:
    opening = lines.fence_opening("````python title=x\n")
    assert opening is not None
    assert opening.info == "python title=x"
    assert not lines.closes_fence("```\n", opening)
    assert not lines.closes_fence("~~~~\n", opening)
    assert not lines.closes_fence("````python\n", opening)
    assert lines.closes_fence("  `````\n", opening)


def test_inline_code_at_the_start_of_a_line_is_no_fence() -> None:
    assert lines.fence_opening("```x``` and more") is None


def test_only_a_list_from_one_interrupts_a_paragraph() -> None:
    assert lines.interrupts_paragraph("1. one")
    assert lines.interrupts_paragraph("- one")
    assert not lines.interrupts_paragraph("1984. a year")
    assert not lines.interrupts_paragraph("-")


def test_known_html_opens_a_block_and_unknown_tags_do_not() -> None:
    assert lines.opens_html("<div class='x'>")
    assert lines.opens_html("<!-- note -->")
    assert not lines.opens_html("<answer>42</answer>")
    assert lines.html_end("<script>") == "</script>"
    assert lines.html_end("<div>") == ""


def test_indent_counts_tabs_as_stops() -> None:
    assert lines.indent_of("  \tx") == 4
    assert lines.without_indent("\tx", 2) == "  x"
    assert lines.without_indent("    x", 4) == "x"
    assert lines.without_indent(" x", 4) == "x"
