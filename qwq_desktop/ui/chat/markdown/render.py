"""Writes nodes into a text document.

Closed ones once and for ever, the tail so that it can be replaced.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from qwq_desktop.ui.chat.formulas.text_object import FormulaObject
from qwq_desktop.ui.chat.markdown import styles
from qwq_desktop.ui.chat.markdown.code import Highlighter
from qwq_desktop.ui.chat.markdown.formula_writer import LINE_BREAK, FormulaWriter
from qwq_desktop.ui.chat.markdown.nodes import (
    Code,
    Formula,
    Heading,
    Inline,
    Item,
    Node,
    Paragraph,
    Quote,
    Rule,
    SpanKind,
    Table,
)
from qwq_desktop.ui.chat.markdown.styles import Formats


@dataclass(frozen=True)
class CodeCard:
    """Where a card of code ended up.

    The position of its first line in the document, and its text.
    """

    position: int
    text: str


@dataclass(frozen=True)
class _Place:
    """Where a node goes.

    Its left edge, the marker that its first words owe, the left edges of the quotations' rules.

    `gap` replaces the usual space above the first block.
    """

    left: int = 0
    marker: str = ""
    gap: int | None = None
    quotes: tuple[int, ...] = ()
    is_nested: bool = False


@dataclass(frozen=True)
class _Mark:
    """The state of the writer where the closed nodes end."""

    position: int
    is_fresh: bool
    is_first: bool
    open_card: CodeCard | None
    cards: int


class DocumentWriter:
    """Writes at the end of one document. The document belongs to the caller, who shows it."""

    def __init__(
        self,
        document: QTextDocument,
        formats: Formats,
        highlighter: Highlighter,
        formulas: FormulaObject | None = None,
    ) -> None:
        """Without `formulas` each formula shows its source."""
        self._formats = formats
        self._formulas = FormulaWriter(document, formats, formulas)
        self._highlighter = highlighter
        self._cursor = QTextCursor(document)
        self._cards: list[CodeCard] = []
        self._open_card: CodeCard | None = None
        self._is_fresh = True  # the last block is empty and waits for words
        self._is_first = True
        self._mark = self._marked()
        self._writers: dict[type, Callable[..., None]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            Code: self._code,
            Formula: self._formula,
            Rule: self._rule,
            Quote: self._quote,
            Item: self._item,
            Table: self._table,
        }

    @property
    def closed_cards(self) -> Sequence[CodeCard]:
        """The cards of code that will not change any more."""
        return self._cards[: self._mark.cards]

    @property
    def has_formulas(self) -> bool:
        """Whether a formula has been drawn."""
        return self._formulas.has_drawn

    @property
    def tail_position(self) -> int:
        """Where in the document the tail begins."""
        return self._mark.position

    def write(self, closed: Sequence[Node], tail: Sequence[Node]) -> None:
        """Put the closed nodes for ever in the place of the present tail.

        And the new tail behind them.
        """
        self._cursor.beginEditBlock()
        self._remove_tail()
        self._all(closed, _Place())
        self._mark = self._marked()
        self._all(tail, _Place())
        self._cursor.endEditBlock()

    def _marked(self) -> _Mark:
        return _Mark(
            self._cursor.position(),
            self._is_fresh,
            self._is_first,
            self._open_card,
            len(self._cards),
        )

    def _remove_tail(self) -> None:
        mark = self._mark
        self._is_fresh, self._is_first, self._open_card = (
            mark.is_fresh,
            mark.is_first,
            mark.open_card,
        )
        del self._cards[mark.cards :]
        self._cursor.setPosition(mark.position)
        form = self._cursor.blockFormat()
        self._cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        if self._cursor.hasSelection():
            self._cursor.removeSelectedText()
        if self._cursor.blockFormat() != form:
            self._cursor.setBlockFormat(form)

    def _all(self, nodes: Iterable[Node], place: _Place) -> None:
        for node in nodes:
            self._writers[type(node)](node, place)
            place = replace(place, marker="", gap=None)

    def _begin(self, block: QTextBlockFormat, chars: QTextCharFormat) -> None:
        """Start a new block; the first of all has no space above it."""
        if self._is_first:
            self._set_edge(max(0.0, block.topMargin() - self._formats.gap))
            block.setTopMargin(0)
            self._is_first = False
        if self._is_fresh:
            self._cursor.setBlockFormat(block)
            self._cursor.setBlockCharFormat(chars)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(block, chars)

    def _set_edge(self, height: float) -> None:
        """Keep space above all; Qt passes over the upper margin of a document's first block."""
        frame = self._cursor.document().rootFrame()
        form = frame.frameFormat()
        if form.topMargin() != height:
            form.setTopMargin(height)
            frame.setFrameFormat(form)

    def _begin_text(
        self, place: _Place, top: int, chars: QTextCharFormat, size: float | None = None
    ) -> QTextBlockFormat:
        gap = top if place.gap is None else place.gap
        if place.marker:
            form = self._formats.item(place.left - self._formats.indent, gap)
        else:
            form = self._formats.block(place.left, gap, size)
        if place.quotes:
            form.setProperty(styles.QUOTE_EDGES, " ".join(map(str, place.quotes)))
        self._begin(form, chars)
        if place.marker:
            self._cursor.insertText(f"{place.marker}\t", chars)
        return form

    def _spans(self, spans: Inline, base: QTextCharFormat) -> None:
        for span in spans:
            if span.kind is SpanKind.FORMULA:
                self._formulas.write_inline(self._cursor, span, base)
                continue
            form = self._formats.span(span, base)
            self._cursor.insertText(span.text.replace("\n", LINE_BREAK), form)

    def _paragraph(self, node: Paragraph, place: _Place) -> None:
        is_quoted = bool(place.quotes)
        base = self._formats.text(self._formats.theme.palette.soft if is_quoted else "")
        self._begin_text(place, self._formats.gap, base)
        self._spans(node.spans, base)

    def _heading(self, node: Heading, place: _Place) -> None:
        base = self._formats.heading(node.level)
        size = self._formats.heading_size(node.level) * 0.9
        form = self._begin_text(place, self._formats.heading_gap(node.level), base, size)
        form.setHeadingLevel(node.level)
        self._cursor.setBlockFormat(form)
        self._spans(node.spans, base)

    def _formula(self, node: Formula, place: _Place) -> None:
        base = self._formats.text()
        form = self._begin_text(replace(place, marker=""), self._formats.formula_gap, base)
        color = self._formats.theme.palette.soft if place.quotes else ""
        if self._formulas.write_display(self._cursor, node, color):
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._cursor.setBlockFormat(form)

    def _rule(self, _node: Rule, place: _Place) -> None:
        chars = self._formats.text(size=4)
        form = self._formats.block(place.left, round(self._formats.gap * 1.2), size=7)
        form.setProperty(styles.RULE, True)
        self._begin(form, chars)

    def _quote(self, node: Quote, place: _Place) -> None:
        left = place.left + self._formats.theme.px(16)
        self._all(node.children, replace(place, left=left, quotes=(*place.quotes, place.left)))

    def _item(self, node: Item, place: _Place) -> None:
        inner = _Place(
            left=place.left + self._formats.indent,
            marker=node.marker,
            gap=self._item_gap(node, place),
            quotes=place.quotes,
            is_nested=True,
        )
        children = node.children
        if not children or not isinstance(children[0], Paragraph | Heading):
            children = (Paragraph(()), *children)
        self._all(children, inner)

    def _item_gap(self, node: Item, place: _Place) -> int:
        if node.starts and not place.is_nested:
            share = 1.0 if node.spaced else 0.6
        else:
            share = 0.75 if node.spaced else 0.4
        return round(self._formats.gap * share)

    def _code(self, node: Code, place: _Place) -> None:
        lines = self._highlighter.lines(node.text, node.language)
        for number, runs in enumerate(lines):
            edge = styles.FIRST if node.starts and number == 0 else 0
            edge |= styles.LAST if node.ends and number == len(lines) - 1 else 0
            form = self._formats.code(place.left, self._formats.gap, node.language, edge)
            is_below_card = self._cursor.blockFormat().hasProperty(styles.CODE_EDGE)
            if edge & styles.FIRST and is_below_card and not self._is_fresh:
                # Margins overlap: without this the card would touch the one above.
                form.setTopMargin(form.topMargin() + self._formats.code_padding)
            self._begin(form, self._formats.code_text())
            if edge & styles.FIRST:
                self._open_card = CodeCard(self._cursor.position(), "")
            for words, color in runs:
                self._cursor.insertText(words, self._formats.code_text(color))
        if self._open_card:
            text = f"{self._open_card.text}\n{node.text}" if not node.starts else node.text
            self._open_card = replace(self._open_card, text=text)
            if node.ends:
                self._cards.append(self._open_card)
                self._open_card = None

    def _table(self, node: Table, place: _Place) -> None:
        columns = len(node.aligns)
        if self._is_first:
            self._set_edge(0.0)
        top = 0 if self._is_first else self._formats.gap
        table = self._cursor.insertTable(
            len(node.rows), columns, self._formats.table(place.left, top, columns)
        )
        for index, row in enumerate(node.rows):
            base = self._formats.cell_text(is_header=index == 0)
            for column, spans in enumerate(row):
                cell = table.cellAt(index, column)
                cell.setFormat(self._formats.cell(is_header=index == 0))
                self._cursor = cell.firstCursorPosition()
                self._cursor.setBlockFormat(self._formats.cell_block(node.aligns[column]))
                self._spans(spans, base)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        # Qt ignores the upper margin of a block right behind a table, and hides an empty one:
        # leave it empty.
        self._is_fresh = self._is_first = False
