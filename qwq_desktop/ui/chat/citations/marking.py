"""Carries the places of verdicts through Markdown.

A verdict speaks of characters of the source, a document shows what parsing made of it. Signs from
the private planes are put at the verdicts' places and come out among the words. That they change
nothing is not hoped but checked: a block is parsed with and without them, and they stay only if
what is left without them is the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from qwq_desktop.ui.chat.citations.citations import Citations
from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.chat.markdown.draft import Block
from qwq_desktop.ui.chat.markdown.link_definitions import Links
from qwq_desktop.ui.chat.markdown.nodes import Node, Span, SpanKind
from qwq_desktop.ui.chat.markdown.tree import TreeBuilder

_QUOTES, _NUMBERS = 0xF0000, 0x100000  # the first signs of each kind
_MOST = 0x4000  # verdicts of each kind
SIGN = re.compile("[\U000f0000-\U000fffff\U00100000-\U0010fffd]")


@dataclass(frozen=True)
class Sign:
    """What a sign says: a quotation of an index begins or ends here, or a number stands here."""

    index: int
    is_quote: bool
    is_end: bool = False


def read_sign(character: str) -> Sign:
    """What a character that `SIGN` matches says."""
    code = ord(character)
    if code >= _NUMBERS:
        return Sign(code - _NUMBERS, is_quote=False)
    return Sign((code - _QUOTES) // 2, is_quote=True, is_end=bool(code % 2))


@dataclass(frozen=True)
class _Mark:
    """Signs with their places in the source that belong together."""

    signs: tuple[tuple[int, str], ...]


class BlockMarker:
    """Turns the closed blocks of one text, in their order, into nodes with signs among them."""

    def __init__(self, text: str, citations: Citations, tree: TreeBuilder) -> None:
        """`text` is the whole text as the model wrote it.

        One that brings such signs gets none: `has_signs` is False then.
        """
        self._tree = tree
        self.has_signs = SIGN.search(text) is None
        self._marks = _marks(text, citations) if self.has_signs else []
        self._links: Links = {}
        self._position = 0

    def nodes(self, blocks: Iterable[Block], links: Links) -> list[Node]:
        """The nodes of the next blocks, in a text that defines these links."""
        self._links = links
        found: list[Node] = []
        for block in blocks:
            found += self._of_block(block)
            self._position += len(block.source)
        return found

    def _of_block(self, block: Block) -> Sequence[Node]:
        plain = self._tree.nodes([block], self._links)
        start, end = self._position, self._position + len(block.source)
        own = [m for m in self._marks if start <= m.signs[0][0] and m.signs[-1][0] <= end]
        if not own:
            return plain
        whole = self._signed(block, own, plain)
        if whole is not None:
            return whole
        kept = [mark for mark in own if self._signed(block, [mark], plain) is not None]
        return self._signed(block, kept, plain) or plain

    def _signed(
        self, block: Block, marks: Sequence[_Mark], plain: Sequence[Node]
    ) -> Sequence[Node] | None:
        """The nodes with the signs of some marks; None where the signs change anything else."""
        source, done = [], 0
        for place, sign in sorted(sign for mark in marks for sign in mark.signs):
            at = place - self._position
            source += [block.source[done:at], sign]
            done = at
        signed = replace(block, source="".join((*source, block.source[done:])))
        nodes = self._tree.nodes([signed], self._links)
        return nodes if without_signs(nodes) == without_signs(plain) else None


def without_signs(value: Any) -> Any:
    """Nodes, or what they consist of, with the signs taken out of their words."""
    if isinstance(value, list | tuple):
        inner = [without_signs(one) for one in value]
        return _merged(inner) if inner and isinstance(inner[0], Span) else inner
    if isinstance(value, Span):
        return replace(value, text=SIGN.sub("", value.text)) if _is_words(value) else value
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value), [without_signs(getattr(value, f.name)) for f in fields(value)])
    return value


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if merged and replace(merged[-1], text="") == replace(span, text=""):
            span = replace(span, text=merged.pop().text + span.text)
        merged.append(span)
    return merged


def _is_words(span: Span) -> bool:
    return span.kind is SpanKind.TEXT


def _marks(text: str, citations: Citations) -> list[_Mark]:
    """The signs of all verdicts; the places are those in the text as it is cleaned."""

    def place(position: int) -> int:
        return len(cleaned(text[:position]))

    found = []
    for index, quote in enumerate(citations.quotes[:_MOST]):
        begin, end = chr(_QUOTES + 2 * index), chr(_QUOTES + 2 * index + 1)
        if quote.start < quote.end <= len(text):
            found.append(_Mark(((place(quote.start), begin), (place(quote.end), end))))
    last = -1
    for index, number in enumerate(citations.numbers[:_MOST]):
        if number.start != last and number.end <= len(text):  # of several in one bracket the first
            found.append(_Mark(((place(number.start), chr(_NUMBERS + index)),)))
        last = number.start
    return found
