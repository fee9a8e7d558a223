"""MathML as OMML, the formulas of Word (ECMA-376 part 1, 22.1: `m:oMath`).

Covers the presentation MathML that LaTeX becomes. An element that has no counterpart lends its
children; nothing is lost without a trace but spacing.
"""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement

from qwq_desktop.ui.chat.formulas.office import signs
from qwq_desktop.ui.chat.formulas.office.accents import accent
from qwq_desktop.ui.chat.formulas.office.brackets import with_bar_pairs, with_pairs
from qwq_desktop.ui.chat.formulas.office.parts import M, add, begin, run, tag, with_value
from qwq_desktop.ui.chat.formulas.office.rows import (
    alignment,
    fence_sign,
    fenced_table,
    flattened,
    is_closing,
    is_fenced,
    is_nary,
    is_sign,
    operand_end,
    text_of,
)


def office_math(math: Element) -> Element:
    """The `m:oMath` element for a MathML `math` element."""
    result = Element(f"{M}oMath")
    result.extend(_Converter().row(list(math)))
    return result


class _Converter:
    """Turns elements into lists of elements; each method is one kind's."""

    def __init__(self) -> None:
        self._makers: dict[str, Callable[[Element], list[Element]]] = {
            "mfrac": self._fraction,
            "msqrt": self._square_root,
            "mroot": self._root,
            "msub": self._scripts,
            "msup": self._scripts,
            "msubsup": self._scripts,
            "munder": self._limits,
            "mover": self._limits,
            "munderover": self._limits,
            "mtable": self._table,
            "menclose": self._enclosed,
            "mphantom": self._phantom,
            "mspace": self._space,
            "mi": self._identifier,
            "mn": self._plain,
            "mo": self._plain,
            "ms": self._plain,
            "mtext": self._words,
        }

    def row(self, items: Sequence[Element]) -> list[Element]:
        """A row: fences around what they enclose, operators with what they act on."""
        items = [one for one in flattened(items) if tag(one) != "mi" or text_of(one)]
        if is_fenced(items):
            return [self._fence(items)]
        items = with_bar_pairs(with_pairs(items))
        result: list[Element] = []
        index = 0
        while index < len(items):
            if table_end := fenced_table(items, index):
                result.append(self._fence(items[index:table_end]))
                index = table_end
            elif is_nary(items[index]):
                end = operand_end(items, index + 1)
                result.append(self._nary(items[index], items[index + 1 : end]))
                index = end
            else:
                result += self._one(items[index])
                index += 1
        return _with_operands(items, result)

    def _one(self, item: Element) -> list[Element]:
        maker = self._makers.get(tag(item))
        if maker is None:
            return self.row(list(item))
        return maker(item)

    def _child(self, item: Element, number: int) -> list[Element]:
        """The row in the place of a child; none where the MathML lacks it."""
        return self.row([item[number]]) if number < len(item) else []

    def _fraction(self, item: Element) -> list[Element]:
        result = Element(f"{M}f")
        if item.get("linethickness") in ("0", "0px", "0pt"):
            with_value(begin(result, "fPr"), "type", "noBar")
        add(result, "num", self._child(item, 0))
        add(result, "den", self._child(item, 1))
        return [result]

    def _square_root(self, item: Element) -> list[Element]:
        result = Element(f"{M}rad")
        with_value(begin(result, "radPr"), "degHide", "1")
        add(result, "deg", [])
        add(result, "e", self.row(list(item)))
        return [result]

    def _root(self, item: Element) -> list[Element]:
        result = Element(f"{M}rad")
        add(result, "deg", self._child(item, 1))
        add(result, "e", self._child(item, 0))
        return [result]

    def _scripts(self, item: Element) -> list[Element]:
        if tag(item) == "msub" and text_of(item[0]) in signs.LIMITS:
            return self._limits(item)
        name, parts = {
            "msub": ("sSub", ("sub",)),
            "msup": ("sSup", ("sup",)),
            "msubsup": ("sSubSup", ("sub", "sup")),
        }[tag(item)]
        result = Element(f"{M}{name}")
        add(result, "e", self._child(item, 0))
        for number, part in enumerate(parts, 1):
            add(result, part, self._child(item, number))
        return [result]

    def _limits(self, item: Element) -> list[Element]:
        base = self._child(item, 0)
        kind = tag(item)
        if kind in ("mover", "munder") and len(item) > 1:
            made = accent(base, text_of(item[1]), is_over=kind == "mover")
            if made is not None:
                return [made]
        if kind in ("munder", "munderover", "msub"):
            base = [_limit("limLow", base, self._child(item, 1))]
        if kind in ("mover", "munderover"):
            base = [_limit("limUpp", base, self._child(item, len(item) - 1))]
        return base

    def _nary(self, operator: Element, operand: Sequence[Element]) -> Element:
        result = Element(f"{M}nary")
        properties = begin(result, "naryPr")
        kind = tag(operator)
        base = operator if kind == "mo" else operator[0]
        lower = kind in ("munder", "munderover", "msub", "msubsup")
        upper = kind in ("mover", "munderover", "msup", "msubsup")
        with_value(properties, "chr", text_of(base))
        with_value(properties, "limLoc", "undOvr" if kind.startswith("munder") else "subSup")
        with_value(properties, "subHide", "0" if lower else "1")
        with_value(properties, "supHide", "0" if upper else "1")
        add(result, "sub", self._child(operator, 1) if lower else [])
        add(result, "sup", self._child(operator, len(operator) - 1) if upper else [])
        add(result, "e", self.row(operand))
        return result

    def _fence(self, items: Sequence[Element]) -> Element:
        """What stands between an opening and a closing sign, or after an opening one alone."""
        closes = is_closing(items[-1]) and len(items) > 1
        result = Element(f"{M}d")
        properties = begin(result, "dPr")
        with_value(properties, "begChr", fence_sign(items[0]))
        with_value(properties, "endChr", fence_sign(items[-1]) if closes else "")
        add(result, "e", self.row(items[1 : -1 if closes else None]))
        return result

    def _table(self, item: Element) -> list[Element]:
        rows = [[cell for cell in row if tag(cell) == "mtd"] for row in item if tag(row) == "mtr"]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return []
        result = Element(f"{M}m")
        columns = begin(begin(result, "mPr"), "mcs")
        for number in range(width):
            properties = begin(begin(columns, "mc"), "mcPr")
            with_value(properties, "count", "1")
            with_value(properties, "mcJc", alignment(item, rows[0], number))
        for row in rows:
            line = SubElement(result, f"{M}mr")
            for number in range(width):
                add(line, "e", self.row(list(row[number])) if number < len(row) else [])
        return [result]

    def _enclosed(self, item: Element) -> list[Element]:
        notations = (item.get("notation") or "box").split()
        result = Element(f"{M}borderBox")
        if "box" not in notations and "roundedbox" not in notations:
            properties = begin(result, "borderBoxPr")
            for side in ("hideTop", "hideBot", "hideLeft", "hideRight"):
                with_value(properties, side, "1")
            for notation, name in signs.STRIKES.items():
                if notation in notations:
                    with_value(properties, name, "1")
        add(result, "e", self.row(list(item)))
        return [result]

    def _phantom(self, item: Element) -> list[Element]:
        result = Element(f"{M}phant")
        with_value(begin(result, "phantPr"), "show", "0")
        add(result, "e", self.row(list(item)))
        return [result]

    def _space(self, item: Element) -> list[Element]:
        return [] if (item.get("width") or "0").startswith("-") else [run(" ")]

    def _identifier(self, item: Element) -> list[Element]:
        text = text_of(item)
        style = signs.STYLES.get(item.get("mathvariant") or "", "p" if len(text) > 1 else "")
        return [run(text, style)] if text else []

    def _plain(self, item: Element) -> list[Element]:
        text = signs.SINGLE_BARS.get(text_of(item), text_of(item))
        style = signs.STYLES.get(item.get("mathvariant") or "", "p")
        return [run(text, style)] if text else []

    def _words(self, item: Element) -> list[Element]:
        text = item.text or ""
        return [run(text, is_words=True)] if text else []


def _with_operands(items: Sequence[Element], made: list[Element]) -> list[Element]:
    """The row with an empty operand where a sign has none; LibreOffice marks that as a fault.

    A sign that is all of its row, as in `r^*`, is no operator.
    """
    if len(items) == 1 and is_sign(items[0], signs.WANTS_MORE):
        return [run(text_of(items[0]), is_words=True)]
    if items and is_sign(items[0], signs.BINARY):
        made.insert(0, run(" ", is_words=True))
    if items and is_sign(items[-1], signs.WANTS_MORE) and len(items) > 1:
        made.append(run(" ", is_words=True))
    return made


def _limit(name: str, base: list[Element], limit: list[Element]) -> Element:
    result = Element(f"{M}{name}")
    add(result, "e", base)
    add(result, "lim", limit)
    return result
