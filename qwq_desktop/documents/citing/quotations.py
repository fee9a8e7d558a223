"""Finds the quotations in an answer: between quotation marks, and in block quotes. Pure."""

import re
from dataclasses import dataclass

from qwq_desktop.documents.citing.letters import is_cjk, weight
from qwq_desktop.documents.citing.paragraphs import Paragraph

_CLOSING = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
    "〝": "〞",
    "＂": "＂",
    "”": "”",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "'": "'",
}
_SAME = ('"', "”", "＂", "'", "»")  # that open and close alike: their place tells which
_SINGLE = "'‘"
_MARKS = re.compile(
    "[" + "".join(dict.fromkeys("".join(_CLOSING) + "".join(_CLOSING.values()))) + "]"
)
_LEAST_SINGLE_WORDS = 3
_DEEPEST = 12  # marks that may be open at once
_ATTRIBUTION = re.compile(r"\s*(?:[—–]|--|- )")  # "— Contract, page 3 [1]" below a block quote
_MARK_AT_END = re.compile(r"(?:\s*[\[［【(（][\d０-９,，、;；\s-]{1,20}[\]］】)）])+\s*[.。]?\s*\Z")


@dataclass(frozen=True)
class Quotation:
    """Words said to be a document's.

    `start` and `end` are their place in the answer, without the quotation marks; `outer_start` and
    `outer_end` with them. `text` is what stands there, without the > signs of a block quote.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    text: str


def quotations(answer: str, prose: str, paragraph: Paragraph) -> list[Quotation]:
    """The quotations of a paragraph; `prose` is the answer as `masked`. Inner ones are not told."""
    inside = _between_marks(answer, prose, paragraph)
    if not paragraph.is_block_quote:
        return inside
    lines = list(paragraph.lines)
    while len(lines) > 1 and _ATTRIBUTION.match(answer, *lines[-1]):
        lines.pop()
    block = _block(answer, lines, paragraph)
    if not weight(block.text):
        return []
    told = sum(weight(quotation.text) for quotation in inside)
    return inside if told * 2 > weight(block.text) else [block]


def _block(answer: str, lines: list[tuple[int, int]], paragraph: Paragraph) -> Quotation:
    text = "\n".join(answer[start:end] for start, end in lines)
    ending = _MARK_AT_END.search(text)
    start, end = lines[0][0], lines[-1][1]
    if ending and "\n" not in ending[0].strip():
        text, end = text[: ending.start()], end - (len(text) - ending.start())
    return Quotation(start, end, paragraph.start, paragraph.end, text)


def _between_marks(answer: str, prose: str, paragraph: Paragraph) -> list[Quotation]:
    """The outermost pairs of marks; one that is never closed opens nothing."""
    found: list[Quotation] = []
    done = paragraph.start
    for start, end in sorted(_pairs(prose, paragraph)):
        text = _without_signs(answer, start + 1, end, paragraph)
        if start >= done and _is_told(prose[start], text):
            found.append(Quotation(start + 1, end, start, end + 1, text))
            done = end + 1
    return found


def _pairs(prose: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """Opening and closing marks, each closing one with the nearest that it can close."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    doubtful: dict[int, int] = {}  # where a single mark would close, were it no apostrophe
    for match in _MARKS.finditer(prose, paragraph.start, paragraph.end):
        at = match.start()
        partner = _partner(prose, at, opened, paragraph)
        if partner is not None and _is_apostrophe(prose, opened[partner], at, paragraph):
            doubtful.setdefault(opened[partner], at)
        elif partner is not None:
            pairs.append((opened[partner], at))
            del opened[partner:]
        elif _may_open(prose, at, paragraph):
            opened = [*opened[-_DEEPEST:], at]
    return pairs + [(start, doubtful[start]) for start in opened if start in doubtful]


def _partner(prose: str, at: int, opened: list[int], paragraph: Paragraph) -> int | None:
    """The index of the open mark that the one at `at` closes."""
    for index in range(len(opened) - 1, -1, -1):
        mark = prose[opened[index]]
        if prose[at] in _CLOSING[mark]:
            alike = mark in _SAME or mark in _SINGLE + "‚"
            return index if not alike or _may_close(prose, at, paragraph) else None
    return None


def _is_told(mark: str, text: str) -> bool:
    """Whether it is a quotation: an apostrophe or a word in single marks isn't."""
    if not weight(text):
        return False
    is_short = len(text.split()) < _LEAST_SINGLE_WORDS and not any(map(is_cjk, text))
    return mark not in _SINGLE or not is_short


def _without_signs(answer: str, start: int, end: int, paragraph: Paragraph) -> str:
    if not paragraph.is_block_quote:
        return answer[start:end]
    parts = (
        answer[max(start, b) : min(end, e)] for b, e in paragraph.lines if e > start and b < end
    )
    return "\n".join(parts)


def _may_open(prose: str, at: int, paragraph: Paragraph) -> bool:
    mark = prose[at]
    if mark not in _CLOSING:
        return False
    before = prose[at - 1] if at > paragraph.start else " "
    after = prose[at + 1] if at + 1 < paragraph.end else " "
    if mark not in _SAME and mark not in "‘":
        return True
    if before.isalnum() and not is_cjk(before):
        return False
    return mark == "‘" or not after.isspace() or (mark == "»" and after == "\xa0")


def _may_close(prose: str, at: int, paragraph: Paragraph) -> bool:
    """Whether a mark that opens and closes alike closes here."""
    before = prose[at - 1]
    after = prose[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() and not (after.isalnum() and not is_cjk(after))


def _is_apostrophe(prose: str, start: int, at: int, paragraph: Paragraph) -> bool:
    """Whether a mark that would close a single one looks like that of "tenants' rights"."""
    if prose[start] not in _SINGLE + "‚":
        return False
    after = prose[at + 1 : min(at + 3, paragraph.end)]
    return prose[at - 1] in "sS" and after[:1] == " " and after[1:2].islower()
