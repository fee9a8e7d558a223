"""Brings texts into one form in which the same text is the same string. Pure.

Two passes, each of which keeps where its characters came from: first the shapes of characters, then
spaces, dashes and quotation marks, which depend on their neighbours. Only what differs by
typesetting becomes equal: no letter, digit or sign between digits is ever dropped.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from qwq_desktop.documents.citing.letters import (
    DASHES,
    DOUBLE_QUOTES,
    HYPHENS,
    INVISIBLE,
    SINGLE_QUOTES,
    is_cjk,
    is_mark,
    is_word,
    plain,
)
from qwq_desktop.documents.citing.rewriting import Rewritten, rewrite

# The 2 of CO₂ and m²: digits after a letter. Behind a digit they would make another number of it.
_LOWERED = re.compile(
    "[\u2080-\u2089\u00b2\u00b3](?:(?<=[A-Za-z][\u2080-\u2089])"
    "|(?<=[^A-Za-z]m[\u00b2\u00b3])|(?<=[^A-Za-z][kcdm]m[\u00b2\u00b3]))"
)
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\u1160-\u11ff"
# Each pattern begins with one class of characters, so that the search leaps from one to the next.
_SHAPES = re.compile(
    f"[\u00ad{INVISIBLE}*_`\\\\\u00a0\u0132-\u0149\u01c4-\u01cc\u01f1-\u01f3\u2000-\u206f\u2100-\u218f"
    "\u2f00-\u2fdf\u3000-\u303f\u3130-\u318f\uf900-\ufaff\ufb00-\uffef\U0001d400-\U0001d7ff"
    "\U0002f800-\U0002fa1f]"
    r"(?:(?<=[*_])[*_]*|(?<=`)`*|(?<=\\)(?=[!-/:-@\[-`{-~])|(?<=" + "\u00ad)(?:[^\\S\n]*\n\\s*)?"
    r"|(?<![*_`\\" + "\u00ad]))"
)
_ACCENTED = re.compile(f"[^{_COMBINING}][{_COMBINING}]+")
_SHAPES_AND_ACCENTS = re.compile(f"{_ACCENTED.pattern}|{_SHAPES.pattern}")
_LETTER = "A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_DASH = re.escape(DASHES)
_LAYOUT = re.compile(
    rf"[\s.{_DASH}{SINGLE_QUOTES}]"
    rf"(?:(?<=\s)\s*[{_DASH}]+\s*|(?<=[{_DASH}])[{_DASH}]*\s*"
    rf"|(?<=[^\S ])(?<=\s)\s*|(?<= )(?:\s+|(?<![{_LETTER}] )|(?![{_LETTER}]))"
    rf"|(?<=')'|(?<=[{SINGLE_QUOTES}])"
    r"|(?<=\.)(?:[ ]?\.){2,})"
)
_LONG_DASHES = "\u2014\u2015\u2500"
_SOFT_BREAK = "\u2010\n"  # what a soft hyphen at a line's end becomes


@dataclass
class Folded:
    """A text in the one form.

    `hyphens` are the places in `text` at which a dash between two letters was left out, each with
    whether it stood at the end of a line, so that it may belong to the word or to the line.
    `edges` are places that a dash makes the edge of a word or number.
    """

    source: str
    shapes: Rewritten
    layout: Rewritten
    hyphens: dict[int, bool] = field(default_factory=dict)
    edges: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Keep the hyphens in their order, to be found by their place."""
        self.text = self.layout.text
        self._places = sorted(self.hyphens)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of `text[start:end]`, which isn't empty."""
        first, last = self.layout.start(start), self.layout.end(end - 1)
        return self.shapes.start(first), self.shapes.end(last - 1)

    def hyphens_within(self, start: int, end: int) -> dict[int, bool]:
        """The hyphens inside `text[start:end]`, by their place in it."""
        first, last = bisect_left(self._places, start + 1), bisect_left(self._places, end)
        return {place - start: self.hyphens[place] for place in self._places[first:last]}


def fold(text: str) -> Folded:
    """Bring a text into the one form."""
    even = _same_length(text)
    pattern = _SHAPES_AND_ACCENTS if _ACCENTED.search(even) else _SHAPES
    shapes = rewrite(even, pattern, lambda match, _: _shape(match))
    hyphens: dict[int, bool] = {}
    edges: set[int] = set()

    def layout(match: re.Match[str], at: int) -> str:
        found = match[0]
        bare = found.strip()
        if not bare:
            return _space(match)
        if bare[0] in DASHES:
            return _dash(match, at, hyphens, edges)
        if bare[0] == ".":
            return "..."
        return '"' if found == "''" else _single_quote(match)

    return Folded(text, shapes, rewrite(shapes.text, _LAYOUT, layout), hyphens, edges)


def _same_length(text: str) -> str:
    """The text with its characters in plain form as far as that is one character too.

    Done character by character of the alphabet, not of the text, which is what makes it quick.
    """
    for character in {c for c in set(text) if c > "\x7f" and not c.isspace()}:
        new = '"' if character in DOUBLE_QUOTES else plain(character)
        if len(new) == 1 and new != character:
            text = text.replace(character, new)
    return _LOWERED.sub(lambda match: str(unicodedata.digit(match[0])), text)


def _around(match: re.Match[str]) -> tuple[str, str]:
    """The characters before and after; empty at the ends of the text."""
    text, (start, end) = match.string, match.span()
    return text[start - 1 : start] if start else "", text[end : end + 1]


def _shape(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "\u00ad":
        return _SOFT_BREAK if "\n" in found else ""
    if found[0] in "*_":
        return _emphasis(match)
    if found[0] in "`\\":
        return ""
    if len(found) > 1:
        return unicodedata.normalize("NFC", plain(found[0]) + found[1:])
    if re.match(f"[{INVISIBLE}]", found):
        return ""
    return plain(found)


def _emphasis(match: re.Match[str]) -> str:
    """Nothing, where it opens or closes an emphasis; a times sign or a gap to fill in stays."""
    before, after = _around(match)
    if is_word(before) and is_word(after):
        return match[0]
    alone = not before.strip() and not after.strip()
    return match[0] if alone else ""


def _space(match: re.Match[str]) -> str:
    """One space between words; none beside a Han character, a mark, or at an end.

    Between a mark and a digit it stays where a digit stands on the other side too: "1, 5" isn't
    "1,5".
    """
    text, (start, end) = match.string, match.span()
    before, after = _around(match)
    if not before or not after or is_cjk(before) or is_cjk(after):
        return ""
    if is_mark(before):
        return " " if text[max(start - 2, 0) : start - 1].isdigit() and after.isdigit() else ""
    if is_mark(after):
        beyond = text[end + 1 : end + 9].lstrip()[:1]
        return " " if before.isdigit() and beyond.isdigit() else ""
    return " "


def _dash(match: re.Match[str], at: int, hyphens: dict[int, bool], edges: set[int]) -> str:
    """A dash of any kind: one hyphen, or nothing but a note of it between two letters."""
    found, bare = match[0], match[0].strip()
    before, after = _around(match)
    left = found[0].isspace() or not before
    right = found[-1].isspace() or not after
    breaks = right and "\n" in found[found.rindex(bare[-1]) :]
    is_even = left == right or breaks or is_cjk(before) or is_cjk(after)
    is_dash = (left and right) or bare[0] not in HYPHENS or len(bare) > 1
    if is_even and _is_letter(before) and _is_letter(after):
        hyphens[at] = breaks and not is_dash
        if is_dash:
            edges.add(at)
        return ""
    if is_even:
        if (left and right) or bare[0] in _LONG_DASHES or len(bare) > 1:  # not a minus sign
            edges.add(at + 1)
        return "-"
    return (" " if left else "") + "-" + (" " if right else "")


def _is_letter(character: str) -> bool:
    return character.isalpha() and not is_cjk(character)


def _single_quote(match: re.Match[str]) -> str:
    """An apostrophe and the sign of minutes stay apart from quotation marks, which are all one."""
    before, after = _around(match)
    is_apostrophe = is_word(before) and (is_word(after) or before.isdigit())
    return "'" if is_apostrophe else '"'
