"""An answer as it is read aloud: its words, without marks; code is named, formulas are spelled."""

import re
from collections.abc import Iterable, Iterator

from qwq_desktop.ui.chat.markdown.blocks import split
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.nodes import (
    Code,
    Formula,
    Heading,
    Inline,
    Item,
    Node,
    Paragraph,
    Quote,
    SpanKind,
    Table,
)
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

_FENCES = re.compile(r"\\[\[\]()]|\$+|\\(?:left|right|displaystyle|boxed)\b|[{}&]")
_TEXT = re.compile(r"\\(?:text|mathrm|operatorname|mathbf)\s*\{([^{}]*)\}")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_ROOT = re.compile(r"\\sqrt\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)|\\(.)")
# Signs that voices read in their own language; for the rest the command's name is the word.
_SIGNS = {
    "times": "×",
    "cdot": "×",
    "div": "÷",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "ne": "≠",
    "neq": "≠",
    "pm": "±",
    "approx": "≈",
    "quad": " ",
    "ldots": "…",
    "dots": "…",
}
_ENDS = (".", "!", "?", ":", ";", ",", "。", "！", "？", "：", "；", "，", "…")
_ADDRESS = re.compile(r"https?://\S+")


def spoken_text(markdown: str, code_word: str = "") -> str:
    """The words of a Markdown text, a sentence a line; `code_word` stands for a block of code."""
    nodes = TreeBuilder().nodes(split(cleaned(markdown)))
    lines = (" ".join(line.split()) for line in _lines(nodes, code_word))
    return "\n".join(line if line.endswith(_ENDS) else f"{line}." for line in lines if line)


def spoken_formula(source: str) -> str:
    """A formula as words, as well as can be without knowing its meaning."""
    text = _TEXT.sub(r" \1 ", source)
    for _ in range(4):  # fractions in fractions, from the inside
        text = _FRACTION.sub(r" \1 / \2 ", text)
        text = _ROOT.sub(r" √ \1 ", text)
    text = _FENCES.sub(" ", text)
    text = _COMMAND.sub(lambda m: f" {_SIGNS.get(m[1] or '', m[1] or ' ')} ", text)
    return " ".join(text.replace("^", " ^ ").replace("_", " ").split())


def _lines(nodes: Iterable[Node], code_word: str) -> Iterator[str]:
    for node in nodes:
        match node:
            case Paragraph() | Heading():
                yield _words(node.spans)
            case Formula():
                yield spoken_formula(node.source)
            case Code():
                if node.starts:
                    yield code_word
            case Quote() | Item():
                yield from _lines(node.children, code_word)
            case Table():
                for row in node.rows:
                    yield ", ".join(filter(None, map(_words, row)))


def _words(spans: Inline) -> str:
    return "".join(
        f" {spoken_formula(span.text)} "
        if span.kind is SpanKind.FORMULA
        else _ADDRESS.sub(" ", span.text)
        for span in spans
    )
