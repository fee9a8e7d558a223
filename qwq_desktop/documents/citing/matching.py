"""Whether a quote stands in a text, and where. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from qwq_desktop.documents.citing.edges import stands_whole
from qwq_desktop.documents.citing.folding import Folded, fold
from qwq_desktop.documents.citing.letters import is_cjk, weight

LEAST_WEIGHT = 12  # letters and digits of a quote or a piece; a Han character counts two
NEAR = 400  # characters that an ellipsis may stand for, a Han character again counting two
_MOST_PIECES = 8
_MOST_PLACES = 1_000  # of one piece that are tried, so that no text can make the search hang
_MOST_BEGINNINGS = 50  # places of a piece from which the next one is looked for
_ELLIPSIS = re.compile(r"(?:[\[(（［【]\s*(?:\.{3,}|…+)\s*[\])）］】]|…+|\.{3,}|\. \. \.)\s*")
_BRACKETED_CAPITAL = re.compile(r"\A(\W*)\[(\w)\](?=\w)")
_MOVED_MARKS = ".,;"
_SENTENCE_END = re.compile(r"[.!?。！？][\"'）)]*(?=\s|\W|[A-Z\u4e00-\u9fff]|\Z)")
_ENDS_SENTENCE = re.compile(r"(?:[.!?:;][\"')\]]*|\A)\Z")
_NEGATION = re.compile(
    r"(?<!\w)(?:not|no|never|cannot|without|neither|nor|nicht|nie|kein\w*|ohne|pas|jamais|unless"
    r"|except)(?!\w)|n't|[不未没沒无無非勿莫毋否]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Match:
    """Where a quote stands in its source: one place, or one for each piece around an ellipsis."""

    pieces: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.pieces[-1][1]


def find_quote(quote: str, source: str | Folded, near: int = 0) -> Match | None:
    """The place of the quote in the source that is nearest to `near`; None if it isn't there.

    **The criterion.** Both texts are folded (see `folding`), and the folded quote has to be one
    uninterrupted stretch of the folded source, character by character. There is no score, no
    distance and no threshold of likeness, so that a made-up quote can't be near enough: one
    altered, added or left out word, letter, digit, sign or mark between digits is another string.

    What folding makes equal is typesetting only: line breaks and runs of spaces, spaces beside Han
    characters and marks, soft hyphens, a hyphen at a line's end, kinds of quotation marks and of
    dashes, full-width forms, ligatures, composed accents, Markdown emphasis. Spaces beside marks
    stay between digits. A sign, a superscript or a fraction is never folded into the digits beside
    it; only the 2 of CO₂ and m² is, which stands behind a letter. A hyphen inside a word has to
    stand in both, unless one of them breaks the line at it. Beyond that:

    - the quote's first letter may differ in case, for a sentence quoted from its midst;
    - a full stop, comma or semicolon at the quote's end need not be the source's, as long as no
      word is cut off by it: behind a Han character the source needs some mark there too;
    - its ends must not cut off a part of a word or number, a unit, or a negation (see `edges`);
    - it must be heavy enough to be anybody's words (`LEAST_WEIGHT`): a few characters stand
      somewhere in every document;
    - pieces around an ellipsis must each be heavy enough, stand whole, in their order, each within
      `NEAR` characters of the one before. What is left out must not hold a negation or an
      exception of the same sentence, and must not join the halves of two sentences: either it lies
      within one sentence, or the next piece begins one.

    Case elsewhere, the script (traditional or simplified) and thousands separators are significant:
    equating them would need knowledge of the language, and a quote is the source's words as they
    are. What is left to be mistaken about: a hyphen at a line's end may or may not be the word's,
    so "re-/sign" proves both "re-sign" and "resign".
    """
    folded = fold(source) if isinstance(source, str) else source
    parts = [part for part in _ELLIPSIS.split(quote) if weight(part)]
    for whole in dict.fromkeys((quote, *(parts if len(parts) == 1 else ()))):
        needle = _needle(whole)
        if weight(needle.text) >= LEAST_WEIGHT:
            places = _places(needle, folded, 0, len(folded.text))
            if match := _nearest(((folded.span(*place),) for place in places), near):
                return match
    if 1 < len(parts) <= _MOST_PIECES:
        return _nearest(_find_pieces([_needle(part) for part in parts], folded), near)
    return None


def _nearest(found: Iterable[tuple[tuple[int, int], ...]], near: int) -> Match | None:
    pieces = min(found, key=lambda pieces: abs(pieces[0][0] - near), default=None)
    return None if pieces is None else Match(pieces)


def is_heavy_enough(quote: str) -> bool:
    """Whether a quote says enough to be looked for."""
    return weight(quote) >= LEAST_WEIGHT


@dataclass(frozen=True)
class _Needle:
    """What is looked for: the folded quote without marks at its end that may have been moved there.

    `is_closed`: they stood behind a Han character, where nothing else shows that a word is whole.
    """

    folded: Folded
    is_closed: bool

    @property
    def text(self) -> str:
        return self.folded.text


def _needle(quote: str) -> _Needle:
    text = _BRACKETED_CAPITAL.sub(r"\1\2", quote.strip())
    folded = fold(text)
    kept = folded.text.rstrip(_MOVED_MARKS)
    if not kept or kept == folded.text:
        return _Needle(folded, is_closed=False)
    end = folded.span(len(kept) - 1, len(kept))[1]
    return _Needle(fold(text[:end]), is_closed=is_cjk(kept[-1]))


def _places(needle: _Needle, source: Folded, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the needle stands whole in the folded text between two places, in their order."""
    words, text = needle.text, source.text
    hyphens = needle.folded.hyphens_within(0, len(words))
    for at in _occurrences(words, text, start, end):
        stop = at + len(words)
        if needle.is_closed and text[stop : stop + 1].isalnum():
            continue
        if _agree(hyphens, source.hyphens_within(at, stop)) and stands_whole(source, at, stop):
            yield at, stop


def _occurrences(words: str, text: str, start: int, end: int) -> Iterator[int]:
    """Where the words occur, their first letter in either case."""
    forms = {words, words[:1].swapcase() + words[1:]}
    forms = {form for form in forms if len(form) == len(words)}
    following = {form: text.find(form, start, end) for form in forms if form}
    for _ in range(_MOST_PLACES):
        found = [(at, form) for form, at in following.items() if at >= 0]
        if not found:
            return
        at, form = min(found)
        yield at
        following[form] = text.find(form, at + 1, end)


def _agree(quoted: dict[int, bool], printed: dict[int, bool]) -> bool:
    """Whether each hyphen stands in both, or at the end of a line in the one that has it."""
    return all(
        (place in quoted and place in printed) or quoted.get(place, printed.get(place, False))
        for place in quoted.keys() | printed.keys()
    )


def _find_pieces(needles: list[_Needle], source: Folded) -> Iterator[tuple[tuple[int, int], ...]]:
    """The places of pieces that may stand for one stretch of the source."""
    if any(weight(needle.text) < LEAST_WEIGHT for needle in needles):
        return
    reached: list[tuple[tuple[int, int], ...]] = [()]
    for needle in needles:
        nexts = ((b, place) for b in reached for place in _next_places(needle, source, b))
        longer: dict[int, tuple[tuple[int, int], ...]] = {}
        for before, place in islice(nexts, _MOST_BEGINNINGS):
            longer.setdefault(place[1], (*before, place))
        reached = list(longer.values())
    for places in reached:
        yield tuple(source.span(start, end) for start, end in places)


def _next_places(
    needle: _Needle, source: Folded, before: tuple[tuple[int, int], ...]
) -> Iterator[tuple[int, int]]:
    """Where a piece may stand after those before it."""
    if not before:
        yield from _places(needle, source, 0, len(source.text))
        return
    left = before[-1][1]
    for place in _places(needle, source, left, left + NEAR + len(needle.text)):
        if _may_be_left_out(source.text, left, place[0]):
            yield place


def _may_be_left_out(text: str, start: int, end: int) -> bool:
    """Whether leaving out `text[start:end]` can't make something else of what is around it."""
    gap = text[start:end]
    if weight(gap) > NEAR:
        return False
    if text[start - 1] not in ".!?" and _NEGATION.search(_SENTENCE_END.split(gap, maxsplit=1)[0]):
        return False
    is_fresh = _ENDS_SENTENCE.search(text[:end][-8:]) is not None
    if is_fresh:
        return True
    if _NEGATION.search(_SENTENCE_END.split(gap)[-1]):
        return False
    return text[start - 1] not in ".!?" and not _SENTENCE_END.search(gap)
