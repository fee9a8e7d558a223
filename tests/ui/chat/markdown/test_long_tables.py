"""Tables of many rows: written part by part, one table to the eye and on the clipboard."""

import random
from itertools import pairwise

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable

from qwq_desktop.ui.chat.formulas import plain
from qwq_desktop.ui.chat.formulas.selection import selected_blocks
from qwq_desktop.ui.chat.markdown import tree
from qwq_desktop.ui.chat.markdown.blocks import Splitter, split
from qwq_desktop.ui.chat.markdown.draft import TABLE_PART, Kind
from qwq_desktop.ui.chat.markdown.nodes import Align, Span, Table
from qwq_desktop.ui.chat.markdown.stream import MarkdownStream
from qwq_desktop.ui.chat.markdown.tables import shares
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder
from qwq_desktop.ui.chat.text_parts import TextParts

ROWS = 130


def source(rows: int) -> str:
    lines = (f"| row {number} | {number * number} | some words |" for number in range(rows))
    return "\n".join(("| Name | Count | Note |", "|:--|--:|---|", *lines, ""))


def written(parts: TextParts, chunks: list[str], *, ends: bool = True) -> QTextDocument:
    document = QTextDocument()
    document.setTextWidth(600)
    stream = MarkdownStream(document, parts.answer, parts.tree, parts.highlighter)
    for chunk in chunks:
        stream.add(chunk)
        stream.take_in()
        stream.write_some()
    if ends:
        stream.end()
    stream.write_some()
    while stream.has_more:
        stream.write_some()
    return document


def tables_of(document: QTextDocument) -> list[QTextTable]:
    return [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]


def test_an_update_reads_few_rows_however_many_there_are(
    parts: TextParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    cells = tree.tables.cells
    monkeypatch.setattr(tree.tables, "cells", lambda row: read.append(row) or cells(row))
    document = QTextDocument()
    stream = MarkdownStream(document, parts.answer, parts.tree, parts.highlighter)
    stream.add(source(1000))
    stream.take_in()
    while stream.has_more:
        stream.write_some()
    for _ in range(2 * TABLE_PART):
        read.clear()
        stream.add("| one | 1 | more |\n")
        stream.take_in()
        stream.write_some()
        assert len(read) <= 2 * (TABLE_PART + 2)


def test_it_looks_the_same_in_chunks_and_at_once(parts: TextParts) -> None:
    text = f"before\n\n{source(ROWS)}\nafter"
    chance = random.Random(5)
    cuts = sorted(chance.randrange(len(text)) for _ in range(60))
    chunks = [text[a:b] for a, b in pairwise([0, *cuts, len(text)])]
    one, other = written(parts, chunks), written(parts, [text])
    assert one.toPlainText() == other.toPlainText()
    assert [(t.rows(), t.format()) for t in tables_of(one)] == [
        (t.rows(), t.format()) for t in tables_of(other)
    ]


def test_the_parts_stand_together_with_columns_of_the_same_width(parts: TextParts) -> None:
    document = written(parts, [source(ROWS) + "\nafter"])
    found = tables_of(document)
    assert sum(table.rows() for table in found) == ROWS + 1
    assert len(found) > 1
    layout = document.documentLayout()
    for above, below in pairwise(found):
        gap = layout.frameBoundingRect(below).top() - layout.frameBoundingRect(above).bottom()
        assert abs(gap) <= 2
    lefts = set()
    for table in found:
        blocks = [table.cellAt(0, column).firstCursorPosition().block() for column in range(3)]
        lefts.add(tuple(round(layout.blockBoundingRect(block).x()) for block in blocks))
    assert len(lefts) == 1


def test_it_is_one_table_on_the_clipboard(parts: TextParts) -> None:
    document = written(parts, [source(ROWS)])
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    copied = plain.as_markdown(selected_blocks(cursor)).strip().split("\n")
    assert copied[:3] == ["| Name | Count | Note |", "|---|---|---|", "| row 0 | 0 | some words |"]
    assert len(copied) == ROWS + 2
    assert all(line.startswith("| row ") for line in copied[2:])


def test_a_table_of_one_part_has_the_widths_that_its_words_ask_for(parts: TextParts) -> None:
    document = written(parts, [source(TABLE_PART - 2), "\nwords\n"])
    (table,) = tables_of(document)
    assert table.rows() == TABLE_PART - 1
    assert {length.rawValue() for length in table.format().columnWidthConstraints()} == {0.0}
    assert document.toPlainText().rstrip().endswith("words")


def test_only_a_stream_gets_parts_and_their_sources_are_the_text() -> None:
    text = source(ROWS)
    assert [block.kind for block in split(text)] == [Kind.TABLE]
    splitter = Splitter(parts_tables=True)
    blocks = splitter.feed(text) + splitter.finish()
    assert "".join(block.source for block in blocks) == text
    assert [block.ends for block in blocks] == [False] * (len(blocks) - 1) + [True]
    nodes = TreeBuilder().nodes(blocks)
    assert all(isinstance(node, Table) for node in nodes)
    assert {node.aligns for node in nodes} == {(Align.LEFT, Align.RIGHT, Align.LEFT)}
    assert sum(len(node.rows) for node in nodes) == ROWS + 1


def test_columns_share_the_width_by_their_longest_words() -> None:
    rows = [((Span("a"),), (Span("b" * 15),)), ((Span("汉" * 10),), ())]
    assert shares(rows) == pytest.approx([100 * 20 / 35, 100 * 15 / 35])
    assert shares([((Span("x" * 900),), ())]) == pytest.approx([100 * 40 / 45, 100 * 5 / 45])
