"""Lines of Markdown: how they are cut from a stream, and what kind of block a line opens."""

import re
from dataclasses import dataclass

LINE_LIMIT = (
    4_000  # characters; longer lines are passed on in pieces, so that no block grows without end
)

_FENCE = re.compile(r"( *)(`{3,}|~{3,})[ \t]*([^\n]*)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_QUOTE = re.compile(r" {0,3}>")
_ITEM = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)")
_HTML_TAGS = "|".join(
    (
        "address|article|aside|audio|blockquote|body|canvas|center|dd|details|dialog|dir|div|dl|dt",
        "fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li",
        "link|main|menu|nav|ol|option|p|param|pre|script|section|style|summary|svg|table|tbody|td",
        "textarea|tfoot|th|thead|title|tr|ul|video",
    )
)
_HTML = re.compile(rf" {{0,3}}(?:</?(?:{_HTML_TAGS})(?=[\s/>]|$)|<!--|<!doctype)", re.I)
_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)([^\[\]\\\n]{1,200})\]:[ \t]*(?:<([^<>\s]+)>|([^<\s]\S*))"
    r"(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$"
)
_DEFINITION_BEGUN = re.compile(r" {0,3}\[(?![\^\s])[^\[\]\\\n]{1,60}(?:\](?::(.*))?)?$")
_ADDRESSES = ("https://", "http://", "mailto:", "#")
_HTML_LONG = re.compile(r" {0,3}<(script|style|pre|textarea|!--)", re.I)


@dataclass(frozen=True)
class FenceOpening:
    """The first line of fenced code.

    Its indent in columns, its run of marks and what stands after them.
    """

    indent: int
    marks: str
    info: str


@dataclass(frozen=True)
class ItemOpening:
    """The marker of a list item.

    `number` None for a bullet, `mark` the bullet or the sign after the number.

    `content` is the column at which the item's own blocks start.
    """

    indent: int
    mark: str
    number: int | None
    content: int
    empty: bool


@dataclass(frozen=True)
class LinkDefinition:
    """A line that is not shown: what refers to its label leads to its address."""

    label: str
    address: str


class LineCutter:
    """Cuts a stream into lines.

    A line beyond `LINE_LIMIT` comes in pieces without a line end, at the same places however it
    is fed.
    """

    def __init__(self) -> None:
        self.rest = ""

    def feed(self, text: str) -> list[str]:
        """The pieces that are complete with this text.

        The beginning of the next stays in `rest`.
        """
        *whole, rest = (self.rest + text).split("\n")
        pieces: list[str] = []
        for line in whole:
            pieces.extend(_pieces(line + "\n"))
        *cut, self.rest = _pieces(rest)
        return pieces + cut

    def flush(self) -> list[str]:
        """What is left at the end of the stream."""
        rest, self.rest = self.rest, ""
        return [rest] if rest else []


def _pieces(line: str) -> list[str]:
    pieces = []
    while len(line) > LINE_LIMIT:
        cut = line.rfind(" ", LINE_LIMIT // 2, LINE_LIMIT) + 1 or LINE_LIMIT
        pieces.append(line[:cut])
        line = line[cut:]
    return [*pieces, line]


def indent_of(line: str) -> int:
    """The column of the first character that is no blank.

    A tab goes to the next multiple of four.
    """
    column = 0
    for char in line:
        if char == "\t":
            column += 4 - column % 4
        elif char == " ":
            column += 1
        else:
            break
    return column


def without_indent(line: str, columns: int) -> str:
    """The line with up to so many columns of leading blanks taken away."""
    column = index = 0
    while index < len(line) and column < columns and line[index] in " \t":
        column += 4 - column % 4 if line[index] == "\t" else 1
        index += 1
    return " " * max(0, column - columns) + line[index:]


def is_blank(line: str) -> bool:
    """Whether nothing is on the line."""
    return not line.strip()


def fence_opening(line: str, *, deepest: int = 3) -> FenceOpening | None:
    """The opening of fenced code, indented by at most `deepest` columns."""
    match = _FENCE.match(line.expandtabs(4))
    if not match or len(match[1]) > deepest or ("`" in match[2] and "`" in match[3]):
        return None
    return FenceOpening(len(match[1]), match[2], match[3].strip())


def closes_fence(line: str, opening: FenceOpening) -> bool:
    """Whether the line ends the fenced code that was opened so."""
    bare = line.strip()
    return len(bare) >= len(opening.marks) and not bare.strip(opening.marks[0])


def heading(line: str) -> tuple[int, str] | None:
    """Level and text of a heading that starts with number signs."""
    line = line.strip("\n")
    match = _HEADING.match(line)
    if not match:
        return None
    text = line[match.end() :].strip()
    bare = text.rstrip("#")
    if not bare or bare[-1] in " \t":
        text = bare.rstrip()
    return len(match[1]), text


def is_rule(line: str) -> bool:
    """Whether the line draws a rule."""
    return bool(_RULE.match(line.rstrip("\n")))


def setext_level(line: str) -> int | None:
    """The level that this line gives to the paragraph above it, if it underlines one."""
    match = _SETEXT.match(line.rstrip("\n"))
    return (1 if match[1][0] == "=" else 2) if match else None


def is_quote(line: str) -> bool:
    """Whether the line starts with a quotation mark of Markdown."""
    return bool(_QUOTE.match(line))


def item_opening(line: str) -> ItemOpening | None:
    """The list item that starts on this line."""
    line = line.rstrip("\n").expandtabs(4)
    match = _ITEM.match(line)
    if not match or is_rule(line):
        return None
    mark, gap = match[2], len(match[3] or " ")
    start = len(match[1]) + len(mark)
    content = start + (gap if gap <= 4 else 1)
    number = int(mark[:-1]) if mark[0].isdigit() else None
    return ItemOpening(len(match[1]), mark[-1], number, content, match[3] is None)


def link_definition(line: str) -> LinkDefinition | None:
    """The definition of a link on this line, its title left out.

    CommonMark takes any word for an address. Here it leads to the web, to mail or, as comments do,
    to `#`: what a model writes in brackets before a colon is mostly meant to be read.
    """
    match = _DEFINITION.match(line.rstrip("\n"))
    if not match:
        return None
    address = match[2] or match[3]
    is_address = address == "#" or address.startswith(_ADDRESSES[:-1])
    return LinkDefinition(match[1], address) if is_address else None


def may_define_link(line: str) -> bool:
    """Whether a line that still grows may become the definition of a link."""
    match = _DEFINITION_BEGUN.match(line)
    if not match:
        return False
    address, _, title = (match[1] or "").strip().removeprefix("<").partition(" ")
    is_address = any(address.startswith(one) or one.startswith(address) for one in _ADDRESSES)
    return is_address and title.lstrip()[:1] in ("", '"', "'", "(")


def opens_html(line: str) -> bool:
    """Whether the line starts a block of raw HTML."""
    return bool(_HTML.match(line))


def html_end(line: str) -> str:
    """The text that ends the HTML block which this line starts; empty where a blank line does."""
    match = _HTML_LONG.match(line)
    if not match:
        return ""
    return "-->" if match[1] == "!--" else f"</{match[1].lower()}>"


def interrupts_paragraph(line: str) -> bool:
    """Whether the line starts another block although no blank line stands before it."""
    if indent_of(line) > 3:
        return False
    item = item_opening(line)
    if item:
        return not item.empty and item.number in (None, 1)
    return bool(
        fence_opening(line) or heading(line) or is_rule(line) or is_quote(line) or opens_html(line)
    )
