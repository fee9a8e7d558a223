"""Texts rewritten place by place, so that each character still knows where it came from. Pure."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Rewritten:
    """A text and the places of an original that its characters stand for.

    The four lists describe the edits in their order: where each begins and ends in `text`, and
    where in the original. All between the edits is as it was.
    """

    text: str = ""
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    original_begins: list[int] = field(default_factory=list)
    original_ends: list[int] = field(default_factory=list)

    def start(self, index: int) -> int:
        """Where the original of the character at `index` begins."""
        edit = bisect_right(self.begins, index) - 1
        if edit < 0:
            return index
        if index < self.ends[edit]:
            return self.original_begins[edit]
        return self.original_ends[edit] + index - self.ends[edit]

    def end(self, index: int) -> int:
        """Where the original of the character at `index` ends."""
        edit = bisect_right(self.begins, index) - 1
        if edit >= 0 and index < self.ends[edit]:
            return self.original_ends[edit]
        return self.start(index) + 1


def rewrite(
    text: str, pattern: re.Pattern[str], replacement: Callable[[re.Match[str], int], str]
) -> Rewritten:
    """Replace what the pattern finds; `replacement` also gets where its result will begin."""
    parts: list[str] = []
    result = Rewritten()
    done = length = 0
    for match in pattern.finditer(text):
        begin, end = match.span()
        at = length + begin - done
        new = replacement(match, at)
        if new == match[0]:
            continue
        parts += (text[done:begin], new)
        if len(new) == end - begin == 1:
            done, length = end, at + 1
            continue
        result.begins.append(at)
        result.ends.append(at + len(new))
        result.original_begins.append(begin)
        result.original_ends.append(end)
        done, length = end, at + len(new)
    result.text = "".join((*parts, text[done:]))
    return result
