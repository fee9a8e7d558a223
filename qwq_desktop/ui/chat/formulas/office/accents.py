"""What stands over or under its base: bars, braces and accents."""

from xml.etree.ElementTree import Element

from qwq_desktop.ui.chat.formulas.office import signs
from qwq_desktop.ui.chat.formulas.office.parts import M, begin, row_of, with_value

_BARS = {"\u00af": "top", "\u203e": "top", "\u2015": "top", "_": "bot", "\u0332": "bot"}
_BRACES = {"\u23de": "top", "\u23df": "bot", "\u23b4": "top", "\u23b5": "bot"}


def accent(base: list[Element], sign: str, *, is_over: bool) -> Element | None:
    """A bar, a brace or an accent; None where the sign is words of its own."""
    if _BARS.get(sign) == ("top" if is_over else "bot") or (not is_over and sign in _BARS):
        result = Element(f"{M}bar")
        with_value(begin(result, "barPr"), "pos", "top" if is_over else "bot")
    elif sign in _BRACES:
        result = Element(f"{M}groupChr")
        properties = begin(result, "groupChrPr")
        with_value(properties, "chr", sign)
        with_value(properties, "pos", _BRACES[sign])
        with_value(properties, "vertJc", "bot" if _BRACES[sign] == "top" else "top")
    elif is_over and sign in signs.ACCENTS:
        result = Element(f"{M}acc")
        with_value(begin(result, "accPr"), "chr", signs.ACCENTS[sign])
    else:
        return None
    return row_of(result, base)
