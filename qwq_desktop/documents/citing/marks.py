"""Reads the numbers in square brackets in an answer, outside code, formulas and links. Pure."""

import re
from dataclasses import dataclass

_MOST_NUMBERS = 20  # of a range like [1-5]
_FENCE = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[^\n]*(?:\n|\Z)(?:.*?^ {0,3}\1[`~]*[ \t]*$|.*)", re.M | re.S
)
_ASIDE = re.compile(
    r"(?<!\\)(?:"
    r"\$\$[^$]+\$\$"
    r"|\\\[(?:[^\\]|\\(?![\[\]]))*\\\]|\\\((?:[^\\]|\\(?![()]))*\\\)"
    r"|\$(?=[^\s$])[^$\n]*(?<=[^\s\\])\$(?!\d)"
    r"|!?\[[^\[\]\n]*\]\([^()\s]*(?:\s\"[^\"\n]*\")?\)"
    r"|<(?:https?|mailto):[^>\s]*>|https?://[^\s<>\])】]+"
    r")",
    re.S,
)
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S*://\S+.*$", re.M)
_NUMBERS = re.compile(
    r"[\[［【]\s*([0-9０-９]{1,3}(?:\s*[-–,，、;；]\s*[0-9０-９]{1,3})*)\s*[\]］】](?!\()"
)


@dataclass(frozen=True)
class Mark:
    """A bracket with numbers: characters `start` to `end` of the answer."""

    start: int
    end: int
    numbers: tuple[int, ...]


def read_marks(text: str) -> list[Mark]:
    """The brackets with numbers, in their order; `text` comes from `masked`."""
    return [
        Mark(match.start(), match.end(), _numbers(match[1])) for match in _NUMBERS.finditer(text)
    ]


def _numbers(inside: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in re.split(r"[,，、;；]", inside):
        first, *more = (int(number) for number in re.split(r"[-–]", part))
        last = more[-1] if more else first
        found += range(first, last + 1) if 0 <= last - first < _MOST_NUMBERS else (first, last)
    return tuple(dict.fromkeys(found))


def masked(text: str) -> str:
    """The answer with spaces for what isn't prose, of the same length: code, formulas, links."""
    for pattern in (_FENCE, _DEFINITION):
        text = pattern.sub(_blank, text)
    parts: list[str] = []
    done = 0
    for start, end in _code_spans(text):
        parts += (text[done:start], " " * (end - start))
        done = end
    return _ASIDE.sub(_blank, "".join((*parts, text[done:])))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Code within a line: runs of backticks up to the next run as long, in the same paragraph."""
    spans: list[tuple[int, int]] = []
    opened: dict[int, int] = {}
    last = 0
    for run in re.finditer(r"`+|\n[ \t]*\n", text):
        if run[0][0] == "\n":
            opened = {}
        elif (start := opened.get(len(run[0]))) is not None and start >= last:
            spans.append((start, run.end()))
            last, opened = run.end(), {}
        else:
            opened.setdefault(len(run[0]), run.start())
    return spans
