"""Nodes as plain text: tables by tabs, formulas as LaTeX, no marks of Markdown."""

from collections.abc import Callable, Iterable

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
    Table,
)
from qwq_desktop.ui.exporting.parsing import nodes_of


def plain_text(markdown: str) -> str:
    """A text as it is read, without its Markdown."""
    return _joined(nodes_of(markdown))


def _joined(nodes: Iterable[Node]) -> str:
    parts: list[str] = []
    before: Node | None = None
    for node in nodes:
        if before is not None:
            goes_on = isinstance(node, Item) and isinstance(before, Item) and not node.starts
            parts.append("\n" if goes_on else "\n\n")
        parts.append(_WRITERS[type(node)](node))
        before = node
    return "".join(parts)


def _words(spans: Inline) -> str:
    return "".join(span.text for span in spans)


def _item(node: Item) -> str:
    inner = _joined(node.children).replace("\n\n", "\n")
    indent = " " * (len(node.marker) + 1)
    return f"{node.marker} " + inner.replace("\n", f"\n{indent}")


def _table(node: Table) -> str:
    rows = ([_words(cell).replace("\n", " ") for cell in row] for row in node.rows)
    return "\n".join("\t".join(row) for row in rows)


_WRITERS: dict[type, Callable[..., str]] = {
    Paragraph: lambda node: _words(node.spans),
    Heading: lambda node: _words(node.spans),
    Code: lambda node: node.text,
    Formula: lambda node: node.source,
    Rule: lambda _node: "———",
    Quote: lambda node: _joined(node.children),
    Item: _item,
    Table: _table,
}
