"""MathML as OMML, the formulas of Word (ECMA-376 part 1, 22.1: `m:oMath`).

Covers the presentation MathML that LaTeX becomes. An element that has no counterpart lends its
children; nothing is lost without a trace but spacing.
"""

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement

from qwq_desktop.ui.exporting import omml_characters as characters
from qwq_desktop.ui.exporting.omml_brackets import with_bar_pairs, with_pairs
from qwq_desktop.ui.exporting.omml_parts import M, add, begin, row_of, run, tag, with_value

_BARS = {"\u00af": "top", "\u203e": "top", "\u2015": "top", "_": "bot", "\u0332": "bot"}
_BRACES = {"\u23de": "top", "\u23df": "bot", "\u23b4": "top", "\u23b5": "bot"}


def omml(math: Element) -> Element:
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
        items = [one for one in _flattened(items) if tag(one) != "mi" or _text(one)]
        if _is_fenced(items):
            return [self._fence(items)]
        items = with_bar_pairs(with_pairs(items))
        result: list[Element] = []
        index = 0
        while index < len(items):
            if table_end := _fenced_table(items, index):
                result.append(self._fence(items[index:table_end]))
                index = table_end
            elif _is_nary(items[index]):
                end = _operand_end(items, index + 1)
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
        if tag(item) == "msub" and _text(item[0]) in characters.LIMITS:
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
            made = _accent(base, _text(item[1]), is_over=kind == "mover")
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
        with_value(properties, "chr", _text(base))
        with_value(properties, "limLoc", "undOvr" if kind.startswith("munder") else "subSup")
        with_value(properties, "subHide", "0" if lower else "1")
        with_value(properties, "supHide", "0" if upper else "1")
        add(result, "sub", self._child(operator, 1) if lower else [])
        add(result, "sup", self._child(operator, len(operator) - 1) if upper else [])
        add(result, "e", self.row(operand))
        return result

    def _fence(self, items: Sequence[Element]) -> Element:
        """What stands between an opening and a closing sign, or after an opening one alone."""
        closes = _is_closing(items[-1]) and len(items) > 1
        result = Element(f"{M}d")
        properties = begin(result, "dPr")
        with_value(properties, "begChr", _fence_sign(items[0]))
        with_value(properties, "endChr", _fence_sign(items[-1]) if closes else "")
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
            with_value(properties, "mcJc", _alignment(item, rows[0], number))
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
            for notation, name in characters.STRIKES.items():
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
        text = _text(item)
        style = characters.STYLES.get(item.get("mathvariant") or "", "p" if len(text) > 1 else "")
        return [run(text, style)] if text else []

    def _plain(self, item: Element) -> list[Element]:
        text = characters.SINGLE_BARS.get(_text(item), _text(item))
        style = characters.STYLES.get(item.get("mathvariant") or "", "p")
        return [run(text, style)] if text else []

    def _words(self, item: Element) -> list[Element]:
        text = item.text or ""
        return [run(text, is_words=True)] if text else []


def _with_operands(items: Sequence[Element], made: list[Element]) -> list[Element]:
    """The row with an empty operand where a sign has none; LibreOffice marks that as a fault."""
    if items and _is_sign(items[0], characters.BINARY):
        made.insert(0, run(" ", is_words=True))
    if items and _is_sign(items[-1], characters.WANTS_MORE) and len(items) > 1:
        made.append(run(" ", is_words=True))
    return made


def _flattened(items: Sequence[Element]) -> list[Element]:
    """The items with rows that only group opened up, as long as that changes nothing."""
    while len(items) == 1 and tag(items[0]) in ("mrow", "mstyle", "mpadded", "math"):
        items = list(items[0])
    return list(items)


def _text(item: Element) -> str:
    return "".join(item.itertext()).strip()


def _limit(name: str, base: list[Element], limit: list[Element]) -> Element:
    result = Element(f"{M}{name}")
    add(result, "e", base)
    add(result, "lim", limit)
    return result


def _accent(base: list[Element], sign: str, *, is_over: bool) -> Element | None:
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
    elif is_over and sign in characters.ACCENTS:
        result = Element(f"{M}acc")
        with_value(begin(result, "accPr"), "chr", characters.ACCENTS[sign])
    else:
        return None
    return row_of(result, base)


def _is_sign(item: Element, signs: str) -> bool:
    return tag(item) == "mo" and (item.text or "").strip() in tuple(signs)


def _is_closing(item: Element) -> bool:
    return _is_sign(item, characters.CLOSING) or (
        tag(item) == "mo" and item.get("form") == "postfix" and item.get("fence") == "true"
    )


def _fence_sign(item: Element) -> str:
    text = _text(item)
    return "" if text == "." else text


def _is_fenced(items: Sequence[Element]) -> bool:
    """Whether a row is what LaTeX's `left` and `right` enclose."""
    if len(items) < 2 or items[0].get("form") != "prefix" or items[0].get("fence") != "true":
        return False
    is_cases = len(items) == 2 and tag(items[1]) == "mtable"
    return is_cases or (items[-1].get("form") == "postfix" and items[-1].get("fence") == "true")


def _fenced_table(items: Sequence[Element], index: int) -> int:
    """The end of a table, or a binomial, with its fences that begins here; 0 for others."""
    if index + 1 >= len(items) or not _wants_fences(items[index + 1]):
        return 0
    if not _is_sign(items[index], characters.OPENING):
        return 0
    is_closed = index + 2 < len(items) and _is_closing(items[index + 2])
    return index + (3 if is_closed else 2)


def _wants_fences(item: Element) -> bool:
    return tag(item) == "mtable" or (tag(item) == "mfrac" and item.get("linethickness") == "0")


def _is_nary(item: Element) -> bool:
    kinds = ("munder", "mover", "munderover", "msub", "msup", "msubsup")
    if tag(item) == "mo":
        return _text(item) in characters.NARY
    if tag(item) not in kinds or not len(item):
        return False
    return tag(item[0]) == "mo" and _text(item[0]) in characters.NARY


def _operand_end(items: Sequence[Element], start: int) -> int:
    """Where that ends which an operator acts on: at the next relation, sum or comma."""
    end = start
    while end < len(items):
        if end > start and _is_sign(items[end], characters.ENDS_OPERAND):
            break
        end += 1
    return end


def _alignment(table: Element, first_row: Sequence[Element], column: int) -> str:
    by_cell = first_row[column].get("columnalign") if column < len(first_row) else None
    by_table = (table.get("columnalign") or "center").split()
    value = by_cell or by_table[min(column, len(by_table) - 1)]
    return value if value in ("left", "right") else "center"
