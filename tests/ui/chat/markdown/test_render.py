import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextDocument, QTextTable

from qwq_desktop.ui.chat.formulas.text_object import formula_of
from qwq_desktop.ui.chat.markdown import styles
from qwq_desktop.ui.chat.markdown.stream import MarkdownStream
from qwq_desktop.ui.chat.text_parts import TextParts

PIECES = [
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "\n",
    "\n\n",
    "text ",
    "- x\n",
    "```py\na=1\n```\n",
    "> q\n",
    "**b",
    "1. n\n   - m\n",
    "---\n",
    "\\[x\\]",
    "\\(",
    "\\frac{1}{2}",
    "\\)",
    "$$",
    "$5",
    "\\boxed{4}",
    "\\begin{align}",
    "\\end{align}",
    "# h\n",
    "`c`",
]


def new_stream(document: QTextDocument, parts: TextParts) -> MarkdownStream:
    return MarkdownStream(document, parts.answer, parts.tree, parts.highlighter, parts.formulas)


def written(parts: TextParts, chunks: list[str], *, ends: bool = True) -> QTextDocument:
    document = QTextDocument()
    stream = new_stream(document, parts)
    for chunk in chunks:
        stream.add(chunk)
        stream.take_in()
        stream.write_some()
    if ends:
        stream.end()
    stream.write_some()
    while stream.has_more:
        stream.write_some()
    document.setProperty("cards", [card.text for card in stream.closed_cards])
    return document


def dump(document: QTextDocument) -> list[tuple[object, ...]]:
    """Everything that is seen: each block's words, margins and marks, each run's words and look."""
    found: list[tuple[object, ...]] = [(document.rootFrame().frameFormat().topMargin(),)]
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        marks = tuple(str(form.property(kind)) for kind in range(styles.CODE_EDGE, styles.RULE + 1))
        found.append(
            (block.text(), form.leftMargin(), form.topMargin(), form.bottomMargin(), marks)
        )
        for piece in block:
            chars = piece.fragment().charFormat()
            look = (
                chars.fontWeight(), chars.fontItalic(), chars.anchorHref(), formula_of(chars)
            )  # fmt: skip
            found.append((piece.fragment().text(), look, chars.foreground().color().name()))
        block = block.next()
    return found


def blocks(document: QTextDocument) -> list[str]:
    return document.toPlainText().split("\n")


def find(document: QTextDocument, words: str):
    cursor = document.find(words)
    assert not cursor.isNull(), words
    return cursor


def test_real_streams_look_the_same_in_chunks_and_at_once(
    parts: TextParts, streams: list[str]
) -> None:
    chance = random.Random(3)
    for text in streams:
        cuts = sorted(chance.randrange(len(text)) for _ in range(40))
        chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        assert dump(written(parts, chunks)) == dump(written(parts, [text]))


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_mixture_looks_the_same_in_chunks_and_at_once(
    parts: TextParts, chunks: list[str]
) -> None:
    assert dump(written(parts, chunks)) == dump(written(parts, ["".join(chunks)]))


@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=14).map("".join),
    st.lists(st.integers(0, 200), max_size=12),
)
def test_any_text_cut_anywhere_looks_the_same_as_at_once(
    parts: TextParts, text: str, cuts: list[int]
) -> None:
    places = sorted(min(cut, len(text)) for cut in cuts)
    chunks = [text[a:b] for a, b in zip([0, *places], [*places, len(text)], strict=True)]
    assert dump(written(parts, chunks)) == dump(written(parts, [text]))


def test_the_tail_is_replaced_and_what_is_closed_is_not_touched(parts: TextParts) -> None:
    document = QTextDocument()
    document.documentLayout()  # without one the document tells of no changes
    stream = new_stream(document, parts)
    touched: list[int] = []
    stream.add("# Title\n\nclosed paragraph\n\nopen **ta")
    stream.take_in()
    stream.write_some()
    document.contentsChange.connect(lambda position, _removed, _added: touched.append(position))
    tail = stream.tail_position
    stream.add("il** grows")
    stream.take_in()
    stream.write_some()
    assert min(touched) >= tail
    assert blocks(document) == ["Title", "closed paragraph", "open tail grows"]


def test_open_emphasis_does_not_flicker(parts: TextParts) -> None:
    document = written(parts, ["this is **bo"], ends=False)
    assert document.toPlainText() == "this is bo"
    assert find(document, "bo").charFormat().fontWeight() == QFont.Weight.DemiBold


def test_tables_are_tables_and_leave_no_gap_behind(parts: TextParts) -> None:
    document = written(parts, ["| a | b |\n|:-:|--:|\n| 1 | **2** |\n\nafter"])
    (table,) = [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]
    assert (table.rows(), table.columns()) == (2, 2)
    assert document.lastBlock().text() == "after"
    layout = document.documentLayout()
    bottom = layout.frameBoundingRect(table).bottom()
    after = layout.blockBoundingRect(document.lastBlock()).top()
    assert after - bottom == pytest.approx(parts.answer.gap, abs=2)


def test_a_growing_table_is_replaced_as_a_whole(parts: TextParts) -> None:
    rows = ["| a | b |\n", "|---|---|\n", "| 1 ", "| 2 |\n", "| 3 | 4 |\n"]
    document = written(parts, rows, ends=False)
    assert len(document.rootFrame().childFrames()) == 1


def test_code_is_one_card_with_its_text_for_the_button(parts: TextParts) -> None:
    document = written(parts, ["```python\nx = 1\n\ny = 2\n```\n"])
    edges = []
    block = document.begin()
    while block.isValid():
        edges.append(block.blockFormat().intProperty(styles.CODE_EDGE))
        block = block.next()
    assert edges == [styles.INSIDE | styles.FIRST, styles.INSIDE, styles.INSIDE | styles.LAST]
    assert document.property("cards") == ["x = 1\n\ny = 2"]
    assert find(document, "x").block().blockFormat().property(styles.CODE_LANGUAGE) == "python"


def test_long_code_in_parts_is_one_card(parts: TextParts) -> None:
    body = "\n".join(f"line_{number} = {number}" for number in range(400))
    document = written(parts, [f"```py\n{body}\n```\n"])
    assert document.property("cards") == [body]


def test_markers_hang_before_their_words(parts: TextParts) -> None:
    document = written(parts, ["3. three\n   - inner\n4. four\n"])
    assert blocks(document) == ["3.\tthree", "◦\tinner", "4.\tfour"]
    outer, inner = find(document, "three").blockFormat(), find(document, "inner").blockFormat()
    assert outer.textIndent() == -parts.answer.indent
    assert inner.leftMargin() == 2 * outer.leftMargin()


def test_an_item_that_starts_with_code_keeps_its_marker(parts: TextParts) -> None:
    document = written(parts, ["- ```\n  x\n  ```\n"])
    assert blocks(document)[0].startswith("•")


def test_links_carry_their_address(parts: TextParts) -> None:
    document = written(parts, ["see [here](https://x.y)"])
    assert find(document, "here").charFormat().anchorHref() == "https://x.y"


def test_quotes_rules_and_formulas_are_marked(parts: TextParts) -> None:
    document = written(parts, ["> quoted\n\n---\n\n\\[ x_1 \\]\n"])
    assert find(document, "quoted").blockFormat().hasProperty(styles.QUOTE_EDGES)
    formula = find(document, "\ufffc")
    assert formula_of(formula.charFormat()) == "\\[ x_1 \\]"
    assert any(
        document.findBlockByNumber(number).blockFormat().hasProperty(styles.RULE)
        for number in range(document.blockCount())
    )


def test_the_first_block_stands_at_the_top(parts: TextParts) -> None:
    for text in ("plain", "- item", "| a |\n|---|\n| 1 |"):
        document = written(parts, [text])
        document.setDocumentMargin(0)
        assert document.begin().blockFormat().topMargin() == 0


def line_tops(document: QTextDocument) -> list[float]:
    document.setTextWidth(500)
    layout = document.documentLayout()
    blocks = [document.findBlockByNumber(n) for n in range(document.blockCount())]
    return [layout.blockBoundingRect(block).top() for block in blocks]


def test_a_card_at_the_beginning_has_room_for_its_header(parts: TextParts) -> None:
    formats = parts.answer
    for chunks in (["```py\nx\n```\n"], ["``", "`py\n", "x", "\n```\n"]):
        (top,) = line_tops(written(parts, chunks))
        assert top == formats.code_padding + formats.code_header
    assert line_tops(written(parts, ["```py\nx\n```\n\nwords"]))[0] == top


def test_cards_do_not_touch(parts: TextParts) -> None:
    first, second = line_tops(written(parts, ["```\na\n```\n\n```\nb\n```\n"]))
    formats = parts.answer
    line = round(formats.theme.px(formats.role.code_size) * 1.55)
    assert second - first - line >= 2 * formats.code_padding + formats.gap * 0.8


def test_a_quotation_within_a_quotation_stands_behind_both_rules(parts: TextParts) -> None:
    document = written(parts, ["> outer\n>\n> > inner\n"])
    edges = [
        find(document, words).blockFormat().property(styles.QUOTE_EDGES)
        for words in ("outer", "inner")
    ]
    assert edges == ["0", f"0 {parts.theme.px(16)}"]
