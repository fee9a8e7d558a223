"""The list of what a search in the documents found."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from qwq_desktop.ui.documents.hits import HitRow
from qwq_desktop.ui.line_layout import coloured, laid_out
from qwq_desktop.ui.search.found_list import (
    HIT_ROLE,
    FoundDelegate,
    FoundList,
    FoundModel,
    Index,
)
from qwq_desktop.ui.theme.style import mixed
from qwq_desktop.ui.theme.tokens import Theme

_SIDE, _ABOVE, _GAP = 12, 9, 3
_LINES, _LEADING = 2, 2  # of a passage


class HitModel(FoundModel):
    """The hits (HitRow) for Qt."""

    def told(self, hit: Any, role: int) -> object:  # noqa: D102
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return hit.spoken if role in shown else None


class HitDelegate(FoundDelegate):
    """Paints a hit: the document and the place, below them the words around what was found."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._widget = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        hit: HitRow = index.data(HIT_ROLE)
        height = 2 * self._theme.px(_ABOVE) + QFontMetrics(self._font(medium=True)).height()
        if hit.snippet:
            layout = self._snippet(hit, self._widget.width() - 2 * _SIDE - 12)
            height += _GAP + round(layout.boundingRect().height())
        return QSize(0, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        hit: HitRow = index.data(HIT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        self._paint_ground(painter, row, option.state)
        room = row.adjusted(_SIDE, self._theme.px(_ABOVE), -_SIDE, 0)
        bottom = self._paint_head(painter, room, hit)
        if hit.snippet:
            painter.setPen(QColor(self._theme.palette.soft))
            self._snippet(hit, room.width()).draw(painter, QPointF(room.left(), bottom + _GAP))
        painter.restore()

    def _font(self, *, medium: bool = False) -> QFont:
        font = QFont(self._widget.font())
        size = self._theme.FIELD if medium else self._theme.CAPTION + 0.5
        font.setPixelSize(self._theme.px(size))
        if medium:
            font.setWeight(QFont.Weight.Medium)
        return font

    def _paint_ground(self, painter: QPainter, row: QRect, state: QStyle.StateFlag) -> None:
        colors = self._theme.palette
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            color = colors.wash if is_selected else mixed(colors.ink, colors.ground, 0.03)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(color))
            painter.drawRoundedRect(row.toRectF(), self._theme.RADIUS, self._theme.RADIUS)
        else:
            painter.setPen(QPen(QColor(colors.line), 1))
            foot = row.bottom() + 0.5
            left, right = row.left() + _SIDE, row.right() - _SIDE
            painter.drawLine(QPointF(left, foot), QPointF(right, foot))

    def _paint_head(self, painter: QPainter, room: QRect, hit: HitRow) -> int:
        font, small = self._font(medium=True), self._font()
        metrics = QFontMetrics(font)
        place_width = min(QFontMetrics(small).horizontalAdvance(hit.place), room.width() // 2)
        marks = () if hit.snippet else hit.marks
        width = room.width() - place_width - 12
        name = metrics.elidedText(hit.name, Qt.TextElideMode.ElideRight, width)
        painter.setPen(QColor(self._theme.palette.ink))
        layout = self._lay_out(name, font, marks, width, 1)
        layout.draw(painter, QPointF(room.topLeft()))
        painter.setFont(small)
        painter.setPen(QColor(self._theme.palette.faint))
        place = QFontMetrics(small).elidedText(
            hit.place, Qt.TextElideMode.ElideRight, place_width + 1
        )
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, place)
        return room.top() + metrics.height()

    def _snippet(self, hit: HitRow, width: int) -> QTextLayout:
        return self._lay_out(hit.snippet, self._font(), hit.marks, width, _LINES)

    def _lay_out(
        self, text: str, font: QFont, marks: Sequence[tuple[int, int]], width: int, lines: int
    ) -> QTextLayout:
        colors = self._theme.palette
        ranges = [coloured(text, start, end, colors.ink, colors.mark) for start, end in marks]
        return laid_out(text, font, ranges, max(60, width), lines, _LEADING)


class DocumentHits(FoundList):
    """The hits: `hit_chosen` carries a HitRow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("documentHits")
        self.set_parts(HitModel(self), HitDelegate(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMinimumHeight(240)
