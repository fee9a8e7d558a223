"""Chooses what of the documents the model gets to read, within a budget of tokens. Pure.

If all of the text fits, the model gets all of it: no search is as good. Else it gets the best
pieces: half of the budget goes to them alone, so that several places are heard; then what stands
around them joins, since an answer often begins a line before the words that were found; what is
left goes to further pieces. The model reads in the documents' own order, not in that of the scores.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qwq_desktop.documents.passages import Passage, Score
from qwq_desktop.documents.text import Span
from qwq_desktop.platform.text import estimated_tokens

RUN_TOKENS = 600  # of a whole document, about this much goes under one number
LABEL_TOKENS = 12  # for a number, a page and line ends around a passage
_FIRST_SHARE = 0.5  # of the budget, for the best pieces alone

TextOf = Callable[[int, int], str]  # of a document's page


@dataclass(frozen=True)
class Piece:
    """A stretch of one page that may be read; pieces of a document don't overlap."""

    document_id: int
    span: Span
    heading: str = ""
    score: Score = Score(0.0)
    is_pinned: bool = False


@dataclass(frozen=True)
class Found:
    """A piece that a search found, and the pieces right before and after it."""

    piece: Piece
    neighbours: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Label:
    """How a document is called, and its pages."""

    name: str
    is_paged: bool = False
    page_names: Mapping[int, str] = field(default_factory=dict)


def tokens_of(text: str, heading: str) -> int:
    """What a passage costs, with what is said around it."""
    return estimated_tokens(text) + estimated_tokens(heading) + LABEL_TOKENS


def whole(pieces: Iterable[Piece], budget_tokens: int, text_of: TextOf) -> list[Piece] | None:
    """All of the text, in runs of a page that go under one number; None where it doesn't fit.

    `pieces` are all there are, in the order of their documents; no more of them are asked for than
    are needed to know.
    """
    runs: list[Piece] = []
    spent = 0  # by all runs but the last
    last = 0
    for piece in pieces:
        joined = _joined(runs[-1], piece, text_of) if runs else None
        size = 0 if joined is None else _cost(joined, text_of)
        if joined is not None and size <= RUN_TOKENS:
            runs[-1], last = joined, size
        else:
            runs.append(piece)
            spent, last = spent + last, _cost(piece, text_of)
        if spent + last > budget_tokens:
            return None
    return runs


def best(found: Sequence[Found], budget_tokens: int, text_of: TextOf) -> list[Piece]:
    """The best of what was found (best first) within the budget, joined, in the documents' order.

    A piece that is too long for what is left gives way to shorter ones after it. What is pinned
    comes first.
    """
    ranked = sorted(found, key=lambda one: not one.piece.is_pinned)
    selection = _Selection(text_of)
    first = [one for one in ranked if selection.take(one.piece, int(budget_tokens * _FIRST_SHARE))]
    for one in first or ranked[:1]:
        for piece in (one.piece, *one.neighbours):
            selection.take(piece, budget_tokens)
    for one in ranked:
        selection.take(one.piece, budget_tokens)
    return selection.pieces


def numbered(
    pieces: Sequence[Piece], labels: Mapping[int, Label], text_of: TextOf
) -> tuple[Passage, ...]:
    """The pieces as the model gets them, numbered from 1."""
    return tuple(
        _passage(number, piece, labels[piece.document_id], text_of)
        for number, piece in enumerate(pieces, 1)
    )


class _Selection:
    """Pieces taken so far, joined where nothing but space is between them."""

    def __init__(self, text_of: TextOf) -> None:
        self._text_of = text_of
        self._pages: dict[tuple[int, int], list[Piece]] = {}
        self._costs: dict[tuple[int, int], int] = {}

    @property
    def pieces(self) -> list[Piece]:
        """What was taken, in the order of the documents."""
        return [piece for _, taken in sorted(self._pages.items()) for piece in taken]

    def take(self, piece: Piece, budget_tokens: int) -> bool:
        """Take a piece if all together stays within the budget; whether it is in."""
        page = (piece.document_id, piece.span.page)
        before = self._pages.get(page, [])
        if any(_holds(one.span, piece.span) for one in before):
            return True
        merged = _merged([*before, piece], self._text_of)
        cost = sum(_cost(one, self._text_of) for one in merged)
        others = sum(known for key, known in self._costs.items() if key != page)
        if others + cost > budget_tokens:
            return False
        self._pages[page], self._costs[page] = merged, cost
        return True


def _merged(pieces: Sequence[Piece], text_of: TextOf) -> list[Piece]:
    merged: list[Piece] = []
    for piece in sorted(pieces, key=lambda one: (one.span.start, one.span.end)):
        joined = _joined(merged[-1], piece, text_of) if merged else None
        if joined is None:
            merged.append(piece)
        else:
            merged[-1] = joined
    return merged


def _joined(one: Piece, other: Piece, text_of: TextOf) -> Piece | None:
    """Both as one piece, if `other` follows on the same page with nothing but space between."""
    if (one.document_id, one.span.page) != (other.document_id, other.span.page):
        return None
    between = text_of(one.document_id, one.span.page)[one.span.end : other.span.start]
    if between.strip() or other.span.start < one.span.start:
        return None
    better = max(one.score, other.score, key=lambda score: score.total)
    end = max(one.span.end, other.span.end)
    return replace(
        one,
        span=replace(one.span, end=end),
        score=better,
        is_pinned=one.is_pinned or other.is_pinned,
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _text(piece: Piece, text_of: TextOf) -> str:
    return text_of(piece.document_id, piece.span.page)[piece.span.start : piece.span.end]


def _cost(piece: Piece, text_of: TextOf) -> int:
    return tokens_of(_text(piece, text_of), piece.heading)


def _passage(number: int, piece: Piece, label: Label, text_of: TextOf) -> Passage:
    return Passage(
        number,
        piece.document_id,
        label.name,
        piece.span,
        _text(piece, text_of),
        piece.heading,
        label.is_paged,
        label.page_names.get(piece.span.page, ""),
        piece.score,
        piece.is_pinned,
    )
