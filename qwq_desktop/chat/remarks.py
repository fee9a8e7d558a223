"""The user's words within a thought: how they are told from the model's own. Pure.

The model reads "(The user adds: …)" and may write such a line itself. So the program marks each
remark that it put in with a sign that nobody sees, in what is stored and shown; what goes back to
the model is without it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qwq_desktop.engine.phrases import remark

MARK = "\u2063"  # INVISIBLE SEPARATOR

_MARKED = re.compile(f"{MARK}(?:\\(The user adds: (.*)\\)|（用户补充：(.*)）)")


@dataclass(frozen=True)
class ThoughtPart:
    """A stretch of a thought: `text` is the model's, or (`is_remark`) the user's bare words.

    `start` and `end` are its place in the whole.
    """

    text: str
    start: int
    end: int
    is_remark: bool = False


def marked(text: str, words: str) -> str:
    """The streamed text that brings a remark, with the mark before it."""
    for language in ("", "中文"):
        form = remark(words, language)
        place = text.find(form)
        if place >= 0:
            return f"{text[:place]}{MARK}{text[place:]}"
    return text


def unmarked(thinking: str) -> str:
    """The thought as the model knows it."""
    return thinking.replace(MARK, "")


def thought_parts(thinking: str) -> Iterator[ThoughtPart]:
    """The model's stretches and the user's remarks in their order; none is empty."""
    place = 0
    for match in _MARKED.finditer(thinking):
        if place < match.start():
            yield ThoughtPart(thinking[place : match.start()], place, match.start())
        yield ThoughtPart(match[1] or match[2] or "", match.start(), match.end(), is_remark=True)
        place = match.end()
    if place < len(thinking):
        yield ThoughtPart(thinking[place:], place, len(thinking))
