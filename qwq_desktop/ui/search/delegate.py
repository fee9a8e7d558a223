"""Draws a hit: the chat's title and the day, and below them the words found, marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from qwq_desktop.storage.search import Part, SearchHit
from qwq_desktop.ui.line_layout import coloured, laid_out
from qwq_desktop.ui.search.found_list import HIT_ROLE, FoundDelegate, Index
from qwq_desktop.ui.search.wording import part_text
from qwq_desktop.ui.theme.style import mixed

TIME_ROLE = Qt.ItemDataRole.UserRole + 2

_SIDE = 10
_ABOVE = 7
_GAP = 2
_LINES = 2  # of the words found
_LEADING = 1
_LABEL_GAP = "  "

Ranges = list[QTextLayout.FormatRange]


class HitDelegate(FoundDelegate):
    """Paints one hit; a title's row is a single line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        hit: SearchHit = index.data(HIT_ROLE)
        lines = 0 if hit.part is Part.TITLE else _LINES
        below = _GAP + lines * self._small_height(option.font) if lines else 0
        return QSize(0, 2 * _ABOVE + QFontMetrics(option.font).height() + below)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        hit: SearchHit = index.data(HIT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        self._paint_ground(painter, row, option.state)
        room = row.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        bottom = self._paint_head(painter, room, option.font, hit, str(index.data(TIME_ROLE)))
        if hit.part is not Part.TITLE:
            self._paint_words(painter, room, bottom + _GAP, option.font, hit)
        painter.restore()

    def _small(self, font: QFont) -> QFont:
        small = QFont(font)
        small.setPixelSize(self._theme.px(self._theme.CAPTION + 0.5))
        return small

    def _small_height(self, font: QFont) -> int:
        return QFontMetrics(self._small(font)).height() + 1

    def _paint_ground(self, painter: QPainter, row: QRect, state: QStyle.StateFlag) -> None:
        colors = self._theme.palette
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if not is_selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        color = colors.wash if is_selected else mixed(colors.ink, colors.side, 0.05)
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(row.toRectF(), self._theme.RADIUS, self._theme.RADIUS)
        if is_selected:
            painter.setPen(QPen(QColor(colors.accent), 2))
            left = row.left() + 1
            painter.drawLine(left, row.top() + _ABOVE, left, row.bottom() - _ABOVE)

    def _paint_head(
        self, painter: QPainter, room: QRect, font: QFont, hit: SearchHit, when: str
    ) -> int:
        """The title and the time; where the line ends."""
        small = self._small(font)
        time_width = QFontMetrics(small).horizontalAdvance(when) + 8
        line = QRect(room.left(), room.top(), room.width(), QFontMetrics(font).height())
        painter.setFont(small)
        painter.setPen(QColor(self._theme.palette.faint))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
        strong = QFont(font)
        strong.setWeight(QFont.Weight.Medium)
        text = hit.snippet.text if hit.part is Part.TITLE else hit.chat_title
        width = line.width() - time_width
        painter.setPen(QColor(self._theme.palette.ink))
        elided = QFontMetrics(strong).elidedText(text, Qt.TextElideMode.ElideRight, width)
        ranges = self._marks(elided, hit.snippet.marks) if hit.part is Part.TITLE else []
        title = laid_out(elided, strong, ranges, width, 1, _LEADING)
        title.draw(painter, QPointF(line.topLeft()))
        return line.top() + line.height()

    def _paint_words(
        self, painter: QPainter, room: QRect, top: int, font: QFont, hit: SearchHit
    ) -> None:
        label = part_text(hit.part) + _LABEL_GAP
        text = label + hit.snippet.text
        marks = [(len(label) + start, len(label) + end) for start, end in hit.snippet.marks]
        ranges = [coloured(text, 0, len(label), self._theme.palette.accent)]
        ranges += self._marks(text, marks)
        painter.setPen(QColor(self._theme.palette.soft))
        words = laid_out(text, self._small(font), ranges, room.width(), _LINES, _LEADING)
        painter.setClipRect(QRectF(room.left(), top, room.width(), room.bottom() + 3 - top))
        words.draw(painter, QPointF(room.left(), top))

    def _marks(self, text: str, marks: Sequence[tuple[int, int]]) -> Ranges:
        colors = self._theme.palette
        return [coloured(text, start, end, colors.ink, colors.mark) for start, end in marks]
