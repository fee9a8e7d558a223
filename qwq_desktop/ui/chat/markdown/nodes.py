"""What a text consists of, as frozen values.

Blocks and, inside them, runs of equally styled words.
"""

from dataclasses import dataclass
from enum import StrEnum


class SpanKind(StrEnum):
    """What a run of words is, apart from its style."""

    TEXT = "text"
    CODE = "code"
    FORMULA = "formula"  # LaTeX source with its delimiters, as written


@dataclass(frozen=True)
class Span:
    """A run of equally styled words.

    `text` may hold line breaks; `href` is a safe web or mail address or empty.
    """

    text: str
    kind: SpanKind = SpanKind.TEXT
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    href: str = ""


Inline = tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    spans: Inline


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    spans: Inline


@dataclass(frozen=True)
class Code:
    """Code with its language as written after the fence.

    A long block comes in several parts: only the first `starts` it, only the last `ends` it.
    """

    text: str
    language: str = ""
    starts: bool = True
    ends: bool = True


@dataclass(frozen=True)
class Formula:
    """A display formula: LaTeX source with its delimiters.

    `trail` is the punctuation that the sentence sets behind it.
    """

    source: str
    trail: str = ""


@dataclass(frozen=True)
class Rule:
    """A horizontal line between subjects."""


@dataclass(frozen=True)
class Quote:
    """Quoted blocks."""

    children: "tuple[Node, ...]"


@dataclass(frozen=True)
class Item:
    """One item of a list: `marker` is what stands before it.

    `spaced`: a blank line set it apart; `starts`: it is the first of its list.
    """

    marker: str
    children: "tuple[Node, ...]"
    spaced: bool = False
    starts: bool = False


class Align(StrEnum):
    """How a table column is aligned."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True)
class Table:
    """A table, or a part of a long one: every row has as many cells as there are `aligns`.

    The first row of the part that starts it is the header.
    """

    aligns: tuple[Align, ...]
    rows: tuple[tuple[Inline, ...], ...]
    starts: bool = True
    ends: bool = True


Node = Paragraph | Heading | Code | Formula | Rule | Quote | Item | Table
