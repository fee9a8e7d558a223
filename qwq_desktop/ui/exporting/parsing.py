"""A message's text as the nodes that the window shows."""

from qwq_desktop.ui.chat.markdown.blocks import split
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.nodes import Code, Node
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder


def nodes_of(text: str) -> list[Node]:
    """The nodes of a whole text; code that the splitter cut for the screen is one again."""
    return joined(TreeBuilder().nodes(split(cleaned(text))))


def joined(nodes: list[Node]) -> list[Node]:
    """The nodes with the parts of each long block of code put together."""
    result: list[Node] = []
    for node in nodes:
        before = result[-1] if result else None
        if isinstance(node, Code) and isinstance(before, Code) and not node.starts:
            text = f"{before.text}\n{node.text}"
            result[-1] = Code(text, before.language, before.starts, node.ends)
        else:
            result.append(node)
    return result
