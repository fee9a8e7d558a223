"""MathML to Office Math, the form in which Word (.docx) and RTF keep formulas."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Sequence

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"

_M = f"{{{NAMESPACE}}}"
_NARY = frozenset("∑∏∐∫∬∭∮∯∰⋃⋂⋁⋀⨁⨂⨀⨄⨆")
_ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7",
    "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300",
}  # fmt: skip
_BARS = frozenset("¯―_‾\u0305\u0332")
_BRACES = frozenset("⏞⏟⎴⎵")
_OPENING, _CLOSING = frozenset("([{|‖⌊⌈⟨."), frozenset(")]}|‖⌋⌉⟩.")
_PAIRED = frozenset("|‖∥")

Nodes = list[ElementTree.Element]


def office_math(math: ElementTree.Element) -> ElementTree.Element:
    """The `m:oMath` element of a `math` element."""
    return _node("oMath", _row(list(math)))


def _node(name: str, children: Iterable[ElementTree.Element] = ()) -> ElementTree.Element:
    element = ElementTree.Element(f"{_M}{name}")
    element.extend(children)
    return element


def _value(name: str, value: str) -> ElementTree.Element:
    return ElementTree.Element(f"{_M}{name}", {f"{_M}val": value})


def _run(text: str, *, is_text: bool = False) -> Nodes:
    if not text:
        return []
    run = _node("r", [_node("rPr", [_node("nor")])] if is_text else [])
    words = ElementTree.SubElement(run, f"{_M}t")
    words.text = text
    if text != text.strip():
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [run]


def _row(elements: Sequence[ElementTree.Element]) -> Nodes:
    """A row of elements.

    Brackets that grow take all up to their partners, a big operator takes what follows it.
    """
    result: Nodes = []
    index = 0
    while index < len(elements):
        element = elements[index]
        closing = _partner(elements, index)
        if closing:
            result.append(_fenced(elements[index : closing + 1]))
            index = closing
        elif _is_big(element):
            result += _nary(element, elements[index + 1 : index + 2])
            index += 1
        else:
            result += _converted(element)
        index += 1
    return result


def _fenced(elements: Sequence[ElementTree.Element]) -> ElementTree.Element:
    opening, closing = _text(elements[0]), _text(elements[-1])
    marks = [_value("begChr", opening.strip(".")), _value("endChr", closing.strip("."))]
    return _node("d", [_node("dPr", marks), _node("e", _row(elements[1:-1]))])


def _partner(elements: Sequence[ElementTree.Element], index: int) -> int:
    """Where the bracket that grows from `index` on is closed; 0 for none."""
    if _name(elements[index]) != "mo":
        return 0
    if elements[index].get("form") == "prefix":
        depth = 0
        for place in range(index, len(elements)):
            form = elements[place].get("form")
            depth += (form == "prefix") - (form == "postfix")
            if depth == 0:
                return place
        return 0
    if _text(elements[index]) in _PAIRED:
        return _twin(elements, index)
    if index + 2 >= len(elements) or _text(elements[index]) not in _OPENING:
        return 0
    is_tall = _name(elements[index + 1]) == "mtable" or elements[index + 1].get("linethickness")
    return index + 2 if is_tall and _text(elements[index + 2]) in _CLOSING else 0


def _twin(elements: Sequence[ElementTree.Element], index: int) -> int:
    """Where the next bar of the same kind stands, with something in between; 0 for none."""
    for place in range(index + 1, len(elements)):
        if _name(elements[place]) == "mo" and _text(elements[place]) == _text(elements[index]):
            return place if place > index + 1 else 0
    return 0


def _is_big(element: ElementTree.Element) -> bool:
    if _name(element) in ("munder", "mover", "munderover", "msub", "msup", "msubsup"):
        return _text(element[0]) in _NARY if len(element) else False
    return _name(element) == "mo" and _text(element) in _NARY


def _nary(element: ElementTree.Element, operand: Sequence[ElementTree.Element]) -> Nodes:
    name = _name(element)
    parts = list(element)
    lower = parts[1:2] if name in ("munder", "munderover", "msub", "msubsup") else []
    upper = parts[-1:] if name in ("mover", "munderover", "msup", "msubsup") else []
    sign = _text(parts[0]) if parts else _text(element)
    place = "undOvr" if name.startswith("mu") or name == "mover" else "subSup"
    properties = [_value("chr", sign), _value("limLoc", place)]
    properties += [] if lower else [_value("subHide", "1")]
    properties += [] if upper else [_value("supHide", "1")]
    return [
        _node(
            "nary",
            [
                _node("naryPr", properties),
                _node("sub", _converted(lower[0]) if lower else []),
                _node("sup", _converted(upper[0]) if upper else []),
                _node("e", _row(operand)),
            ],
        )
    ]


def _converted(element: ElementTree.Element) -> Nodes:
    name = _name(element)
    if name in ("mi", "mn", "mo"):
        return _run(_text(element))
    if name in ("mtext", "ms"):
        return _run(element.text or "", is_text=True)
    if name == "mspace":
        return _run("\u2003" if _is_wide(element.get("width", "")) else "\u2009")
    convert = _CONVERTERS.get(name)
    return convert(element) if convert else _row(list(element))


def _parts(element: ElementTree.Element, *names: str) -> Nodes:
    """The children of an element, each in an argument of the given name."""
    children = list(element)
    return [
        _node(name, _converted(child))
        for name, child in zip(names, children + [ElementTree.Element("mrow")] * 3, strict=False)
    ]


def _fraction(element: ElementTree.Element) -> Nodes:
    thickness = re.sub(r"[a-z]", "", element.get("linethickness", "1"))
    bare = thickness.strip("0.") == ""
    properties = [_node("fPr", [_value("type", "noBar")])] if bare else []
    return [_node("f", [*properties, *_parts(element, "num", "den")])]


def _root(element: ElementTree.Element) -> Nodes:
    if _name(element) == "msqrt":
        hidden = _node("radPr", [_value("degHide", "1")])
        return [_node("rad", [hidden, _node("deg"), _node("e", _row(list(element)))])]
    radicand, degree = _parts(element, "e", "deg")
    return [_node("rad", [degree, radicand])]


def _over_or_under(element: ElementTree.Element) -> Nodes:
    is_over = _name(element) == "mover"
    if len(element) < 2:
        return _row(list(element))
    base, mark = element[0], element[1]
    sign = _text(mark) if _name(mark) == "mo" else ""
    inner = _node("e", _converted(base))
    if sign in _BARS and sign:
        place = _node("barPr", [_value("pos", "top" if is_over else "bot")])
        return [_node("bar", [place, inner])]
    if sign in _BRACES and sign:
        side = [_value("chr", sign), _value("pos", "top" if is_over else "bot")]
        side += [_value("vertJc", "bot" if is_over else "top")]
        return [_node("groupChr", [_node("groupChrPr", side), inner])]
    if is_over and sign in _ACCENTS:
        return [_node("acc", [_node("accPr", [_value("chr", _ACCENTS[sign])]), inner])]
    limit = _node("lim", _converted(mark))
    return [_node("limUpp" if is_over else "limLow", [inner, limit])]


def _under_and_over(element: ElementTree.Element) -> Nodes:
    parts = _parts(element, "e", "lim", "lim")
    inner = _node("e", [_node("limLow", parts[:2])])
    return [_node("limUpp", [inner, parts[2]])]


def _table(element: ElementTree.Element) -> Nodes:
    rows = [row for row in element if _name(row) == "mtr"]
    width = max((len(row) for row in rows), default=1)
    column = [_value("count", str(width)), _value("mcJc", "center")]
    shape = _node("mPr", [_node("mcs", [_node("mc", [_node("mcPr", column)])])])
    lines = [_node("mr", [_node("e", _row(list(cell))) for cell in row]) for row in rows]
    return [_node("m", [shape, *lines])]


def _enclosed(element: ElementTree.Element) -> Nodes:
    strikes = {"updiagonalstrike": "strikeBLTR", "downdiagonalstrike": "strikeTLBR"}
    marks = [strikes[each] for each in element.get("notation", "").split() if each in strikes]
    hidden = ["hideTop", "hideBot", "hideLeft", "hideRight"] if marks else []
    properties = _node("borderBoxPr", [_value(name, "1") for name in hidden + marks])
    return [_node("borderBox", [properties, _node("e", _row(list(element)))])]


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: ElementTree.Element) -> str:
    return (element.text or "").strip()


def _is_wide(width: str) -> bool:
    found = re.match(r"([\d.]+)em", width)
    return bool(found and float(found[1]) >= 0.9)


_CONVERTERS: dict[str, Callable[[ElementTree.Element], Nodes]] = {
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _root,
    "msup": lambda element: [_node("sSup", _parts(element, "e", "sup"))],
    "msub": lambda element: [_node("sSub", _parts(element, "e", "sub"))],
    "msubsup": lambda element: [_node("sSubSup", _parts(element, "e", "sub", "sup"))],
    "mover": _over_or_under,
    "munder": _over_or_under,
    "munderover": _under_and_over,
    "mtable": _table,
    "menclose": _enclosed,
}
