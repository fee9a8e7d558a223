"""Paints the chips behind the numbers of an answer's citations."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock

from qwq_desktop.ui.chat.citations import looks
from qwq_desktop.ui.theme.style import mixed
from qwq_desktop.ui.theme.tokens import Theme

_SIDE = 5.0  # beyond the digits
_ABOVE, _BELOW = 12.0, 4.0  # of the base line
_RADIUS = 4.0


def paint_chips(painter: QPainter, block: QTextBlock, rect: QRectF, theme: Theme) -> None:
    """Paint those of a block whose place in the document is `rect`; before its text is painted."""
    chips = [form for form in block.textFormats() if form.format.hasProperty(looks.CHIP)]
    if not chips:
        return
    layout = block.layout()
    origin = rect.topLeft()
    painter.setPen(Qt.PenStyle.NoPen)
    for chip in chips:
        line = layout.lineForTextPosition(chip.start)
        if not line.isValid():
            continue
        left, right = _edge(line, chip.start), _edge(line, chip.start + chip.length)
        base = origin + QPointF(0, line.y() + line.ascent())
        area = QRectF(
            origin.x() + left - theme.px(_SIDE),
            base.y() - theme.px(_ABOVE),
            right - left + 2 * theme.px(_SIDE),
            theme.px(_ABOVE) + theme.px(_BELOW),
        )
        painter.setBrush(QColor(_color(str(chip.format.property(looks.CHIP)), theme)))
        painter.drawRoundedRect(area, theme.px(_RADIUS), theme.px(_RADIUS))


def _edge(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]
    return float(found[0] if isinstance(found, tuple) else found)


def _color(kind: str, theme: Theme) -> str:
    palette = theme.palette
    return palette.wash if kind == looks.KNOWN else mixed(palette.warn, palette.ground, 0.16)
