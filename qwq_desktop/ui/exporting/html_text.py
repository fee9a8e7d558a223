"""Nodes as HTML: what stands in the file is what the window shows, formulas as MathML."""

from collections.abc import Callable, Iterable
from html import escape
from itertools import zip_longest
from xml.etree.ElementTree import Element, tostring

from qwq_desktop.ui.chat.formulas import mathml
from qwq_desktop.ui.chat.formulas.source import bare
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
from qwq_desktop.ui.exporting.parsing import nodes_of


class HtmlText:
    """Writes texts as HTML that runs nothing and fetches nothing."""

    def __init__(self) -> None:
        self._light = Highlighter(is_dark=False)
        self._dark = Highlighter(is_dark=True)
        self._writers: dict[type, Callable[..., str]] = {
            Paragraph: lambda node: f"<p>{self._spans(node.spans)}</p>",
            Heading: self._heading,
            Code: self._code,
            Formula: self._display,
            Rule: lambda _node: "<hr>",
            Quote: lambda node: f"<blockquote>{self.nodes(node.children)}</blockquote>",
            Item: self._item,
            Table: self._table,
        }

    def text(self, markdown: str) -> str:
        """The HTML of a text."""
        return self.nodes(nodes_of(markdown))

    def nodes(self, nodes: Iterable[Node]) -> str:
        """The HTML of nodes."""
        return "\n".join(self._writers[type(node)](node) for node in nodes)

    def _display(self, node: Formula) -> str:
        return f'<div class="formula">{_formula(node.source, True)}{escape(node.trail)}</div>'

    def _heading(self, node: Heading) -> str:
        level = min(6, node.level + 2)  # the chat's title and the speakers come first
        return f"<h{level}>{self._spans(node.spans)}</h{level}>"

    def _item(self, node: Item) -> str:
        marker = f'<span class="marker">{escape(node.marker)}</span>'
        inner = self.nodes(node.children)
        return f'<div class="item" role="listitem">{marker}<div>{inner}</div></div>'

    def _code(self, node: Code) -> str:
        on_light = self._light.lines(node.text, node.language)
        on_dark = self._dark.lines(node.text, node.language)
        body = "\n".join(map(_coloured, on_light, on_dark))
        label = f'<div class="language">{escape(node.language)}</div>' if node.language else ""
        return f'<div class="code">{label}<pre><code>{body}</code></pre></div>'

    def _table(self, node: Table) -> str:
        rows = []
        for number, row in enumerate(node.rows):
            name = "td" if number else "th"
            cells = zip(row, node.aligns, strict=True)
            rows.append("".join(self._cell(name, spans, align) for spans, align in cells))
        body = "\n".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table>\n{body}\n</table>"

    def _cell(self, name: str, spans: Inline, align: Align) -> str:
        side = "" if align is Align.LEFT else f' style="text-align: {align}"'
        return f"<{name}{side}>{self._spans(spans)}</{name}>"

    def _spans(self, spans: Inline) -> str:
        return "".join(map(_span, spans))


def plain_paragraphs(text: str) -> str:
    """Plain words as the user wrote them, with their line ends."""
    return f'<div class="plain">{escape(text.strip())}</div>'


def _span(span: Span) -> str:
    if span.kind is SpanKind.FORMULA:
        words = _formula(span.text, False)
    else:
        words = escape(span.text).replace("\n", "<br>")
    for applies, name in (
        (span.kind is SpanKind.CODE, "code"),
        (span.struck, "s"),
        (span.emphasis, "em"),
        (span.strong, "strong"),
    ):
        if applies:
            words = f"<{name}>{words}</{name}>"
    if span.href:
        words = f'<a href="{escape(span.href)}" rel="noreferrer noopener">{words}</a>'
    return words


def _formula(source: str, is_display: bool) -> str:
    math = mathml.element(source, is_display=is_display)
    if math is None:
        return f'<code class="tex">{escape(source)}</code>'
    _without_namespace(math)
    math.set("alttext", bare(source))
    return tostring(math, encoding="unicode", short_empty_elements=False)


def _without_namespace(math: Element) -> None:
    for element in math.iter():
        element.tag = element.tag.rpartition("}")[2]


def _coloured(light: list[tuple[str, str]], dark: list[tuple[str, str]]) -> str:
    """A line of code; each run with its colour for a light and for a dark page."""
    parts = []
    for (words, on_light), (_, on_dark) in zip_longest(light, dark, fillvalue=("", "")):
        text = escape(words)
        if on_light:
            text = f'<span class="c" style="--l:{on_light};--d:{on_dark}">{text}</span>'
        parts.append(text)
    return "".join(parts)
