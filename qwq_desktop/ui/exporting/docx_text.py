"""Nodes as paragraphs of a Word document, formulas as Word's own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element, tostring

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from qwq_desktop.ui.chat.formulas import mathml
from qwq_desktop.ui.chat.formulas.office.converter import office_math
from qwq_desktop.ui.chat.formulas.office.parts import M, run
from qwq_desktop.ui.chat.markdown.code import Highlighter
from qwq_desktop.ui.chat.markdown.nodes import (
    Align,
    Code,
    Formula,
    Heading,
    Inline,
    Item,
    Node,
    Paragraph,
    Quote,
    Rule,
    Span,
    SpanKind,
    Table,
)
from qwq_desktop.ui.exporting import docx_styles as styles

_ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTER: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}


@dataclass(frozen=True)
class _Place:
    """Where a node goes: its indent in points, the marker its first words owe, its style."""

    left: float = 0.0
    marker: str = ""
    style: str = styles.BODY


class DocxText:
    """Writes at the end of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._highlighter = Highlighter(is_dark=False)
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

    def nodes(self, nodes: Iterable[Node], style: str = styles.BODY) -> None:
        """Write nodes; `style` is that of their running text."""
        self._all(nodes, _Place(style=style))

    def line(self, text: str, style: str) -> WordParagraph:
        """Write a line of plain words."""
        return self._document.add_paragraph(text, style)

    def _all(self, nodes: Iterable[Node], place: _Place) -> None:
        for node in nodes:
            self._writers[type(node)](node, place)
            place = replace(place, marker="")

    def _begin(self, place: _Place, style: str = "") -> WordParagraph:
        paragraph = self._document.add_paragraph(style=style or place.style)
        form = paragraph.paragraph_format
        if place.left:
            form.left_indent = Pt(place.left)
        if place.marker:
            form.first_line_indent = Pt(-styles.INDENT)
            form.tab_stops.add_tab_stop(Pt(place.left))
            paragraph.add_run(f"{place.marker}\t")
        return paragraph

    def _paragraph(self, node: Paragraph, place: _Place) -> None:
        self._spans(self._begin(place), node.spans)

    def _heading(self, node: Heading, place: _Place) -> None:
        style = f"Heading {min(9, node.level + 2)}"
        self._spans(self._begin(place, style), node.spans)

    def _code(self, node: Code, place: _Place) -> None:
        paragraph = self._begin(replace(place, marker=""), styles.CODE)
        for number, runs in enumerate(self._highlighter.lines(node.text, node.language)):
            if number:
                paragraph.add_run().add_break()
            for words, color in runs:
                run = paragraph.add_run(words)
                if color:
                    run.font.color.rgb = RGBColor.from_string(color.removeprefix("#"))

    def _formula(self, node: Formula, place: _Place) -> None:
        paragraph = self._begin(replace(place, marker=""))
        found = _word_formula(node.source, is_display=True)
        if found is None:
            self._code_run(paragraph, node.source + node.trail)
            return
        if node.trail:
            found.append(run(node.trail, is_words=True))
        block = Element(f"{M}oMathPara")
        block.append(found)
        _append(paragraph, block)

    def _rule(self, _node: Rule, place: _Place) -> None:
        self._begin(place, styles.RULE)

    def _quote(self, node: Quote, place: _Place) -> None:
        self._all(node.children, replace(place, left=place.left + styles.INDENT, style="Quote"))

    def _item(self, node: Item, place: _Place) -> None:
        inner = replace(place, left=place.left + styles.INDENT, marker=node.marker)
        children = node.children
        if not children or not isinstance(children[0], Paragraph | Heading):
            children = (Paragraph(()), *children)
        self._all(children, inner)

    def _table(self, node: Table, _place: _Place) -> None:
        table = self._document.add_table(len(node.rows), len(node.aligns), style="Table Grid")
        for number, row in enumerate(node.rows):
            for cell, spans, align in zip(table.rows[number].cells, row, node.aligns, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = styles.CELL
                paragraph.alignment = _ALIGNMENTS[align]
                self._spans(paragraph, spans, is_header=number == 0)
        self._document.add_paragraph(style=styles.CELL)  # tables that touch would become one

    def _spans(self, paragraph: WordParagraph, spans: Inline, *, is_header: bool = False) -> None:
        for span in spans:
            found = None
            if span.kind is SpanKind.FORMULA:
                found = _word_formula(span.text, is_display=False)
            if found is not None:
                _append(paragraph, found)
            else:
                self._words(paragraph, span, is_header=is_header)

    def _words(self, paragraph: WordParagraph, span: Span, *, is_header: bool) -> None:
        run = paragraph.add_run()
        for number, line in enumerate(span.text.split("\n")):
            if number:
                run.add_break()
            run.add_text(line)
        run.bold = span.strong or is_header or None
        run.italic = span.emphasis or None
        run.font.strike = span.struck or None
        if span.kind is not SpanKind.TEXT:
            run.style = styles.INLINE_CODE
        if span.href:
            self._link(paragraph, run, span.href)

    def _code_run(self, paragraph: WordParagraph, text: str) -> None:
        self._words(paragraph, Span(text, SpanKind.CODE), is_header=False)

    def _link(self, paragraph: WordParagraph, run: Run, address: str) -> None:
        part: Any = paragraph.part
        key = part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        run.style = styles.LINK
        link.append(run._r)  # noqa: SLF001  python-docx has no way to make a link
        paragraph._p.append(link)  # noqa: SLF001


def _append(paragraph: WordParagraph, element: Element) -> None:
    paragraph._p.append(parse_xml(tostring(element)))  # noqa: SLF001  nor to add a formula


def _word_formula(source: str, *, is_display: bool) -> Element | None:
    math = mathml.element(source, is_display=is_display)
    return None if math is None else office_math(math)
