"""Formulas and Markdown.

Formulas are taken out before Markdown reads a text, and put back after.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from qwq_desktop.ui.chat.markdown.code_spans import code_spans, without_code
from qwq_desktop.ui.chat.markdown.prices import is_formula_between_dollars

# Non-characters that the document view never lets in from outside: the first two stand around the
# number of a formula taken out, the third behind a formula whose end has not come yet.
OPEN, CLOSE, UNFINISHED = "\ufdd2", "\ufdd3", "\ufdd4"

LONGEST = 4_000  # characters of a formula whose two delimiters are the same, or that has none
ENVIRONMENTS = (
    r"(?:align|aligned|alignat|alignedat|array|[bBpvV]?matrix|smallmatrix|[dr]?cases|eqnarray"
    r"|equation|flalign|gather|gathered|multline|split|subarray)\*?"
)

_DELIMITED = re.compile(
    r"(?<!\\)(?:"
    r"\\\[(?:(?!(?<!\\)\\\[).)+?(?<!\\)\\\]"
    rf"|\$\$.{{1,{LONGEST}}}?\$\$"
    r"|\\\((?:(?!(?<!\\)\\\().)+?(?<!\\)\\\)"
    rf"|\\begin\{{({ENVIRONMENTS})\}}.{{0,{LONGEST}}}?\\end\{{\1\}}"
    r"|(?<![$\w])\$(?!\$)([^$\n]{1,400}?)(?<!\\)\$(?![\w$])"
    r"|\\f?boxed\s*(?=\{)"
    r")",
    re.S,
)
_PLACE = re.compile(f"{OPEN}(\\d+){CLOSE}")
_OPENING = re.compile(rf"(?<!\\)(?:\\[(\[]|\$\$|\\begin\{{{ENVIRONMENTS}\}}|\\boxed\{{)")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_BRACE = re.compile(r"\\.|[{}]", re.S)
_BOXES = ("\\boxed", "\\fbox")
_DISPLAY = ("\\[", "$$", "\\begin")


def taken_out(text: str) -> tuple[str, list[str]]:
    """The text with a placeholder for each formula outside code.

    And the formulas with their delimiters.
    """
    formulas: list[str] = []
    if "\\" not in text and "$" not in text:
        return text, formulas
    parts: list[str] = []
    end = 0
    for start, stop in found(text):
        parts += [text[end:start], f"{OPEN}{len(formulas)}{CLOSE}"]
        formulas.append(text[start:stop])
        end = stop
    return "".join([*parts, text[end:]]), formulas


def found(text: str) -> Iterator[tuple[int, int]]:
    """Where the formulas of a text begin and end; what stands inside code is none."""
    mark = text.rfind(UNFINISHED)
    if mark >= 0:
        start = unfinished(text[:mark])
        if start is not None:
            yield from found(text[:start])
            yield start, mark + 1
        return
    for start, stop in without_code(text):
        yield from _found_in_words(text, start, stop)


def _found_in_words(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    groups: dict[int, int] | None = None
    while start < stop:
        match = _DELIMITED.search(text, start, stop)
        if not match:
            return
        if groups is None and match[0].startswith(_BOXES):
            groups = _groups(text, match.start(), stop)
        end = _end(match, text, groups or {})
        if end:
            yield match.start(), end
        start = end or match.start() + 1


def _end(match: re.Match[str], text: str, groups: Mapping[int, int]) -> int:
    """Where the formula ends that seems to begin at the match; 0 if it is none."""
    if match[2] is not None:
        is_formula = is_formula_between_dollars(match[2], text[match.end() : match.end() + 3])
        return match.end() if is_formula else 0
    if match[0].startswith(_BOXES):
        end = groups.get(match.end(), 0)
        return end if end - match.end() <= LONGEST else 0
    return match.end()


def _groups(text: str, start: int, stop: int) -> dict[int, int]:
    """Where each group in braces ends, by where it opens; one pass, however deep they nest."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACE.finditer(text, start, stop):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            ends[opened.pop()] = brace.end()
    return ends


def unfinished(text: str) -> int | None:
    """Where the formula begins that is still open at the end of a text; None for none.

    A single dollar sign announces nothing: it may as well be a price.
    """
    if "\\" not in text and "$$" not in text:
        return None
    start = max((match.end() for match in _BLANK_LINE.finditer(text)), default=0)
    text = text[start:]
    end = max((stop for _start, stop in found(text)), default=0)
    end = max(end, *(stop for _start, stop in code_spans(text)), 0)
    opening = _OPENING.search(text, end)
    if opening is None or "`" in text[end : opening.start()]:
        return None
    return start + opening.start()


def pieces(text: str, formulas: Sequence[str]) -> list[tuple[str, bool]]:
    """The text cut at its placeholders: (words, False) and (formula as written, True)."""
    result = []
    for index, piece in enumerate(_PLACE.split(text)):
        if index % 2:
            result.append((formulas[int(piece)], True))
        elif piece:
            result.append((piece, False))
    return result


def put_back(text: str, formulas: Sequence[str]) -> str:
    """The text with its formulas as they were written."""
    return _PLACE.sub(lambda match: formulas[int(match[1])], text)


def is_display(formula: str) -> bool:
    """Whether a formula stands on a line of its own."""
    return formula.startswith(_DISPLAY)


def is_unfinished(formula: str) -> bool:
    """Whether the end of a formula has not come yet."""
    return formula.endswith(UNFINISHED)


def finished(formula: str) -> str:
    """A formula as it was written, without the mark of what is still to come."""
    return formula.removesuffix(UNFINISHED)
