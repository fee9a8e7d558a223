"""The splitter.

A stream of Markdown becomes closed blocks, which never change again, and an open tail.

How the stream was cut into chunks never shows in the blocks, and their sources joined are the
text that was fed.
"""

import copy
import re
from dataclasses import replace

from qwq_desktop.ui.chat.markdown import lines
from qwq_desktop.ui.chat.markdown.draft import TABLE_PART, Block, Draft, Kind, Verdict, verdict

_FORMULA_STARTS = ("\\[", "$$", "\\begin{")  # a formula is no code however deep it is indented
_UNDECIDED = re.compile(r"\s*(?:[-=+*_#>`~|:\\\[\]$]+|\d{1,9}[.)]?)?\s*$")


class Splitter:
    """Cuts a stream into blocks. Feed it, read the blocks that closed, and `peek` at the tail."""

    def __init__(self, *, parts_tables: bool = False) -> None:
        """With `parts_tables` a long table comes in parts, so that the tail stays short."""
        self._cutter = lines.LineCutter()
        self._machine = _BlockMachine(parts_tables)

    def feed(self, text: str) -> list[Block]:
        """The blocks that are closed now that this text has come."""
        for piece in self._cutter.feed(text):
            self._machine.take(piece)
        return self._machine.hand_over()

    def finish(self) -> list[Block]:
        """The last blocks, at the end of the stream; blank lines after them belong to none."""
        for piece in self._cutter.flush():
            self._machine.take(piece)
        self._machine.close()
        return self._machine.hand_over()

    def peek(self) -> list[Block]:
        """The open tail, as it would be if the text ended here.

        An undecided beginning of a line is held back, and what may come to define a link.
        """
        twin = copy.copy(self._machine)
        twin.detach()
        rest = self._cutter.rest
        if twin.continues or not _UNDECIDED.match(rest):
            twin.take(rest)
            twin.hold_back_definition(rest)
        twin.close()
        return twin.hand_over()


class _BlockMachine:
    """Puts lines together to blocks."""

    def __init__(self, parts_tables: bool) -> None:
        self._parts_tables = parts_tables
        self.continues = False  # the last piece had no line end
        self._closed: list[Block] = []
        self._draft: Draft | None = None
        self._blank = ""  # blank lines that the next block will begin with
        self._after_blank = False
        self._last_item: Block | None = None

    def hand_over(self) -> list[Block]:
        """The blocks that closed since the last time."""
        closed, self._closed = self._closed, []
        return closed

    def detach(self) -> None:
        """Share nothing that changes with the machine that this one is a copy of."""
        self._closed = []
        if self._draft:
            self._draft = replace(self._draft, lines=list(self._draft.lines))

    def hold_back_definition(self, piece: str) -> None:
        """Forget the block that such a piece of a line has begun."""
        draft = self._draft
        if draft and draft.kind is Kind.PARAGRAPH and draft.lines == [piece]:
            self._draft = None if lines.may_define_link(piece) else draft

    def take(self, piece: str) -> None:
        """Add a line, or a piece of a long one."""
        continued, self.continues = self.continues, not piece.endswith("\n")
        draft = self._draft
        if draft is None:
            self._start(piece)
        elif continued:
            draft.append(piece)
            self._close_if_over(draft)
        else:
            self._go_on(draft, piece)

    def _start(self, line: str) -> None:
        if lines.is_blank(line):
            self._blank += line
            self._after_blank = True
            return
        block = replace(_opened(line, self._last_item), spaced=self._after_blank)
        self._draft = Draft(block, lead=self._blank)
        self._blank = ""
        self._draft.append(line)
        self._close_if_over(self._draft)

    def _go_on(self, draft: Draft, line: str) -> None:
        match self._verdict(draft, line):
            case Verdict.TAKE:
                draft.append(line)
                self._close_if_over(draft)
            case Verdict.TAKE_AS_HEADING:
                draft.append(line)
                draft.block = replace(draft.block, kind=Kind.HEADING)
                self.close()
            case Verdict.TAKE_AS_LAST:
                draft.append(line)
                self.close()
            case Verdict.TAKE_AS_NEW_PART:
                self._emit(draft, ends=False)
                self._draft = draft.next_part()
                self._draft.append(line)
            case Verdict.TABLE:
                self._start_table(draft, line)
            case Verdict.REFUSE:
                self.close()
                self._start(line)

    def _verdict(self, draft: Draft, line: str) -> Verdict:
        found = verdict(draft, line)
        may_part = self._parts_tables and draft.kind is Kind.TABLE and found is Verdict.TAKE
        is_full = may_part and len(draft.lines) >= TABLE_PART
        return Verdict.TAKE_AS_NEW_PART if is_full else found

    def _start_table(self, draft: Draft, line: str) -> None:
        """The last line of the paragraph turned out to be the header of a table."""
        header = draft.lines.pop()
        if draft.lines:
            self._emit(draft)
            draft = Draft(replace(draft.block, spaced=False))
        draft.block = replace(draft.block, kind=Kind.TABLE, delimiters=line)
        draft.append(header)
        draft.append(line)
        self._draft = draft

    def _close_if_over(self, draft: Draft) -> None:
        if (not self.continues and draft.is_over()) or draft.is_too_long():
            self.close()

    def close(self) -> None:
        """End the open block."""
        if self._draft:
            self._emit(self._draft)
            self._draft = None

    def _emit(self, draft: Draft, *, ends: bool = True) -> None:
        block = replace(draft.block, source=draft.lead + "".join(draft.lines), ends=ends)
        self._closed.append(block)
        self._last_item = block if block.kind is Kind.ITEM else None
        self._after_blank = lines.is_blank(draft.lines[-1])


def split(text: str) -> list[Block]:
    """The blocks of a whole text."""
    splitter = Splitter()
    return splitter.feed(text) + splitter.finish()


def _opened(line: str, last_item: Block | None) -> Block:
    """What the first line of a block announces."""
    if lines.indent_of(line) > 3:
        is_formula = line.lstrip().startswith(_FORMULA_STARTS)
        return Block(Kind.PARAGRAPH if is_formula else Kind.INDENTED)
    fence = lines.fence_opening(line)
    if fence:
        return Block(Kind.FENCE, fence=fence)
    if lines.heading(line):
        return Block(Kind.HEADING)
    if lines.is_rule(line):
        return Block(Kind.RULE)
    if lines.is_quote(line):
        return Block(Kind.QUOTE)
    item = lines.item_opening(line)
    if item:
        number = _number(item, last_item)
        return Block(Kind.ITEM, item=item, number=number, starts_list=last_item is None)
    if lines.link_definition(line):
        return Block(Kind.DEFINITION)
    return Block(Kind.HTML if lines.opens_html(line) else Kind.PARAGRAPH)


def _number(item: lines.ItemOpening, last: Block | None) -> int | None:
    """An item's number: the first of a list is as written, the others count on from it."""
    if item.number is None or not last or not last.item or last.number is None:
        return item.number
    return last.number + 1 if last.item.mark == item.mark else item.number
