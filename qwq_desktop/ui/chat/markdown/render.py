"""Writes nodes into a text document.

Closed ones once and for ever, the tail so that it can be replaced.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from qwq_desktop.ui.chat.citations.writer import CitationWriter
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
from qwq_desktop.ui.chat.markdown.pen import Pen, PenMark
from qwq_desktop.ui.chat.markdown.styles import Formats
from qwq_desktop.ui.chat.markdown.table_writer import OpenTable, TableWriter


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

    place: PenMark
    open_card: CodeCard | None
    cards: int
    open_table: OpenTable | None


class DocumentWriter:
    """Writes at the end of one document. The document belongs to the caller, who shows it."""

    def __init__(
        self,
        document: QTextDocument,
        formats: Formats,
        highlighter: Highlighter,
        formulas: FormulaObject | None = None,
        citations: CitationWriter | None = None,
    ) -> None:
        """Without `formulas` each formula shows its source."""
        self._formats = formats
        self._citations = citations or CitationWriter(None, formats.theme)
        self._formulas = FormulaWriter(document, formats, formulas)
        self._highlighter = highlighter
        self._pen = Pen(document, formats.gap)
        self._cards: list[CodeCard] = []
        self._open_card: CodeCard | None = None
        self._tables = TableWriter(formats, self._pen, self._write)
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
        return self._mark.place.position

    def write(self, closed: Sequence[Node], tail: Sequence[Node]) -> None:
        """Put the closed nodes for ever in the place of the present tail.

        And the new tail behind them.
        """
        self._pen.cursor.beginEditBlock()
        self._citations.begin()
        self._remove_tail()
        self._all(closed, _Place())
        self._mark = self._marked()
        self._all(tail, _Place())
        self._pen.cursor.endEditBlock()

    def _marked(self) -> _Mark:
        return _Mark(self._pen.mark(), self._open_card, len(self._cards), self._tables.open)

    def _remove_tail(self) -> None:
        self._open_card = self._mark.open_card
        self._tables.open = self._mark.open_table
        del self._cards[self._mark.cards :]
        self._pen.return_to(self._mark.place)

    def _all(self, nodes: Iterable[Node], place: _Place) -> None:
        for node in nodes:
            self._writers[type(node)](node, place)
            place = replace(place, marker="", gap=None)

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
        self._pen.begin(form, chars)
        if place.marker:
            self._pen.cursor.insertText(f"{place.marker}\t", chars)
        return form

    def _spans(self, spans: Inline, base: QTextCharFormat) -> None:
        self._write(self._pen.cursor, spans, base)

    def _write(self, cursor: QTextCursor, spans: Inline, base: QTextCharFormat) -> None:
        for span in spans:
            if span.kind is SpanKind.FORMULA:
                self._formulas.write_inline(cursor, span, base)
                continue
            form = self._formats.span(span, base)
            text = span.text.replace("\n", LINE_BREAK)
            if span.kind is SpanKind.TEXT:
                self._citations.write(cursor, text, form, is_link=bool(span.href))
            else:
                cursor.insertText(text, form)

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
        self._pen.cursor.setBlockFormat(form)
        self._spans(node.spans, base)

    def _formula(self, node: Formula, place: _Place) -> None:
        base = self._formats.text()
        form = self._begin_text(replace(place, marker=""), self._formats.formula_gap, base)
        color = self._formats.theme.palette.soft if place.quotes else ""
        if self._formulas.write_display(self._pen.cursor, node, color):
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._pen.cursor.setBlockFormat(form)

    def _rule(self, _node: Rule, place: _Place) -> None:
        chars = self._formats.text(size=4)
        form = self._formats.block(place.left, round(self._formats.gap * 1.2), size=7)
        form.setProperty(styles.RULE, True)
        self._pen.begin(form, chars)

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
            is_below_card = self._pen.cursor.blockFormat().hasProperty(styles.CODE_EDGE)
            if edge & styles.FIRST and is_below_card and not self._pen.is_fresh:
                # Margins overlap: without this the card would touch the one above.
                form.setTopMargin(form.topMargin() + self._formats.code_padding)
            self._pen.begin(form, self._formats.code_text())
            if edge & styles.FIRST:
                self._open_card = CodeCard(self._pen.cursor.position(), "")
            for words, color in runs:
                self._pen.cursor.insertText(words, self._formats.code_text(color))
        if self._open_card:
            text = f"{self._open_card.text}\n{node.text}" if not node.starts else node.text
            self._open_card = replace(self._open_card, text=text)
            if node.ends:
                self._cards.append(self._open_card)
                self._open_card = None

    def _table(self, node: Table, place: _Place) -> None:
        self._tables.write(node, place.left)
