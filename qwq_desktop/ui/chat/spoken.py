"""An answer as it is read aloud: its words, without marks; code is named, formulas are told."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qwq_desktop.platform.speech import is_chinese
from qwq_desktop.ui.chat.formulas.speech import spoken
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

_ENDS = (".", "!", "?", ":", ";", ",", "。", "！", "？", "：", "；", "，", "…")
_ADDRESS = re.compile(r"https?://\S+")


def spoken_text(markdown: str, code_word: str = "", language: str = "") -> str:
    """The words of a Markdown text, a sentence a line; `code_word` stands for a block of code.

    Formulas are told in `language` (as `zh_CN` or `en`), by default in that of the words around.
    """
    nodes = TreeBuilder().nodes(split(cleaned(markdown)))
    reader = _Reader(code_word, language or ("zh" if is_chinese(markdown) else "en"))
    lines = (" ".join(line.split()) for line in reader.lines(nodes))
    return "\n".join(line if line.endswith(_ENDS) else f"{line}." for line in lines if line)


@dataclass(frozen=True)
class _Reader:
    code_word: str
    language: str

    def lines(self, nodes: Iterable[Node]) -> Iterator[str]:
        for node in nodes:
            match node:
                case Paragraph() | Heading():
                    yield self._words(node.spans)
                case Formula():
                    yield spoken(node.source, self.language) + node.trail
                case Code():
                    if node.starts:
                        yield self.code_word
                case Quote() | Item():
                    yield from self.lines(node.children)
                case Table():
                    for row in node.rows:
                        yield ", ".join(filter(None, map(self._words, row)))

    def _words(self, spans: Inline) -> str:
        return "".join(
            spoken(span.text, self.language)
            if span.kind is SpanKind.FORMULA
            else _ADDRESS.sub(" ", span.text)
            for span in spans
        )
