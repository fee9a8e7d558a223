r"""Puts the vertical rules of an `array` where they belong.

Mathra 1.5 places the rule beside row `i` at `base - height_i - 2 * above_i` (`above_i`: the height
of the rows above it) and forgets to centre the array on the mathematical axis: it should be at
`base + axis + total / 2 - above_i - height_i`. The rules of one column come one after the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

WIDTH = 40.0  # of a rule, in units of a full-size formula
AXIS = 258.0  # height of the mathematical axis of its font, STIX Two Math


@dataclass(frozen=True)
class Box:
    """A filled rectangle, y upwards from its lower edge."""

    x: float
    y: float
    width: float
    height: float


def straightened(boxes: Sequence[Box]) -> list[Box]:
    """The boxes with the rules of arrays in their right places; frames and bars stay."""
    result = list(boxes)
    index = 0
    while index < len(boxes):
        if _is_frame(boxes[index : index + 4]):
            index += 4
            continue
        end = index + 1
        if _is_rule(boxes[index]):
            while end < len(boxes) and _goes_on(boxes[index], boxes[end]):
                end += 1
            result[index:end] = _column(boxes[index:end])
        index = end
    return result


def _column(rules: Sequence[Box]) -> list[Box]:
    scale = rules[0].width / WIDTH
    total = sum(rule.height for rule in rules)
    base = rules[0].y + rules[0].height
    bottom = base + AXIS * scale + total / 2
    placed = []
    for rule in rules:
        bottom -= rule.height
        placed.append(replace(rule, y=bottom))
    return placed


def _is_rule(box: Box) -> bool:
    return box.width <= WIDTH and box.height > 10 * box.width


def _goes_on(first: Box, box: Box) -> bool:
    return _is_rule(box) and abs(box.x - first.x) < 0.5 and abs(box.width - first.width) < 0.5


def _is_frame(boxes: Sequence[Box]) -> bool:
    """Whether these are the four sides of a box: two level ones, then two upright ones."""
    if len(boxes) < 4:
        return False
    top, bottom, left, right = boxes
    return (
        top.width == bottom.width > top.height == bottom.height
        and left.height == right.height
        and left.y == right.y == bottom.y
        and left.x == top.x
    )
