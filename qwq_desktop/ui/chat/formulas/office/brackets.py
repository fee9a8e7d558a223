"""Finds which brackets of a row belong together.

LaTeX need not say it: in `(a+b)^2` its MathML hangs the exponent on the closing bracket alone, and
`[0, 1)` is no pair by its signs. OMML has an element for what stands between two brackets;
LibreOffice even refuses a formula whose brackets are single signs without partners.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from qwq_desktop.ui.chat.formulas.office.parts import tag
from qwq_desktop.ui.chat.formulas.office.rows import is_sign

_OPENING = "([{⟨⌊⌈"
_CLOSING = ")]}⟩⌋⌉"
_BARS = "|‖∣∥"
_SCRIPTS = ("msub", "msup", "msubsup")


def with_pairs(items: Sequence[Element]) -> list[Element]:
    """The row with each pair of brackets and what it encloses as one `mrow`.

    A bracket without a partner encloses all on its open side.
    """
    levels: list[list[Element]] = [[]]
    open_signs: list[Element] = []
    for item in items:
        sign = _base(item)
        if item is sign and is_sign(sign, _OPENING):
            open_signs.append(sign)
            levels.append([])
        elif is_sign(sign, _CLOSING):
            inner = levels.pop()
            opening = open_signs.pop() if open_signs else None
            if not levels:
                levels.append([])
            levels[-1].append(_on_base(item, _fence(opening, inner, sign)))
        elif item is not sign and is_sign(sign, _BARS):
            levels[-1] = _closed_bar(levels[-1], item, sign)
        else:
            levels[-1].append(item)
    while open_signs:
        inner = levels.pop()
        levels[-1].append(_fence(open_signs.pop(), inner, None))
    return levels[0]


def with_bar_pairs(items: Sequence[Element]) -> list[Element]:
    """The row with bars paired as they come; bars of an odd number are single signs, as in P(A|B).

    Bars around a table are left alone: they are its own.
    """
    bars = [n for n, item in enumerate(items) if item is _base(item) and is_sign(item, _BARS)]
    if len(bars) % 2 or any(tag(item) == "mtable" for item in items):
        return list(items)
    result: list[Element] = []
    end = 0
    for start, stop in zip(bars[::2], bars[1::2], strict=True):
        result += items[end:start]
        result.append(_fence(items[start], items[start + 1 : stop], items[stop]))
        end = stop + 1
    return result + list(items[end:])


def _closed_bar(level: list[Element], item: Element, sign: Element) -> list[Element]:
    """A bar that carries a script closes the last one before it; alone it stays."""
    starts = [n for n, one in enumerate(level) if tag(one) == "mo" and is_sign(one, _BARS)]
    if not starts:
        return [*level, item]
    start = starts[-1]
    fence = _fence(level[start], level[start + 1 :], sign)
    return [*level[:start], _on_base(item, fence)]


def _base(item: Element) -> Element:
    """The sign that a script hangs on; the item itself for all else."""
    if tag(item) not in _SCRIPTS or not len(item):
        return item
    base = item[0]
    while tag(base) == "mrow" and len(base) == 1:
        base = base[0]
    return base


def _on_base(item: Element, fence: Element) -> Element:
    """The script on another base; the base alone where there is no script."""
    if tag(item) not in _SCRIPTS:
        return fence
    result = Element(item.tag, item.attrib)
    result.extend([fence, *item[1:]])
    return result


def _fence(opening: Element | None, inner: Sequence[Element], closing: Element | None) -> Element:
    row = Element("mrow")
    row.append(_sign(opening, "prefix"))
    row.extend(inner)
    row.append(_sign(closing, "postfix"))
    return row


def _sign(sign: Element | None, form: str) -> Element:
    result = Element("mo", {"fence": "true", "form": form})
    result.text = "" if sign is None else sign.text
    return result
