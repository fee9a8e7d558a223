"""The structure of what models wrote, judged by another engine."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

import pytest

from qwq_desktop.ui.chat.markdown.blocks import split
from qwq_desktop.ui.chat.markdown.nodes import Code, Heading, Item, Node, Quote, Table
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

markdown_it = pytest.importorskip("markdown_it")

FORMULA = re.compile(r"\\\[.+?\\\]|\$\$.+?\$\$|\\\(.+?\\\)|\$[^\s$][^$\n]*\$", re.DOTALL)
Outline = list[tuple[str, int]]


def ours(nodes: Sequence[Node], depth: int = 0) -> Outline:
    found: Outline = []
    for node in nodes:
        if isinstance(node, Item):
            found += [("item", depth), *ours(node.children, depth + 1)]
        elif isinstance(node, Quote):
            found += ours(node.children, depth)
        elif isinstance(node, Code) and node.starts:
            found.append(("code", depth))
        elif isinstance(node, Table):
            found.append(("table", len(node.rows)))
        elif isinstance(node, Heading):
            found.append(("heading", node.level))
    return found


def theirs(text: str) -> Outline:
    found: Outline = []
    depth = rows = 0
    for token in markdown_it.MarkdownIt("commonmark", {"html": False}).enable("table").parse(text):
        match token.type:
            case "list_item_open":
                found.append(("item", depth))
                depth += 1
            case "list_item_close":
                depth -= 1
            case "fence" | "code_block":
                found.append(("code", depth))
            case "table_open":
                rows = 0
            case "tr_open":
                rows += 1
            case "table_close":
                found.append(("table", rows))
            case "heading_open":
                found.append(("heading", int(token.tag[1])))
    return found


def test_structure_is_that_of_commonmark(streams: list[str]) -> None:
    builder = TreeBuilder()
    total = equal = 0
    for stream in streams:
        text = FORMULA.sub("F", stream)
        mine, other = ours(builder.nodes(split(text))), theirs(text)
        matcher = SequenceMatcher(None, mine, other, autojunk=False)
        equal += sum(block.size for block in matcher.get_matching_blocks())
        total += max(len(mine), len(other))
    assert total > 100
    assert equal / total >= 0.995
