"""A selection as HTML with MathML, for word processors and mail."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

from qwq_desktop.ui.chat.formulas import mathml
from qwq_desktop.ui.chat.formulas.mathml import Elements
from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock


def as_html(blocks: Sequence[SelectedBlock], elements: Elements) -> str:
    """A whole HTML page. A formula without an element stays LaTeX."""
    parts: list[str] = []
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        members = list(group)
        if kind is BlockKind.CODE:
            text = escape("\n".join(block.text for block in members))
            parts.append(f"<pre><code>{text}</code></pre>")
        elif kind is BlockKind.CELL:
            parts.append(_table(members, elements))
        elif kind is BlockKind.ITEM:
            parts.append(_list(members, elements))
        else:
            parts += [
                _block(block, elements) for block in members if block.runs or kind is BlockKind.RULE
            ]
    body = "\n".join(parts)
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _block(block: SelectedBlock, elements: Elements) -> str:
    if block.kind is BlockKind.RULE:
        return "<hr>"
    if block.kind is BlockKind.HEADING:
        return f"<h{block.level}>{_inline(block.runs, elements)}</h{block.level}>"
    text = f"<p>{_inline(block.runs, elements)}</p>"
    return f"<blockquote>{text}</blockquote>" if block.is_quoted else text


def _list(items: Sequence[SelectedBlock], elements: Elements) -> str:
    """Nested lists by how far the items are indented."""
    parts: list[str] = []
    open_lists: list[tuple[int, str]] = []
    for item in items:
        while open_lists and open_lists[-1][0] > item.indent:
            parts.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and open_lists[-1][0] == item.indent:
            parts.append("</li>")
        else:
            number = item.marker.rstrip(".)")
            tag, start = ("ol", f' start="{number}"') if number.isdigit() else ("ul", "")
            parts.append(f"<{tag}{start}>")
            open_lists.append((item.indent, tag))
        parts.append(f"<li>{_inline(item.runs, elements)}")
    parts += [f"</li></{tag}>" for _indent, tag in reversed(open_lists)]
    return "".join(parts)


def _table(cells: Sequence[SelectedBlock], elements: Elements) -> str:
    rows = []
    for number, row in groupby(cells, key=lambda cell: cell.row):
        tag = "td" if number else "th"
        rows.append("".join(f"<{tag}>{_inline(cell.runs, elements)}</{tag}>" for cell in row))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _inline(runs: Sequence[Run], elements: Elements) -> str:
    return "".join(_run(run, elements) for run in runs)


def _run(run: Run, elements: Elements) -> str:
    if run.is_formula:
        math = elements.get(run.text)
        return escape(run.text) if math is None else mathml.text(math)
    html = escape(run.text).replace("\n", "<br>")
    for is_set, tag in (
        (run.is_code, "code"),
        (run.is_italic, "em"),
        (run.is_bold, "strong"),
        (run.is_struck, "s"),
    ):
        if is_set:
            html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(run.href)}">{html}</a>' if run.href else html
