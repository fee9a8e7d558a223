"""The open block of a text, and the decision what the next line is to it."""

import itertools
import re
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum, auto

from qwq_desktop.ui.chat.markdown import formulas, lines
from qwq_desktop.ui.chat.markdown.code_spans import without_code
from qwq_desktop.ui.chat.markdown.lines import FenceOpening, ItemOpening

PARAGRAPH_LIMIT = 8_000  # characters after which a paragraph is closed wherever it stands
NESTED_LIMIT = 64_000  # characters of one list item, quote, table or HTML block
CODE_PART_SOFT = (
    40  # lines of code after which the next line that starts a new thing starts a new part
)
CODE_PART_HARD = 120
TABLE_PART = 40  # lines of a table after which the next row starts a new part

_DELIMITER_ROW = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_FORMULA_END = re.compile(r"(?:\\\]|\$\$|\\(?:end|boxed)\{.*\})\s*\Z")
_MATH = re.compile(rf"(?<!\\)(?:\\\[|\\\]|\$\$|\\(begin|end)\{{({formulas.ENVIRONMENTS})\}})")


class Kind(StrEnum):
    """The kinds of blocks that stand on their own in a text."""

    PARAGRAPH = "paragraph"  # with the display formulas in it
    HEADING = "heading"
    RULE = "rule"
    FENCE = "fence"
    INDENTED = "indented"
    HTML = "html"
    TABLE = "table"
    QUOTE = "quote"
    ITEM = "item"
    DEFINITION = "definition"  # of a link: it is not shown


@dataclass(frozen=True)
class Block:
    """A block as written.

    `source` begins with the blank lines before it; `spaced` tells that there are some.

    `item`, `number` and `starts_list` belong to a list item, `fence` to fenced code, `delimiters`
    (the line under the header) to a table. Long code, and a long table of a stream, come in parts:
    `part` counts them from 0, `ends` marks the last.
    """

    kind: Kind
    source: str = ""
    spaced: bool = False
    item: ItemOpening | None = None
    number: int | None = None
    starts_list: bool = False
    fence: FenceOpening | None = None
    delimiters: str = ""
    part: int = 0
    ends: bool = True


class Verdict(Enum):
    """What a line is to the open block."""

    TAKE = auto()
    TAKE_AS_LAST = auto()
    TAKE_AS_HEADING = auto()  # it underlines the paragraph
    TAKE_AS_NEW_PART = auto()
    TABLE = auto()  # it makes the line above a table's header
    REFUSE = auto()


@dataclass
class Draft:
    """The open block while it grows: its lines, and what is open inside it."""

    block: Block
    lead: str = ""
    lines: list[str] = field(default_factory=list)
    size: int = 0
    math: str = ""  # the sign that ends the open display formula
    inner_fence: FenceOpening | None = None  # code inside a list item
    fences_inside: int = 0  # open fences inside fenced Markdown

    @property
    def kind(self) -> Kind:
        """What the block is."""
        return self.block.kind

    def append(self, line: str) -> None:
        """Take a line (or a piece of one) and note what it opens or closes inside the block."""
        is_first = not self.lines
        self.lines.append(line)
        self.size += len(line)
        if self.kind is Kind.ITEM:
            self._note_inner(
                line[self.block.item.content :] if is_first and self.block.item else line
            )
        if self.kind in (Kind.PARAGRAPH, Kind.ITEM) and not self.inner_fence:
            self.math = "" if lines.is_blank(line) else open_formula(line, self.math)
        if self.kind is Kind.FENCE and not is_first:
            self._note_fence_inside(line)

    def is_over(self) -> bool:
        """Whether the block is complete with the line just taken."""
        if self.kind is Kind.HTML:
            end = lines.html_end(self.lines[0])
            return bool(end) and end in self.lines[-1].lower()
        return self.kind in (Kind.HEADING, Kind.RULE, Kind.DEFINITION)

    def is_too_long(self) -> bool:
        """Whether the block must be closed so that the open tail stays cheap to draw."""
        if self.kind in (Kind.FENCE, Kind.INDENTED):
            return False
        is_text = self.kind in (Kind.PARAGRAPH, Kind.HEADING)
        return self.size >= (PARAGRAPH_LIMIT if is_text else NESTED_LIMIT)

    def next_part(self) -> "Draft":
        """The draft of the next part of the same code or table."""
        block = replace(self.block, part=self.block.part + 1, spaced=False)
        return Draft(block, fences_inside=self.fences_inside)

    def _note_inner(self, line: str) -> None:
        if self.inner_fence:
            if lines.closes_fence(line, self.inner_fence):
                self.inner_fence = None
            return
        text = line.lstrip()
        item = lines.item_opening(text)
        self.inner_fence = lines.fence_opening(text[item.content :] if item else text)

    def _note_fence_inside(self, line: str) -> None:
        """Models put fences of equal length into fenced Markdown.

        Those with a language open, the bare ones close.
        """
        fence = self.block.fence
        if not fence or fence.info.lower() not in ("markdown", "md"):
            return
        inner = lines.fence_opening(line)
        if inner and inner.marks == fence.marks:
            self.fences_inside += 1 if inner.info else -1


def verdict(draft: Draft, line: str) -> Verdict:
    """What the next line is to the open block."""
    match draft.kind:
        case Kind.PARAGRAPH:
            return _in_paragraph(draft, line)
        case Kind.FENCE:
            return _in_fence(draft, line)
        case Kind.INDENTED:
            return _in_indented(draft, line)
        case Kind.HTML:
            awaited = lines.html_end(draft.lines[0])
            return _taken(bool(awaited) or not lines.is_blank(line))
        case Kind.TABLE:
            return _taken("|" in line and not lines.interrupts_paragraph(line))
        case Kind.QUOTE:
            return _taken(lines.is_quote(line) or _is_lazy(draft, line))
        case Kind.ITEM:
            return _in_item(draft, line)
        case Kind.HEADING | Kind.RULE | Kind.DEFINITION:
            return Verdict.REFUSE


def open_formula(line: str, awaited: str) -> str:
    """The sign that would end the display formula open after this line.

    Given the one open before it; empty for none.
    """
    signs = (_MATH.finditer(line, *stretch) for stretch in without_code(line))
    for match in itertools.chain.from_iterable(signs):
        sign = match[0]
        if awaited:
            awaited = "" if sign == awaited else awaited
        elif sign == "\\[":
            awaited = "\\]"
        elif sign == "$$":
            awaited = sign
        elif match[1] == "begin":
            awaited = f"\\end{{{match[2]}}}"
    return awaited


def _taken(is_taken: bool) -> Verdict:
    return Verdict.TAKE if is_taken else Verdict.REFUSE


def _in_paragraph(draft: Draft, line: str) -> Verdict:
    if lines.is_blank(line):
        return Verdict.REFUSE
    if draft.math:
        return Verdict.TAKE
    above = draft.lines[-1]
    if lines.setext_level(line) and not _FORMULA_END.search(above):
        return Verdict.TAKE_AS_HEADING
    if (
        "|" in above
        and _DELIMITER_ROW.match(line.rstrip("\n"))
        and _columns(above) == _columns(line)
    ):
        return Verdict.TABLE
    return _taken(not lines.interrupts_paragraph(line))


def _in_fence(draft: Draft, line: str) -> Verdict:
    assert draft.block.fence is not None
    if lines.closes_fence(line, draft.block.fence) and not draft.fences_inside:
        return Verdict.TAKE_AS_LAST
    return Verdict.TAKE_AS_NEW_PART if _part_is_full(draft, line) else Verdict.TAKE


def _in_indented(draft: Draft, line: str) -> Verdict:
    if lines.is_blank(line):
        return Verdict.TAKE
    if lines.indent_of(line) < 4:
        return Verdict.REFUSE
    return Verdict.TAKE_AS_NEW_PART if _part_is_full(draft, line) else Verdict.TAKE


def _part_is_full(draft: Draft, line: str) -> bool:
    count = len(draft.lines)
    starts_anew = line[:1].strip() != "" and lines.is_blank(draft.lines[-1])
    return count >= CODE_PART_HARD or (count >= CODE_PART_SOFT and starts_anew)


def _in_item(draft: Draft, line: str) -> Verdict:
    assert draft.block.item is not None
    if draft.inner_fence or lines.is_blank(line):
        return Verdict.TAKE
    if lines.indent_of(line) >= draft.block.item.content or draft.math:
        return Verdict.TAKE
    return _taken(not lines.item_opening(line) and _is_lazy(draft, line))


def _is_lazy(draft: Draft, line: str) -> bool:
    """Whether the line goes on with the text of a quote or item without its mark or indent."""
    last = draft.lines[-1].lstrip(" >")
    ends_in_text = not (
        lines.is_blank(last)
        or lines.fence_opening(last)
        or lines.heading(last)
        or lines.is_rule(last)
    )
    return ends_in_text and not lines.is_blank(line) and not lines.interrupts_paragraph(line)


def _columns(row: str) -> int:
    return row.strip().strip("|").replace("\\|", "").count("|") + 1
