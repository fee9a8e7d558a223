"""Which missing character each box of the engine's image stands for.

The engine names the characters, not the places. So it is asked once more, with a letter that its
font has for each of them: the glyphs stand in the same order in both images.
"""

from functools import cache

from qwq_desktop.ui.chat.formulas import engine, svg
from qwq_desktop.ui.chat.formulas.engine import Outlines

# Letters that no model's formula has, with glyphs of their own.
_STAND_INS = "бвгдёжзийлптфцчшщъыьэюяБГДЁЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯђљњћџѓќўЂЉЊЋЏЃЌЎ"


def placed(latex: str, found: Outlines, *, is_display: bool) -> list[str]:
    """The missing characters of a formula in the order of their boxes."""
    boxes = svg.boxes_for_missing(found.svg)
    in_text = [char for char in latex if char in found.missing]
    if len(found.missing) < 2 or len(found.missing) > len(_STAND_INS):
        return in_text[:boxes]
    letters = dict(zip(_STAND_INS, found.missing, strict=False))
    for letter, char in letters.items():
        latex = latex.replace(char, letter)
    again = engine.outlines(latex, is_display=is_display)
    first = svg.glyph_names(found.svg)
    second = svg.glyph_names(again.svg) if again else []
    if len(first) != len(second):
        return in_text[:boxes]
    names = _stand_in_glyphs()
    return [
        letters.get(names.get(instead, ""), "")
        for name, instead in zip(first, second, strict=True)
        if name == svg.MISSING_GLYPH
    ]


@cache
def _stand_in_glyphs() -> dict[str, str]:
    """The letter that each glyph shows, upright as in text and as the engine sets variables."""
    result: dict[str, str] = {}
    for letter in _STAND_INS:
        for latex in (rf"\text{{{letter}}}", letter, rf"x^{{\text{{{letter}}}}}"):
            found = engine.outlines(latex, is_display=False)
            if found:
                result[svg.glyph_names(found.svg)[-1]] = letter
    return result
