r"""Lifts the final answer out of what a model wrote: the box, the field or the line that holds it.

The model's authors advise `\boxed{}` for mathematics and `"answer": "C"` for multiple choice; their
models also write `<answer>` tags and lines such as "Final answer: C". What is only said in prose is
not guessed at: no chip is better than a wrong one. Pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qwq_desktop.chat.formula_words import formula_words, has_formula

LONGEST = 800  # characters of a box that is still the answer in short
_LONGEST_TAGGED = 80  # a tag may hold the whole reply, a box hardly ever

_BOX = re.compile(r"\\f?boxed\s*\{")
_FENCE = re.compile(r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
# What may stand between boxes that together are the answer: delimiters and words that join.
_JOINT = re.compile(r"(?:\s|\\[\]\[()]|\$|[,;.:，；。、]|\b(?:and|or)\b|和|或|&|\\\\|\\quad)*\Z")
_PART = re.compile(
    r"^[^\w\n]*(?:第\s*[（(]?\s*\d+\s*[）)]?\s*[题问小]|(?:part|problem|question)\s+[\w(]+)",
    re.MULTILINE | re.IGNORECASE,
)
_ALTERNATIVE = re.compile(r"alternative|另一种", re.IGNORECASE)
_FIELD = re.compile(
    r"""["'“]answer["'”]\s*[:：]\s*(?:["'“]([^"'”\n]{1,80})["'”]|(-?\w[\w.]*))""", re.IGNORECASE
)
_TAG = re.compile(r"<answer>(.{0,2000}?)</answer>", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(
    r"^[ \t#>*_]*(?:the\s+)?(?:final\s+answer|correct\s+answer|answer|(?:最终|正确)?答案|odpoveď)"
    r"(?:\s+is)?[*_\s]*[:：][*_\s]*[(（]?([A-J]|\d{1,2})[ \t]*(?=[)）.:：*]|$)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True)
class FinalAnswer:
    """The answer in short.

    `parts` are the sources as written, LaTeX for those from a box; mostly it is one.
    """

    parts: tuple[str, ...]

    @property
    def source(self) -> str:
        """The answer as the model wrote it."""
        return " ; ".join(self.parts)

    @property
    def words(self) -> str:
        """The answer as plain readable text on one line."""
        return "; ".join(formula_words(part) for part in self.parts)

    @property
    def copied(self) -> str:
        """What the clipboard gets: a formula as LaTeX, words and numbers as they read."""
        return self.source if any(map(has_formula, self.parts)) else self.words


def final_answer(text: str) -> FinalAnswer | None:
    """The final answer that a text marks as such; None where nothing is marked, or it is cut."""
    if "boxed" in text:
        boxes = list(_boxes(_without_code(text)))
        if boxes:
            return _short(_chosen(boxes, text))
    for pattern in (_FIELD, _TAG, _LABEL):
        matches = list(pattern.finditer(text))
        if matches:
            content = next(group for group in matches[-1].groups() if group is not None).strip()
            fits = len(content) <= _LONGEST_TAGGED and "\n" not in content
            return _short([content]) if fits else None
    return None


@dataclass(frozen=True)
class _Box:
    start: int
    end: int
    content: str


def _without_code(text: str) -> str:
    """The text with code blocks blanked out: a box in a program's source is no answer."""
    return _FENCE.sub(lambda match: " " * len(match[0]), text)


def _boxes(text: str) -> Iterator[_Box]:
    """The boxes in order; nested ones belong to the one around them."""
    place = 0
    while match := _BOX.search(text, place):
        end = _closing_brace(text, match.end())
        if end is None:  # the model forgot the brace: its line is the box
            line = text.find("\n", match.end())
            end = len(text) if line < 0 else line
            yield _Box(match.start(), end, _balanced(text[match.end() : end]))
            place = end
        else:
            yield _Box(match.start(), end + 1, text[match.end() : end].strip())
            place = end + 1


def _closing_brace(text: str, start: int) -> int | None:
    """Where the brace that is open at `start` closes; None if it doesn't in this paragraph."""
    depth, place = 1, start
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            place += 1
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                return place
        elif text.startswith("\n\n", place):
            return None
        place += 1
    return None


def _balanced(content: str) -> str:
    """What an unclosed box holds, less the delimiters that follow it."""
    return re.sub(r"(?:\\[\])]|\$+|[.\s])*\Z", "", content).strip()


def _chosen(boxes: list[_Box], text: str) -> list[str]:
    """The contents that make up the answer."""
    if not boxes[-1].content:
        return []  # the text was cut inside its answer
    last = [box for box in boxes if box.content]
    while len(last) > 1 and _is_alternative(last[-1], text):
        last.pop()
    numbered = _one_a_part(last, text)
    if numbered:
        return numbered
    group = [last.pop()]
    while last and _JOINT.match(text[last[-1].end : group[0].start]):
        group.insert(0, last.pop())
    return list(dict.fromkeys(box.content for box in group))


def _is_alternative(box: _Box, text: str) -> bool:
    line = text[max(0, box.start - 80) : box.start].rstrip().rpartition("\n")[2]
    return _ALTERNATIVE.search(line) is not None


def _one_a_part(boxes: list[_Box], text: str) -> list[str]:
    """Each numbered part's last box, if the text answers several; else nothing."""
    starts = [match.start() for match in _PART.finditer(text)]
    answers: dict[int, str] = {}
    for box in boxes:
        part = sum(start <= box.start for start in starts)
        answers[part] = box.content
    is_numbered = len(starts) > 1 and len(answers) > 1
    return list(answers.values()) if is_numbered else []


def _short(parts: list[str]) -> FinalAnswer | None:
    fits = any(parts) and sum(map(len, parts)) <= LONGEST
    return FinalAnswer(tuple(parts)) if fits else None
