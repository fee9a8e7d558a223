from qwq_desktop.ui.chat.markdown.blocks import split
from qwq_desktop.ui.chat.markdown.nodes import (
    Align,
    Code,
    Formula,
    Heading,
    Item,
    Node,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

BUILDER = TreeBuilder()


def nodes(text: str) -> list[Node]:
    return BUILDER.nodes(split(text))


def words(node: Node) -> str:
    assert isinstance(node, Paragraph | Heading)
    return "".join(span.text for span in node.spans)


def test_line_breaks_of_a_paragraph_stay() -> None:
    (paragraph,) = nodes("one  \n  two\n")
    assert words(paragraph) == "one\ntwo"


def test_headings_of_both_kinds() -> None:
    found = nodes("### Three\nTitle\n===\n")
    assert [(node.level, words(node)) for node in found if isinstance(node, Heading)] == [
        (3, "Three"),
        (1, "Title"),
    ]


def test_a_list_right_after_a_paragraph_is_a_list() -> None:
    paragraph, first, second = nodes("Let me list:\n- a\n- b\n")
    assert words(paragraph) == "Let me list:"
    assert isinstance(first, Item)
    assert first.starts
    assert isinstance(second, Item)
    assert not second.starts


def test_lists_nest_by_the_width_of_the_marker() -> None:
    (item,) = nodes("1. a\n   - b\n     - c\n")
    assert isinstance(item, Item)
    assert item.marker == "1."
    inner = item.children[1]
    assert isinstance(inner, Item)
    assert inner.marker == "◦"
    assert isinstance(inner.children[1], Item)


def test_tasks_have_boxes() -> None:
    done, todo = nodes("- [x] a\n- [ ] b\n")
    assert isinstance(done, Item)
    assert isinstance(todo, Item)
    assert (done.marker, todo.marker) == ("☑", "☐")


def test_code_in_a_list_loses_its_indent_only() -> None:
    (item,) = nodes("- a\n\n  ```python\n  def f():\n      pass\n  ```\n")
    assert isinstance(item, Item)
    assert item.children[1] == Code("def f():\n    pass", "python")


def test_code_parts_join_to_the_whole() -> None:
    body = "\n".join(f"x{number} = 1" for number in range(300))
    parts = [node for node in nodes(f"```py\n{body}\n```\n") if isinstance(node, Code)]
    assert len(parts) > 1
    assert "\n".join(part.text for part in parts) == body
    assert [part.starts for part in parts] == [True, *[False] * (len(parts) - 1)]
    assert [part.ends for part in parts] == [*[False] * (len(parts) - 1), True]


def test_indented_code() -> None:
    assert nodes("    a = 1\n\n      b\n") == [Code("a = 1\n\n  b", "")]


def test_html_is_shown_as_code_and_runs_nowhere() -> None:
    assert nodes("<script>alert(1)</script>\n") == [Code("<script>alert(1)</script>", "html")]


def test_display_formulas_stand_alone_between_words() -> None:
    before, formula, after = nodes("so\n  \\[\n  x_1\n  \\]\nthen")
    assert (words(before), words(after)) == ("so", "then")
    assert formula == Formula("\\[\nx_1\n\\]")


def test_a_display_formula_inside_code_is_code() -> None:
    (paragraph,) = nodes("write `$$x$$` so")
    assert words(paragraph) == "write $$x$$ so"


def test_tables_have_rows_of_equal_width() -> None:
    (table,) = nodes("| a | b |\n|:-:|--:|\n| 1 |\n| `x|y` | 2 | 3 |\n| p<br>q | \\| |\n")
    assert isinstance(table, Table)
    assert table.aligns == (Align.CENTER, Align.RIGHT)
    cells = [["".join(span.text for span in cell) for cell in row] for row in table.rows]
    assert cells == [["a", "b"], ["1", ""], ["x|y", "2"], ["p\nq", "|"]]


def test_quotes_hold_blocks() -> None:
    (quote,) = nodes("> a\n> - b\n>\n> c\n")
    assert isinstance(quote, Quote)
    assert [type(child) for child in quote.children] == [Paragraph, Item, Paragraph]


def test_a_rule_and_an_unknown_tag() -> None:
    rule, paragraph = nodes("---\n<answer>**42**</answer>\n")
    assert rule == Rule()
    assert words(paragraph) == "<answer>42</answer>"


def test_bottomless_nesting_ends_in_text() -> None:
    assert nodes(">" * 3_000 + " deep")
    assert nodes("- " * 1_500 + "deep")
