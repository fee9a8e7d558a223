"""Mathra: LaTeX in, outlines or spoken words out.

It is a module without wheels for some computers; there every formula shows its source.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from qwq_desktop.ui.chat.formulas import source

try:
    from mathra import render as _render
except ImportError:
    _render = None  # type: ignore[assignment]

IS_AVAILABLE: Final = _render is not None

# What the engine mended without loss: escapes that were doubled or swallowed, a glyph that its font
# lacks (which is filled in from a system font). All else that it warns of shows a wrong formula.
_HARMLESS = ("E-REC-2", "E-REC-8")
_MISSING = re.compile(r"U\+([0-9A-F]{4,6})")


@dataclass(frozen=True)
class Outlines:
    """What the engine answered: an SVG image, and the characters that its font has no glyph for."""

    svg: str
    missing: tuple[str, ...] = ()


def outlines(latex: str, *, is_display: bool) -> Outlines | None:
    """The outlines of a formula; None where its source should be shown.

    Takes 0.1 to 1 ms for the formulas that models write, never more than some 30 ms. The engine
    refuses what nests deeper than 64 levels by itself.
    """
    answer = _answer(latex, is_display=is_display, language="en")
    if answer is None:
        return None
    warnings = answer["warnings"]
    if any(warning["rule"] not in _HARMLESS for warning in warnings):
        return None
    found = [_MISSING.search(warning["description"]) for warning in warnings]
    missing = tuple(chr(int(match[1], 16)) for match in found if match)
    return Outlines(answer["svg"], missing)


def spoken(latex: str, *, is_display: bool, language: str) -> str:
    """The formula in words, as a screen reader should say it; empty where that is unknown."""
    answer = _answer(latex, is_display=is_display, language=language)
    return str(answer["speech"]).strip() if answer else ""


def _answer(latex: str, *, is_display: bool, language: str) -> dict[str, Any] | None:
    if not IS_AVAILABLE or not latex.strip() or len(latex) > source.LONGEST:
        return None
    try:
        return {**_render(source.prepared(latex), language, display=is_display)}
    except ValueError:
        return None
