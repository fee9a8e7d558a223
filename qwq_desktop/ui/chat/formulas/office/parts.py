"""The smallest parts of OMML: elements, properties, runs of signs."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, register_namespace

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M, W = f"{{{MATH}}}", f"{{{WORD}}}"
FONT = "Cambria Math"  # the one that Word lays formulas out with

register_namespace("m", MATH)
register_namespace("w", WORD)


def tag(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def begin(parent: Element, name: str) -> Element:
    """A new element at the end of another."""
    return SubElement(parent, f"{M}{name}")


def add(parent: Element, name: str, children: Iterable[Element]) -> Element:
    """A new element at the end of another, with children."""
    element = begin(parent, name)
    element.extend(children)
    return element


def row_of(element: Element, base: Iterable[Element]) -> Element:
    """The element with a base."""
    add(element, "e", base)
    return element


def with_value(parent: Element, name: str, value: str) -> None:
    """A property."""
    begin(parent, name).set(f"{M}val", value)


def run(text: str, style: str = "", *, is_words: bool = False) -> Element:
    """A run of signs; `style` is OMML's (p upright, i, b, bi), words are set as in a text."""
    element = Element(f"{M}r")
    if is_words or style:
        properties = begin(element, "rPr")
        if is_words:
            begin(properties, "nor")
        else:
            with_value(properties, "sty", style)
    font = SubElement(SubElement(element, f"{W}rPr"), f"{W}rFonts")
    font.set(f"{W}ascii", FONT)
    font.set(f"{W}hAnsi", FONT)
    words = begin(element, "t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = text
    return element
