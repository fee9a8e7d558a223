"""The texts of a message as they stand in its documents, without formatting. Pure.

Word for word what the documents hold, so that the n-th hit here is the n-th hit there.
"""

from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from qwq_desktop.chat.remarks import thought_parts
from qwq_desktop.storage.records import Message, Role
from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.markdown.blocks import split
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.nodes import (
    Code,
    Formula,
    Inline,
    Item,
    Node,
    Quote,
    Rule,
    Table,
)
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder


def parts_of(message: Message, tree: TreeBuilder) -> dict[Part, str]:
    """The texts of a message by part, in the order in which they are shown."""
    if message.role is Role.USER:
        return {Part.QUESTION: cleaned(message.text)}
    return {
        Part.THINKING: _thinking(message, tree),
        Part.ANSWER: plain_text(message.text, tree),
    }


def plain_text(markdown: str, tree: TreeBuilder) -> str:
    """The words of a text in Markdown as a reader sees them, a line a block."""
    return "\n".join(_lines(tree.nodes(split(cleaned(markdown)))))


def _thinking(message: Message, tree: TreeBuilder) -> str:
    """The texts of a thought; the steps and remarks between them are no part of a document."""
    ends = accumulate((step.after_thinking for step in message.tool_steps), max)
    stretches = (message.thinking[start:end] for start, end in pairwise([0, *ends, None]))
    return "\n".join(
        plain_text(part.text, tree)
        for stretch in stretches
        for part in thought_parts(stretch)
        if not part.is_remark
    )


def _lines(nodes: Iterable[Node], marker: str = "") -> Iterator[str]:
    for node in nodes:
        match node:
            case Code():
                text = node.text
            case Formula():
                text = node.source + node.trail
            case Rule():
                text = ""
            case Quote():
                text = "\n".join(_lines(node.children, marker))
                marker = ""
            case Item():
                text = "\n".join(_lines(node.children, f"{node.marker}\t"))
            case Table():
                text = "\n".join(_words(cell) for row in node.rows for cell in row)
            case _:
                text = marker + _words(node.spans)
                marker = ""
        yield text


def _words(spans: Inline) -> str:
    return "".join(span.text for span in spans)
