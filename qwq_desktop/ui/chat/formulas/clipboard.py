"""A selection on the clipboard: text, Markdown, HTML with MathML, RTF with Office Math."""

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData

from qwq_desktop.ui.chat.formulas import mathml, plain, rich, rtf
from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock
from qwq_desktop.ui.chat.markdown.formulas import is_display

MARKDOWN = "text/markdown"
RTF = ("text/rtf", 'application/x-qt-windows-mime;value="Rich Text Format"')
MATHML = ("application/mathml+xml", 'application/x-qt-windows-mime;value="MathML"')
MOST_FORMULAS = 400  # converted for other programs; each takes about 0.5 ms


def of_blocks(blocks: Sequence[SelectedBlock], text: str | None = None) -> QMimeData:
    """A selection in all formats that make sense for it; `text` replaces the plain text.

    All is written at once: Qt asks for formats even when Python is gone.
    """
    written = plain.as_text(blocks)
    data = QMimeData()
    data.setText(written if text is None else text)
    data.setData(MARKDOWN, QByteArray(plain.as_markdown(blocks).encode()))
    formulas = {run.text for block in blocks for run in block.runs if run.is_formula}
    if len(formulas) > MOST_FORMULAS:
        return data
    elements = {each: mathml.element(each, is_display=is_display(each)) for each in formulas}
    data.setHtml(rich.as_html(blocks, elements))
    if formulas:
        _put(data, RTF, rtf.as_rtf(blocks, elements))
    alone = elements.get(written.strip())
    if alone is not None:
        _put(data, MATHML, mathml.text(alone).encode())
    return data


def of_formula(formula: str, *, as_mathml: bool = False) -> QMimeData:
    """One formula, its plain text LaTeX or MathML (which Word makes a formula of when pasted)."""
    block = SelectedBlock(kind=BlockKind.TEXT, runs=(Run(formula, is_formula=True),))
    element: ElementTree.Element | None = None
    if as_mathml:
        element = mathml.element(formula, is_display=is_display(formula))
    return of_blocks([block], None if element is None else mathml.text(element))


def _put(data: QMimeData, formats: Sequence[str], content: bytes) -> None:
    for name in formats:
        data.setData(name, QByteArray(content))
