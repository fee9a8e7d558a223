"""Where cited words stand on a page that may have been read anew since they were cited. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qwq_desktop.documents.citing.folding import fold
from qwq_desktop.documents.citing.pages import Pages
from qwq_desktop.documents.text import Span


@dataclass(frozen=True)
class Cited:
    """Places in a document, and what must stand there.

    `words` are those of the spans, one by one, empty where they aren't known; `quote` is the
    quotation that was proven to stand at them, empty where there is none.
    """

    spans: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    quote: str = ""


def places_on(page: int, text: str, cited: Cited, was: str | None = None) -> tuple[Span, ...]:
    """The places to mark on a page with this text.

    A place whose words are others by now is looked for again, by the proof that quotations pass or
    letter by letter, nearest to where it was; where there is none nothing is marked. `was` is the
    page's text that the places speak of, None where it isn't known to be another.
    """
    own = [(i, span) for i, span in enumerate(cited.spans) if span.page == page]
    if cited.quote:
        return _of_quote(page, text, cited, [span for _, span in own])
    placed = []
    for index, span in own:
        words = cited.words[index] if index < len(cited.words) else ""
        if not words and was is not None:
            words = was[span.start : span.end]
        at = span.start if not words else _nearest(text, words, span.start)
        if at is not None and 0 <= at < at + span.end - span.start <= len(text):
            placed.append(replace(span, start=at, end=at + span.end - span.start))
    return tuple(placed)


def _of_quote(page: int, text: str, cited: Cited, own: Sequence[Span]) -> tuple[Span, ...]:
    """Where a quotation stands by its proof; of one that runs over pages the piece on this one."""
    if not own:
        return ()
    if len(own) == len(cited.spans):
        found = Pages({page: text}).find(cited.quote, own[0])
        return tuple(span for span in found if span.page == page)
    quote, piece = fold(cited.quote).text, fold(text[own[0].start : own[-1].end]).text.strip()
    is_first, is_last = own[0] == cited.spans[0], own[-1] == cited.spans[-1]
    is_whole = (
        (not is_first or quote.startswith(piece))
        and (not is_last or quote.endswith(piece))
        and piece in quote
    )
    return tuple(own) if piece and is_whole else ()


def _nearest(text: str, words: str, near: int) -> int | None:
    """Where words stand in a text: the place nearest to where they stood."""
    if not words.strip():
        return None
    if text.startswith(words, near):
        return near
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - near), default=None)
