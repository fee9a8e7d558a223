"""A selection as RTF with Office Math: what LibreOffice and Word read formulas from when pasting.

LibreOffice Writer passes over MathML in HTML (tried with 7.4), but takes the mathematics of RTF.
"""

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence

from qwq_desktop.ui.chat.formulas.mathml import Elements
from qwq_desktop.ui.chat.formulas.office.converter import office_math
from qwq_desktop.ui.chat.formulas.office.parts import MATH, M
from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock

_HEAD = (
    r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss Calibri;}{\f1\fmodern Consolas;}"
    r"{\f2\froman Cambria Math;}}"
)
_SIZES = {1: 32, 2: 28, 3: 26}  # half points
_STYLES = {"p": 0, "b": 1, "i": 2, "bi": 3}  # of signs
_TWIPS = 15  # in a pixel


def as_rtf(blocks: Sequence[SelectedBlock], elements: Elements) -> bytes:
    """A whole RTF document, in ASCII. A formula without an element stays LaTeX."""
    parts = [_HEAD]
    for index, block in enumerate(blocks):
        is_last = index == len(blocks) - 1
        after = blocks[index + 1] if not is_last else None
        is_row = after and block.kind is after.kind is BlockKind.CELL and block.row == after.row
        parts += [_block(block, elements), r"\tab " if is_row else "" if is_last else "\\par\n"]
    return "".join([*parts, "}"]).encode("ascii")


def _block(block: SelectedBlock, elements: Elements) -> str:
    words = "".join(_run(run, elements) for run in block.runs)
    match block.kind:
        case BlockKind.HEADING:
            return rf"\pard\sb240\sa60{{\b\fs{_SIZES.get(block.level, 24)} {words}}}"
        case BlockKind.CODE:
            return rf"\pard {words}"
        case BlockKind.ITEM:
            left = block.indent * _TWIPS + 360
            return rf"\pard\fi-360\li{left}\tx{left} {_escaped(block.marker)}\tab {words}"
        case BlockKind.CELL:
            return words if block.column else rf"\pard {words}"
        case BlockKind.RULE:
            return r"\pard\brdrb\brdrs\brdrw10 "
        case BlockKind.TEXT:
            left = 400 if block.is_quoted else block.indent * _TWIPS
            return rf"\pard\sa120\li{left} {words}"


def _run(run: Run, elements: Elements) -> str:
    if run.is_formula:
        return _formula(run.text, elements.get(run.text))
    styles = "".join(
        mark
        for is_set, mark in (
            (run.is_bold, r"\b"),
            (run.is_italic, r"\i"),
            (run.is_struck, r"\strike"),
            (run.is_code, r"\f1"),
        )
        if is_set
    )
    words = _escaped(run.text).replace("\n", r"\line ")
    return f"{{{styles} {words}}}" if styles else words


def _formula(formula: str, math: ElementTree.Element | None) -> str:
    if math is None:
        return _escaped(formula)
    return rf"{{\mmath{{\*\moMath {''.join(_math(office_math(math)))}}}}}"


def _math(element: ElementTree.Element) -> Iterator[str]:
    """The children of an Office Math element as groups; RTF names them as XML does, after `m`."""
    for child in element:
        space, _, name = str(child.tag).lstrip("{").partition("}")
        if space != MATH:
            continue  # the font of a run, which is this document's own
        if name == "t":
            yield f" {_escaped(child.text or '')}"
        elif name == "nor":
            yield r"\mnor"
        elif name == "sty":
            yield rf"\msty{_STYLES[child.attrib[f'{M}val']]}"
        elif name == "rPr":
            yield from _math(child)
        else:
            value = next(iter(child.attrib.values()), "")
            yield rf"{{\m{name} {_escaped(value)}{''.join(_math(child))}}}"


def _escaped(text: str) -> str:
    return "".join(_character(char) for char in text)


def _character(char: str) -> str:
    if char in "\\{}":
        return f"\\{char}"
    if char == "\t":
        return r"\tab "
    if " " <= char <= "~" or char == "\n":
        return char
    units = char.encode("utf-16-le")
    codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in (0, 2)]
    return "".join(f"\\u{code}?" for code in codes[: len(units) // 2])
