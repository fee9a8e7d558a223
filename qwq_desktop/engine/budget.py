r"""How long a thought may get, and where it is best closed. Pure.

Between the soft and the hard limit the thinking closes at the next good place, and ever smaller
breaks are good enough: first the end of a paragraph, later that of a line, a sentence, a clause.
Inside a formula, a code block or a tool call only the hard limit closes it.
"""

import re
from dataclasses import dataclass

from qwq_desktop.settings.schema import SamplingSettings

ANSWER_RESERVE = 1024  # tokens kept free for the answer where the limits are that wide
_SOFT_SHARE = 0.2  # of the budget before its end …
_SOFT_TOKENS = 1024  # … but no more than this: a long budget shall not lose a fifth

# Qwen's own wording for a thinking budget (Qwen3 documentation, "Thinking budget").
CLOSING_SENTENCE = (
    "Considering the limited time by the user, I have to give the solution based on the "
    "thinking directly now."
)
CLOSING_TAG = "\n</think>\n\n"
LONGEST_CLOSING = f"\n```\n\n{CLOSING_SENTENCE}{CLOSING_TAG}"

_MARK = re.compile(r"^ {0,3}(```|~~~)|(\\[()\[\]])|(\$\$)|(</?tool_call>)", re.MULTILINE)
_CLOSERS = {"```": "\n```", "~~~": "\n~~~", "\\(": "\\)", "\\[": "\\]", "$$": "$$"}
_ENDS = {"\\)": "\\(", "\\]": "\\[", "</tool_call>": "<tool_call>"}
_FENCES = ("```", "~~~")
_SENTENCE_END = re.compile(r"[.!?…][)\"'”’]?\s\Z|[。！？][）”’]?\s?\Z")
_CLAUSE_END = re.compile(r"[,;:]\s\Z|[，；：、]\Z")
_TAIL = 80  # characters that show how a text ends


@dataclass(frozen=True)
class Limits:
    """Token limits of a turn: for all of it, and for the thinking, so that an answer fits.

    From `soft` tokens on the thinking closes at the next good place.
    """

    total: int
    thinking: int
    soft: int


def limits(sampling: SamplingSettings, room: int, closing: int) -> Limits:
    """Limits from the settings and the free context (`room`, tokens).

    `closing` is the length of the longest closing words.
    """
    total = max(1, min(sampling.max_tokens, room))
    reserve = min(ANSWER_RESERVE, total // 2)
    thinking = max(0, total - reserve - closing)
    if sampling.max_thinking_tokens is not None:
        thinking = min(thinking, sampling.max_thinking_tokens)
    soft = thinking - min(int(thinking * _SOFT_SHARE), _SOFT_TOKENS)
    return Limits(total, thinking, soft)


def is_good_end(text: str, urgency: float) -> bool:
    """Whether a thought that ends like `text` may end there.

    `urgency` is 0 at the soft limit and 1 at the hard one.
    """
    if re.search(r"\n\s*\n\s*\Z", text):
        return True
    if text.endswith("\n"):
        return urgency >= 0.3
    if _SENTENCE_END.search(text):
        return urgency >= 0.5
    return urgency >= 0.85 and _CLAUSE_END.search(text) is not None


class ThoughtEnd:
    """How the thought ends at this moment; the cost of a piece is its own length.

    Pieces gather until somebody asks, which in most of a thought nobody does.
    """

    def __init__(self) -> None:
        self._news: list[str] = []
        self._line = ""
        self._tail = ""
        self._open_before = ""  # what is open at the start of the line

    def add(self, text: str) -> None:
        """More of the thought came."""
        self._news.append(text)

    def _catch_up(self) -> None:
        text = "".join(self._news)
        self._news.clear()
        self._tail = (self._tail + text)[-_TAIL:]
        *lines, self._line = (self._line + text).split("\n")
        for line in lines:
            is_blank = not line.strip()
            if is_blank and self._open_before not in (*_FENCES, "<tool_call>"):
                self._open_before = ""  # formulas don't go beyond their paragraph
            else:
                self._open_before = _open_after(self._open_before, line)

    @property
    def text(self) -> str:
        """The last characters."""
        if self._news:
            self._catch_up()
        return self._tail

    @property
    def open_part(self) -> str:
        """The mark of the formula, code block or tool call that is open, "" for none."""
        if self._news:
            self._catch_up()
        return _open_after(self._open_before, self._line)

    def is_good(self, spent: int, bounds: Limits) -> bool:
        """Whether a thought of `spent` tokens shall end here, before its hard limit."""
        if spent < bounds.soft or bounds.thinking <= bounds.soft:
            return False
        urgency = (spent - bounds.soft) / (bounds.thinking - bounds.soft)
        return is_good_end(self.text, urgency) and not self.open_part

    def is_break(self) -> bool:
        """Whether something may be put in here without breaking a sentence or a formula."""
        return is_good_end(self.text, 0.5) and not self.open_part

    def closing(self, *, leads: bool) -> str:
        """The words that end the thought here; with `leads` they lead on to the answer.

        What is open is closed first, so that the words don't become a part of it.
        """
        closer = _CLOSERS.get(self.open_part, "")
        if not leads:
            return closer + CLOSING_TAG
        return closer + self.paragraph(CLOSING_SENTENCE, after=closer) + CLOSING_TAG

    def paragraph(self, text: str, *, after: str = "") -> str:
        """A text that begins a paragraph of its own; `after` was added to the thought before it."""
        end = self.text + after
        breaks = 2 - min(2, len(end) - len(end.rstrip("\n"))) if end.strip() else 0
        return "\n" * breaks + text


def _open_after(open_part: str, line: str) -> str:
    for match in _MARK.finditer(line):
        mark = match[1] or match[2] or match[3] or match[4]
        if not open_part:
            open_part = "" if mark in _ENDS else mark
        elif (mark == open_part and mark in (*_FENCES, "$$")) or _ENDS.get(mark) == open_part:
            open_part = ""
    return open_part
