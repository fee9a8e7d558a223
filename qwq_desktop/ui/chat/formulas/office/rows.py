"""What stands in a row of MathML: signs, fences, big operators and what they act on. Pure."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from qwq_desktop.ui.chat.formulas.office import signs
from qwq_desktop.ui.chat.formulas.office.parts import tag


def text_of(item: Element) -> str:
    """All the signs within an element."""
    return "".join(item.itertext()).strip()


def is_sign(item: Element, wanted: str) -> bool:
    """Whether an element is a bare operator, one of those wanted."""
    return tag(item) == "mo" and (item.text or "").strip() in tuple(wanted)


def flattened(items: Sequence[Element]) -> list[Element]:
    """The items with rows that only group opened up, as long as that changes nothing."""
    while len(items) == 1 and tag(items[0]) in ("mrow", "mstyle", "mpadded", "math"):
        items = list(items[0])
    return list(items)


def is_fenced(items: Sequence[Element]) -> bool:
    """Whether a row is what LaTeX's `left` and `right` enclose."""
    if len(items) < 2 or items[0].get("form") != "prefix" or items[0].get("fence") != "true":
        return False
    is_cases = len(items) == 2 and tag(items[1]) == "mtable"
    return is_cases or (items[-1].get("form") == "postfix" and items[-1].get("fence") == "true")


def fenced_table(items: Sequence[Element], index: int) -> int:
    """The end of a table, or a binomial, with its fences that begins here; 0 for others."""
    if index + 1 >= len(items) or not _wants_fences(items[index + 1]):
        return 0
    if not is_sign(items[index], signs.OPENING):
        return 0
    is_closed = index + 2 < len(items) and is_closing(items[index + 2])
    return index + (3 if is_closed else 2)


def _wants_fences(item: Element) -> bool:
    return tag(item) == "mtable" or (tag(item) == "mfrac" and item.get("linethickness") == "0")


def is_closing(item: Element) -> bool:
    """Whether a sign closes a fence; it may be an invisible one."""
    return is_sign(item, signs.CLOSING) or (
        tag(item) == "mo" and item.get("form") == "postfix" and item.get("fence") == "true"
    )


def fence_sign(item: Element) -> str:
    """The sign of a fence; empty for the invisible one, which LaTeX writes as a dot."""
    text = text_of(item)
    return "" if text == "." else text


def is_nary(item: Element) -> bool:
    """Whether an element is a big operator, with its limits or without."""
    kinds = ("munder", "mover", "munderover", "msub", "msup", "msubsup")
    if tag(item) == "mo":
        return text_of(item) in signs.NARY
    if tag(item) not in kinds or not len(item):
        return False
    return tag(item[0]) == "mo" and text_of(item[0]) in signs.NARY


def operand_end(items: Sequence[Element], start: int) -> int:
    """Where that ends which an operator acts on: at the next relation, sum or comma."""
    end = start
    while end < len(items):
        if end > start and is_sign(items[end], signs.ENDS_OPERAND):
            break
        end += 1
    return end


def alignment(table: Element, first_row: Sequence[Element], column: int) -> str:
    """How a column of a table is aligned, as Office Math says it."""
    by_cell = first_row[column].get("columnalign") if column < len(first_row) else None
    by_table = (table.get("columnalign") or "center").split()
    value = by_cell or by_table[min(column, len(by_table) - 1)]
    return value if value in ("left", "right") else "center"
