"""Formulas as objects of a text document: their size in a line, and their painting."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
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
EM = SOURCE + 3  # in pixels
LEAST_ASCENT, LEAST_DESCENT = SOURCE + 4, SOURCE + 5  # of the words around it
STANDS_ALONE = SOURCE + 2  # whether nothing else is on its line

SIZE = 1.08  # of the text's size: the small letters of STIX are smaller than those of Inter
SIDE = 0.06  # of an em, kept free beside a formula in a line of text
ABOVE = 1.0  # pixels kept free over a tall one: so much too high Qt sets a block's first line


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

    def format(
        self,
        base: QTextCharFormat,
        formula: str,
        *,
        is_block: bool = False,
        has_trail: bool = False,
    ) -> QTextCharFormat:
        """The format of the object that stands for a formula in text of the base format.

        `has_trail`: other characters follow on its base line although it is a block.
        """
        form = QTextCharFormat(base)
        form.setObjectType(OBJECT_TYPE)
        form.setProperty(SOURCE, formula)
        form.setProperty(IS_BLOCK, is_block)
        form.setProperty(EM, base.font().pixelSize() * SIZE)
        if is_block and not has_trail:
            form.setProperty(STANDS_ALONE, True)
            return form
        # So aligned an object reaches higher above the base line than below it by half the height
        # of its font's x: a font for which that is right keeps the line from growing. Qt paints it
        # in the middle of its line, whatever its base line is; we look for that ourselves.
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        self._lean(form, formula, is_block=is_block)
        return form

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
        ascent = max(drawing.ascent * scale + ABOVE, float(form.property(LEAST_ASCENT)))
        descent = max(drawing.descent * scale, float(form.property(LEAST_DESCENT)))
        return QSizeF(width, max(2 * ascent - half, 2 * descent + half))

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

    def _lean(self, form: QTextCharFormat, formula: str, *, is_block: bool) -> None:
        font = QFont(form.font())
        metrics = QFontMetricsF(font)
        form.setProperty(LEAST_ASCENT, metrics.ascent())
        form.setProperty(LEAST_DESCENT, metrics.descent())
        drawing = self.cache.drawing(formula, is_display=is_block)
        if drawing is not None:
            scale = float(form.property(EM)) / UNITS
            above = max(drawing.ascent * scale, metrics.ascent())
            below = max(drawing.descent * scale, metrics.descent())
            share = metrics.xHeight() / font.pixelSize() or 0.5
            font.setPixelSize(max(1, round(2 * (above - below) / share)))
        form.setFont(font)

    def _fitted(self, doc: QTextDocument, position: int, form: QTextCharFormat) -> Fitted | None:
        em = float(form.property(EM))
        formula = str(form.property(SOURCE) or "")
        room = _room(doc, position) - 2 * SIDE * em
        return self.cache.fitted(
            formula, is_display=bool(form.property(IS_BLOCK)), em=em, room=room
        )


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
