"""The open tail made presentable.

Marks that were opened and not yet closed do not flicker on the page.
"""

import re
from dataclasses import replace

from qwq_desktop.ui.chat.markdown import formulas
from qwq_desktop.ui.chat.markdown.code_spans import code_spans
from qwq_desktop.ui.chat.markdown.draft import Block, Kind

_HEALED = (Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.QUOTE)
_LAST_TEXT = re.compile(r"(?:\A|\n[ \t]*\n|\n[ \t>]*(?:[-+*]|\d{1,9}[.)]|#{1,6})[ \t]+)(?=[^\n])")
_SPENT = re.compile(
    r"(?<!\\)\\\((?:(?!\\\().)+?\\\)"
    r"|(?<!\\)\\\[(?:(?!(?<!\\)\\\[).)+?\\\]|\$\$.{1,4000}?\$\$|\$[^$\n]{1,400}\$",
    re.S,
)
_OPEN_LINK = re.compile(r"!?\[([^\[\]\n]*)(?:\]\(?[^()\s]*)?\Z")
_OPEN_CODE = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]*)\Z")


def healed(block: Block) -> Block:
    """The block with what is still open in its last words closed: bold, inline code.

    Of a link only its words stay; a formula is marked as unfinished.
    """
    if block.kind not in _HEALED or "\n```" in block.source or "\n   ```" in block.source:
        return block
    return replace(block, source=healed_text(block.source))


def healed_text(source: str) -> str:
    """The same for the source of a block."""
    formula = formulas.unfinished(source)
    if formula is not None:
        return _with_formula_marked(source, formula)
    start = max((match.end() for match in _LAST_TEXT.finditer(source)), default=0)
    head, tail = source[:start], source[start:]
    bare = _spent(tail)
    code = _OPEN_CODE.search(bare)
    if code:
        return head + (tail + code[1] if code[2].strip() else tail[: code.start()])
    link = _OPEN_LINK.search(bare)
    if link and "](" in link[0] + "(":
        tail = tail[: link.start()] + link[1]
        bare = bare[: link.start()] + link[1]
    return head + _with_bold_closed(tail, bare)


def _spent(text: str) -> str:
    """The text with an x for each character of code and formulas: no mark counts in there."""
    end, parts = 0, []
    for start, stop in code_spans(text):
        parts += [text[end:start], "x" * (stop - start)]
        end = stop
    return _SPENT.sub(lambda match: "x" * len(match[0]), "".join([*parts, text[end:]]))


def _with_formula_marked(source: str, start: int) -> str:
    words = source[:start].rpartition("\n\n")[2]
    is_bold = _spent(words).count("**") % 2 == 1
    return source.rstrip() + formulas.UNFINISHED + ("**" if is_bold else "")


def _with_bold_closed(tail: str, bare: str) -> str:
    trimmed = tail.rstrip()
    if bare.count("**") % 2 == 0:
        return tail
    if trimmed.endswith("**") and not trimmed.endswith("***"):
        return trimmed[:-2]
    opening = bare.rfind("**")
    if bare[opening + 2 : opening + 3].isspace():
        return tail
    return trimmed.removesuffix("*") + "**"
