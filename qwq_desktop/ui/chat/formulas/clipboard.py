"""A selection on the clipboard: text, Markdown, HTML with MathML, RTF with Office Math."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QMetaType, QMimeData

from qwq_desktop.ui.chat.formulas import mathml, plain, rich, rtf
from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock
from qwq_desktop.ui.chat.markdown.formulas import is_display

TEXT, HTML, MARKDOWN = "text/plain", "text/html", "text/markdown"
RTF, WINDOWS_RTF = "text/rtf", 'application/x-qt-windows-mime;value="Rich Text Format"'
MATHML, WINDOWS_MATHML = "application/mathml+xml", 'application/x-qt-windows-mime;value="MathML"'


class SelectionMime(QMimeData):
    """Writes each format when another program asks for it: a long answer has many formulas."""

    def __init__(self, blocks: Sequence[SelectedBlock], text: str | None = None) -> None:
        """`text` replaces the plain text."""
        super().__init__()
        words = plain.as_text(blocks) if text is None else text
        formulas = [run.text for block in blocks for run in block.runs if run.is_formula]
        self._writers: dict[str, Callable[[], bytes]] = {
            TEXT: words.encode,
            HTML: lambda: rich.as_html(blocks).encode(),
            MARKDOWN: lambda: plain.as_markdown(blocks).encode(),
        }
        self._written: dict[str, bytes] = {}
        if formulas:
            self._writers |= dict.fromkeys((RTF, WINDOWS_RTF), lambda: rtf.as_rtf(blocks))
        is_one = len(formulas) == 1 and formulas[0] == plain.as_text(blocks).strip()
        if is_one and mathml.text(formulas[0], is_display=False):
            as_mathml = mathml.text(formulas[0], is_display=is_display(formulas[0])).encode
            self._writers |= dict.fromkeys((MATHML, WINDOWS_MATHML), as_mathml)

    def formats(self) -> list[str]:  # noqa: D102
        return list(self._writers)

    def hasFormat(self, mimetype: str) -> bool:  # noqa: D102
        return mimetype in self._writers

    def retrieveData(  # noqa: D102
        self, mimetype: str, preferredType: QMetaType | QMetaType.Type
    ) -> Any:
        if mimetype not in self._writers:
            return None
        if mimetype not in self._written:
            self._written[mimetype] = self._writers[mimetype]()
        data = self._written[mimetype]
        return data.decode() if mimetype in (TEXT, HTML, MARKDOWN) else QByteArray(data)


def of_formula(formula: str, *, as_mathml: bool = False) -> QMimeData:
    """One formula, its plain text LaTeX or MathML (which Word makes a formula of when pasted)."""
    block = SelectedBlock(kind=BlockKind.TEXT, runs=(Run(formula, is_formula=True),))
    written = mathml.text(formula, is_display=is_display(formula)) if as_mathml else ""
    return SelectionMime([block], written or None)
