"""Formulas as objects of a text document: their size in a line, and their painting."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTransform,
)

from qwq_desktop.ui.chat.formulas.cache import Fitted, FormulaCache
from qwq_desktop.ui.chat.formulas.drawing import UNITS

OBJECT_TYPE = int(QTextFormat.ObjectTypes.UserObject) + 11
SOURCE = int(QTextFormat.Property.UserProperty) + 40  # as written, with its delimiters
IS_BLOCK = SOURCE + 1  # whether it is set as a display formula
STANDS_ALONE = SOURCE + 2  # whether nothing else is on its line

SIZE = 1.08  # of the text's size: the small letters of STIX are smaller than those of Inter
SIDE = 0.06  # of an em, kept free beside a formula in a line of text


@dataclass(frozen=True)
class _Selected:
    """A formula inside a selection, to be painted last."""

    fitted: Fitted
    origin: QPointF
    color: QColor
    transform: QTransform


class FormulaObject(QPyTextObject):
    """Measures and paints the formulas of any number of documents."""

    def __init__(self, cache: FormulaCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = cache
        self._selected: list[_Selected] = []

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
        width = drawing.width * scale + 2 * SIDE * fitted.em
        if _stands_alone(form):
            return QSizeF(width, (drawing.ascent + drawing.descent) * scale)
        half = _half_height(form)
        height = max(2 * drawing.ascent * scale - half, 2 * drawing.descent * scale + half)
        return QSizeF(width, height)

    def drawObject(  # noqa: D102
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        pos_in_document: int,
        format: QTextFormat,  # noqa: A002
    ) -> None:
        form = format.toCharFormat()
        fitted = self._fitted(doc, pos_in_document, form)
        if fitted is None:
            return
        if _stands_alone(form):
            base_line = rect.top() + fitted.drawing.ascent * fitted.em / UNITS
        else:
            base_line = _base_line(doc, pos_in_document, rect)
        origin = QPointF(rect.left() + SIDE * fitted.em, base_line)
        color = form.foreground().color()
        if form.hasProperty(QTextFormat.Property.BackgroundBrush):
            self._selected.append(_Selected(fitted, origin, color, painter.transform()))
        else:
            fitted.drawing.paint(painter, origin, fitted.em, color)

    def paint_selected(self, painter: QPainter) -> None:
        """Paint the selected formulas of the document that has just been painted.

        Qt lays its mark over an object, not under it as with words.
        """
        selected, self._selected = self._selected, []
        for each in selected:
            painter.setTransform(each.transform)
            each.fitted.drawing.paint(painter, each.origin, each.fitted.em, each.color)
        painter.resetTransform()

    def _fitted(self, doc: QTextDocument, position: int, form: QTextCharFormat) -> Fitted | None:
        em = form.font().pixelSize() * SIZE
        formula = str(form.property(SOURCE) or "")
        room = _room(doc, position) - 2 * SIDE * em
        return self.cache.fitted(
            formula, is_display=bool(form.property(IS_BLOCK)), em=em, room=room
        )


def formula_format(
    base: QTextCharFormat, formula: str, *, is_block: bool = False, has_trail: bool = False
) -> QTextCharFormat:
    """The format of the object that stands for a formula in text of the base format.

    `has_trail`: other characters follow on its base line although it is a block.
    """
    form = QTextCharFormat(base)
    form.setObjectType(OBJECT_TYPE)
    form.setProperty(SOURCE, formula)
    form.setProperty(IS_BLOCK, is_block)
    if is_block and not has_trail:
        form.setProperty(STANDS_ALONE, True)
        return form
    # So aligned an object reaches below the base line, by as much as above half the height of an x.
    # Qt then paints it in the middle of its line; we look for the base line ourselves.
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
    return form


def formula_of(form: QTextCharFormat) -> str:
    """The formula that such an object stands for, as written; empty for other text."""
    return str(form.property(SOURCE) or "") if form.objectType() == OBJECT_TYPE else ""


def _base_line(doc: QTextDocument, position: int, rect: QRectF | QRect) -> float:
    """The base line of the line in whose middle `rect` is."""
    block = doc.findBlock(position)
    line = block.layout().lineForTextPosition(position - block.position())
    return rect.top() + rect.height() / 2 - line.height() / 2 + line.ascent()


def _stands_alone(form: QTextCharFormat) -> bool:
    return bool(form.property(STANDS_ALONE))


def _half_height(form: QTextCharFormat) -> float:
    return QFontMetrics(form.font()).xHeight() / 2


def _room(doc: QTextDocument, position: int) -> float:
    """How wide a formula may be: the text's width without the margins of its block."""
    width = doc.textWidth()
    if width <= 0:
        return 0
    block = doc.findBlock(position).blockFormat()
    return width - block.leftMargin() - block.rightMargin()
