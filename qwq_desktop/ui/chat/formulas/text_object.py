"""Formulas as objects of a text document: their size in a line, and their painting."""

from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from qwq_desktop.ui.chat.formulas.cache import Fitted, FormulaCache
from qwq_desktop.ui.chat.formulas.drawing import UNITS

OBJECT_TYPE = int(QTextFormat.ObjectTypes.UserObject) + 11
SOURCE = int(QTextFormat.Property.UserProperty) + 40  # as written, with its delimiters
IS_BLOCK = SOURCE + 1  # whether it stands on a line of its own

SIDE = 0.06  # of an em, kept free beside a formula in a line of text


class FormulaObject(QPyTextObject):
    """Measures and paints the formulas of any number of documents."""

    def __init__(self, cache: FormulaCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = cache

    def intrinsicSize(  # noqa: D102
        self,
        doc: QTextDocument,
        pos_in_document: int,
        format: QTextFormat,  # noqa: A002
    ) -> QSizeF:
        form = format.toCharFormat()
        fitted = self._fitted(doc, pos_in_document, form)
        if fitted is None:
            return QSizeF()
        drawing, scale = fitted.drawing, fitted.em / UNITS
        half = _half_height(form)
        height = max(2 * drawing.ascent * scale - half, 2 * drawing.descent * scale + half)
        return QSizeF(drawing.width * scale + 2 * SIDE * fitted.em, height)

    def drawObject(  # noqa: D102
        self,
        painter: QPainter,
        rect: QRectF,
        doc: QTextDocument,
        pos_in_document: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        form = format.toCharFormat()
        fitted = self._fitted(doc, pos_in_document, form)
        if fitted is None:
            return
        base_line = rect.top() + (rect.height() + _half_height(form)) / 2
        origin = QPointF(rect.left() + SIDE * fitted.em, base_line)
        fitted.drawing.paint(painter, origin, fitted.em, form.foreground().color())

    def _fitted(self, doc: QTextDocument, position: int, form: QTextCharFormat) -> Fitted | None:
        em = float(form.font().pixelSize())
        formula = str(form.property(SOURCE) or "")
        room = _room(doc, position) - 2 * SIDE * em
        return self.cache.fitted(
            formula, is_display=bool(form.property(IS_BLOCK)), em=em, room=room
        )


def formula_format(base: QTextCharFormat, formula: str, *, is_block: bool) -> QTextCharFormat:
    """The format of the object that stands for a formula in text of the base format."""
    form = QTextCharFormat(base)
    form.setObjectType(OBJECT_TYPE)
    form.setProperty(SOURCE, formula)
    form.setProperty(IS_BLOCK, is_block)
    # Qt centres such an object on half the height of an x above the base line; sizes are made so
    # that the formula's own base line comes to lie on that of the text.
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return form


def formula_of(form: QTextCharFormat) -> str:
    """The formula that such an object stands for, as written; empty for other text."""
    return str(form.property(SOURCE) or "") if form.objectType() == OBJECT_TYPE else ""


def _half_height(form: QTextCharFormat) -> float:
    return QFontMetricsF(form.font()).xHeight() / 2


def _room(doc: QTextDocument, position: int) -> float:
    """How wide a formula may be: the text's width without the margins of its block."""
    width = doc.textWidth()
    if width <= 0:
        return 0
    block = doc.findBlock(position).blockFormat()
    return width - block.leftMargin() - block.rightMargin()
