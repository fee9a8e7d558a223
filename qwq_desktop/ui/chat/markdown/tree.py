"""From the source of a block to its nodes."""

import re
from collections.abc import Callable, Iterable, Sequence

from qwq_desktop.ui.chat.markdown import formulas, lines, tables
from qwq_desktop.ui.chat.markdown.blocks import split
from qwq_desktop.ui.chat.markdown.draft import Block, Kind
from qwq_desktop.ui.chat.markdown.inline import InlineParser
from qwq_desktop.ui.chat.markdown.link_definitions import Links, links_of
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

DEEPEST = 10  # levels of lists and quotes; what is nested deeper is shown as text
BULLETS = ("•", "◦", "▪")

_TASK = re.compile(r"\[([ xX])\][ \t]+")
_TRAIL = re.compile(r"[ \t]*([.,;:!?。，；：])(?=\s|\Z)")
_LEADING_BLANK = re.compile(r"\A(?:[ \t]*\n)+")


class TreeBuilder:
    """Turns blocks into nodes. One may serve any number of texts."""

    def __init__(self) -> None:
        self._inline = InlineParser()
        self._builders: dict[Kind, Callable[[Block, str, int], Sequence[Node]]] = {
            Kind.PARAGRAPH: lambda _block, source, _depth: self._paragraph(source),
            Kind.HEADING: lambda _block, source, _depth: [self._heading(source)],
            Kind.RULE: lambda _block, _source, _depth: [Rule()],
            Kind.FENCE: lambda block, source, _depth: [_fenced(block, source)],
            Kind.INDENTED: lambda block, source, _depth: [_indented(block, source)],
            Kind.HTML: lambda _block, source, _depth: [Code(source.rstrip("\n"), "html")],
            Kind.TABLE: lambda block, source, _depth: [self._table(block, source)],
            Kind.QUOTE: lambda _block, source, depth: [self._quote(source, depth)],
            Kind.ITEM: self._item,
            Kind.DEFINITION: lambda _block, source, depth: self._definition(source, depth),
        }

    def nodes(self, blocks: Iterable[Block], links: Links | None = None) -> list[Node]:
        """The nodes of the blocks, in order.

        `links` are those that the text defines; without them, those that the blocks define.
        """
        blocks = list(blocks)
        self._inline.set_links(links_of(blocks) if links is None else links)
        return self._nodes(blocks, 0)

    def _nodes(self, blocks: Iterable[Block], depth: int) -> list[Node]:
        """`depth` counts the lists and quotes around the blocks."""
        result: list[Node] = []
        for block in blocks:
            source = _LEADING_BLANK.sub("", block.source) if not block.part else block.source
            result.extend(self._builders[block.kind](block, source, depth))
        return result

    def _inner(self, text: str, depth: int) -> tuple[Node, ...]:
        if depth >= DEEPEST:
            return tuple(self._paragraph(text))
        return tuple(self._nodes(split(text), depth + 1))

    def _paragraph(self, source: str) -> list[Node]:
        text, found = formulas.taken_out(source)
        result: list[Node] = []
        words = ""
        for piece, is_formula in formulas.pieces(text, found):
            if is_formula and formulas.is_display(piece):
                result += [*self._words(words), Formula(_tidied(piece))]
                words = ""
                continue
            trail = _TRAIL.match(piece) if result and not words else None
            if trail and isinstance(result[-1], Formula):
                result[-1] = Formula(result[-1].source, trail[1])
                piece = piece[trail.end() :]
            words += piece
        return result + self._words(words)

    def _words(self, text: str) -> list[Node]:
        stripped = "\n".join(line.strip(" \t") for line in text.strip().split("\n"))
        return [Paragraph(self._inline.spans(stripped))] if stripped else []

    def _definition(self, source: str, depth: int) -> list[Node]:
        """Nothing; in a list it is an item that is to be read."""
        return self._paragraph(source) if depth else []

    def _heading(self, source: str) -> Heading:
        found = lines.heading(source)
        if found:
            return Heading(found[0], self._inline.spans(found[1]))
        text, _, underline = source.rstrip("\n").rpartition("\n")
        return Heading(lines.setext_level(underline) or 2, self._inline.spans(text.strip()))

    def _table(self, block: Block, source: str) -> Table:
        rows = source.strip("\n").split("\n")
        if block.part == 0:
            del rows[1]
        aligns = tables.alignments(block.delimiters)
        found = tuple(self._row(row, len(aligns)) for row in rows)
        return Table(aligns, found, block.part == 0, block.ends)

    def _row(self, row: str, width: int) -> tuple[Inline, ...]:
        found = tables.cells(row)[:width]
        found += [""] * (width - len(found))
        return tuple(self._inline.spans(tables.with_breaks(cell)) for cell in found)

    def _quote(self, source: str, depth: int) -> Quote:
        inner = "\n".join(_unquoted(line) for line in source.rstrip("\n").split("\n"))
        return Quote(self._inner(inner, depth))

    def _item(self, block: Block, source: str, depth: int) -> list[Node]:
        assert block.item is not None
        content = block.item.content
        first, *others = source.rstrip("\n").split("\n")
        inner = first.expandtabs(4)[content:] if len(first) <= lines.LINE_LIMIT else first[content:]
        marker = (
            f"{block.number}{block.item.mark}"
            if block.number is not None
            else BULLETS[min(depth, 2)]
        )
        task = _TASK.match(inner)
        if task and block.number is None:
            marker, inner = ("☐" if task[1] == " " else "☑"), inner[task.end() :]
        text = "\n".join([inner, *(lines.without_indent(line, content) for line in others)])
        return [Item(marker, self._inner(text, depth), block.spaced, block.starts_list)]


def _fenced(block: Block, source: str) -> Code:
    assert block.fence is not None
    body = source.removesuffix("\n").split("\n")
    if block.part == 0:
        body = body[1:]
    if block.ends and body and lines.closes_fence(body[-1], block.fence):
        body = body[:-1]
    text = "\n".join(lines.without_indent(line, block.fence.indent) for line in body)
    words = block.fence.info.split()
    return Code(text, words[0].strip("{}.") if words else "", block.part == 0, block.ends)


def _indented(block: Block, source: str) -> Code:
    if block.ends:
        source = source.rstrip()
    text = "\n".join(
        lines.without_indent(line, 4) for line in source.removesuffix("\n").split("\n")
    )
    return Code(text, "", block.part == 0, block.ends)


def _unquoted(line: str) -> str:
    if not lines.is_quote(line):
        return line
    return line.lstrip(" ")[1:].removeprefix(" ")


def _tidied(formula: str) -> str:
    """A display formula without the indent that its lines had in the text."""
    return "\n".join(line.strip() for line in formula.split("\n"))
