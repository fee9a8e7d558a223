"""Writes formulas into a text document: drawn, or as source where that cannot be."""

from dataclasses import replace

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from qwq_desktop.ui.chat.formulas.text_object import (
    OBJECT_TYPE,
    SOURCE,
    FormulaObject,
)
from qwq_desktop.ui.chat.markdown import formulas
from qwq_desktop.ui.chat.markdown.nodes import Formula, Span, SpanKind
from qwq_desktop.ui.chat.markdown.styles import Formats

LINE_BREAK = "\u2028"
OBJECT = "\ufffc"


class FormulaWriter:
    """Writes at a cursor that the document's writer has put in place."""

    def __init__(
        self, document: QTextDocument, formats: Formats, objects: FormulaObject | None
    ) -> None:
        self.has_drawn = False
        self._formats = formats
        self._objects = objects
        if objects is not None:
            document.documentLayout().registerHandler(OBJECT_TYPE, objects)

    def write_inline(self, cursor: QTextCursor, span: Span, base: QTextCharFormat) -> None:
        """A formula within a line of text of the base format."""
        if self._objects and self._can_draw(span.text, is_display=False):
            form = self._formats.span(replace(span, kind=SpanKind.TEXT), base)
            cursor.insertText(OBJECT, self._objects.format(form, span.text))
        else:
            self._write_source(cursor, span.text, self._formats.span(span, base))

    def write_display(self, cursor: QTextCursor, node: Formula, color: str = "") -> bool:
        """A formula in a block of its own; whether it is drawn."""
        base = self._formats.display_formula(color)
        is_drawn = self._can_draw(node.source, is_display=True)
        if self._objects and is_drawn:
            form = self._objects.format(
                base, node.source, is_block=True, has_trail=bool(node.trail)
            )
            cursor.insertText(OBJECT, form)
        else:
            self._write_source(cursor, node.source, self._formats.code_text())
        if node.trail:
            cursor.insertText(node.trail, base if is_drawn else self._formats.code_text())
        return is_drawn

    def _can_draw(self, formula: str, *, is_display: bool) -> bool:
        if self._objects is None or formulas.is_unfinished(formula):
            return False
        is_drawn = self._objects.cache.drawing(formula, is_display=is_display) is not None
        self.has_drawn = self.has_drawn or is_drawn
        return is_drawn

    def _write_source(self, cursor: QTextCursor, formula: str, form: QTextCharFormat) -> None:
        if formulas.is_unfinished(formula):
            form = self._formats.unfinished_formula()
        form.setProperty(SOURCE, formulas.finished(formula))
        cursor.insertText(formulas.finished(formula).rstrip().replace("\n", LINE_BREAK), form)
