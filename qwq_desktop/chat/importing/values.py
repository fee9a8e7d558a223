"""Takes single values out of JSON from elsewhere, whatever stands in their place."""

import math
import re
from enum import StrEnum
from typing import Any, TypeVar

from qwq_desktop.platform.text import sanitised

E = TypeVar("E", bound=StrEnum)

LONGEST_TITLE = 200
_THOUGHT = re.compile(r"\A\s*<think>(.*?)</think>\s*", re.S)
_LATEST = 32_503_680_000.0  # the year 3000


def mapping(value: object) -> dict[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """The list, or an empty one."""
    return value if isinstance(value, list) else []


def text(value: object, default: str = "") -> str:
    """The text, fit to be stored."""
    return sanitised(value) if isinstance(value, str) else default


def optional_text(value: object) -> str | None:
    """The text, or None."""
    return sanitised(value) if isinstance(value, str) else None


def member(value: object, kind: type[E]) -> E | None:
    """The member of an enumeration of texts with this value, or None."""
    return next((one for one in kind if one == value), None) if isinstance(value, str) else None


def whole(value: object, default: int = 0) -> int:
    """The whole number that fits the database."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and abs(value) < 1 << 63 else default  # type: ignore[return-value, arg-type]


def seconds(value: object, default: float = 0.0) -> float:
    """A Unix time in seconds; milliseconds are seen by their size."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    try:
        number = float(value)
    except OverflowError:
        return default
    if math.isfinite(number) and _LATEST < number < 1000 * _LATEST:
        number /= 1000
    return number if 0 <= number < _LATEST else default


def title(value: object) -> str:
    """A title: one line, not too long."""
    return " ".join(text(value).split())[:LONGEST_TITLE].strip()


def parted(answer: str) -> tuple[str, str]:
    """The thinking that an answer holds between `<think>` tags, and the answer without it."""
    found = _THOUGHT.match(answer)
    return (found[1].strip(), answer[found.end() :]) if found else ("", answer)
