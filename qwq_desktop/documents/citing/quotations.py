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
_ATTRIBUTION = re.compile(r"\s*(?:[—–]|--|- )")  # "— Contract, page 3 [1]" below a block quote
_MARK_AT_END = re.compile(r"(?:\s*[\[［【(（][\d０-９,，、;；\s-]{1,20}[\]］】)）])+\s*[.。]?\s*\Z")
_DECORATION = "*_ \t\n"


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
    """Each opening mark with its closing one; one that is never closed opens nothing."""
    places = [m.start() for m in _MARKS.finditer(prose, paragraph.start, paragraph.end)]
    found: list[Quotation] = []
    index = 0
    unclosed: set[str] = set()
    while index < len(places):
        start = places[index]
        mark = prose[start]
        closing = None
        if mark not in unclosed and _may_open(prose, start, paragraph):
            closing = _closing(prose, places, index, paragraph)
            if closing is None and mark not in _SINGLE:
                unclosed.add(mark)
        if closing is None:
            index += 1
            continue
        end = places[closing]
        text = _without_signs(answer, start + 1, end, paragraph)
        if _is_told(mark, text):
            found.append(Quotation(start + 1, end, start, end + 1, text))
            index = closing + 1
        else:
            index += 1
    return found


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


def _closing(prose: str, places: list[int], opened: int, paragraph: Paragraph) -> int | None:
    """The index of the mark that closes the one at `opened`; marks of its kind nest."""
    mark = prose[places[opened]]
    closing, depth = _CLOSING[mark], 1
    fallback: int | None = None
    for index in range(opened + 1, len(places)):
        at = places[index]
        character = prose[at]
        if character in closing and (mark not in _SAME or _may_close(prose, at, paragraph)):
            if mark in _SINGLE + "‚" and not _closes_single(prose, at, paragraph):
                fallback = (
                    index if fallback is None and _may_close(prose, at, paragraph) else fallback
                )
                continue
            depth -= 1
            if not depth:
                return index
        elif character == mark and mark not in _SAME:
            if mark in _SINGLE:
                break
            depth += 1
    return fallback


def _may_close(prose: str, at: int, paragraph: Paragraph) -> bool:
    """Whether a mark that opens and closes alike closes here."""
    before = prose[at - 1]
    after = prose[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() and not (after.isalnum() and not is_cjk(after))


def _closes_single(prose: str, at: int, paragraph: Paragraph) -> bool:
    """Whether a single mark is surely no apostrophe, as in "don't" and "tenants' rights"."""
    if not _may_close(prose, at, paragraph):
        return False
    after = prose[at + 1 : min(at + 3, paragraph.end)]
    is_possessive = prose[at - 1] in "sS" and after[:1] == " " and after[1:2].islower()
    return not is_possessive
