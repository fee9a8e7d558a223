"""Draws a document's row: name, what is known of it, what is wrong, and what to do about it."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
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
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qwq_desktop.ui.documents.lines import DocumentLine, Remedy, Tone, remedy_text
from qwq_desktop.ui.documents.list_model import LINE_ROLE
from qwq_desktop.ui.line_layout import coloured, laid_out
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.style import mixed, set_role
from qwq_desktop.ui.theme.tokens import Theme

_SIDE, _ABOVE = 12, 9
_TEXT_LEFT = 42  # behind the icon
_GAP = 3
_DOTS, _DOTS_ICON = 26, 16
_MOST_LINES, _LEADING = 3, 2  # of a remark with its advice; the tip has all
_BUTTON_SIDE = 10
_FIELD_WIDTH = 240

Index = QModelIndex | QPersistentModelIndex


class DocumentDelegate(QStyledItemDelegate):
    """Paints a row and makes the field for a password."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme
        self._widget = parent

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme

    def dots_rect(self, row: QRect) -> QRect:
        """Where the "…" of a row is."""
        side = self._theme.px(_DOTS)
        top = row.top() + (self._theme.px(_ABOVE) + self._head_height() // 2) - side // 2
        return QRect(row.right() - side - 6, top, side, side)

    def remedy_rect(self, row: QRect, remedy: Remedy) -> QRect:
        """Where the button of a row is that mends what is wrong; empty where there is none."""
        if remedy is Remedy.NONE:
            return QRect()
        dots = self.dots_rect(row)
        width = QFontMetrics(self._small()).horizontalAdvance(remedy_text(remedy))
        width += 2 * self._theme.px(_BUTTON_SIDE)
        height = self._theme.px(26)
        return QRect(dots.left() - 4 - width, dots.center().y() - height // 2, width, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        line: DocumentLine = index.data(LINE_ROLE)
        height = 2 * self._theme.px(_ABOVE) + self._head_height()
        if line.remark:
            room = self._widget.width() - self._theme.px(_TEXT_LEFT) - 2 * _SIDE
            height += _GAP + round(self._remark(line, room).boundingRect().height())
        return QSize(0, height)

    def createEditor(  # noqa: D102
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        field = QLineEdit(parent)
        field.setObjectName("documentPassword")
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setPlaceholderText(self.tr("Password, then Enter"))
        field.setAccessibleName(self.tr("Password of “{name}”").format(name=index.data()))
        set_role(field, "row")
        return field

    def updateEditorGeometry(  # noqa: D102
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        row: QRect = option.rect
        dots = self.dots_rect(row)
        width = min(self._theme.px(_FIELD_WIDTH), row.width() // 2)
        height = self._theme.px(28)
        editor.setGeometry(dots.left() - 4 - width, dots.center().y() - height // 2, width, height)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The field begins empty: a password is never shown again."""

    def setModelData(  # noqa: D102
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        line: DocumentLine = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        self._paint_ground(painter, row, option.state)
        self._paint_icon(painter, row, line)
        is_live = option.state & (
            QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        )
        if is_live:
            self._paint_dots(painter, row)
        right = self.dots_rect(row).left() - 6
        if line.remedy is not Remedy.NONE:
            right = self._paint_remedy(painter, row, line.remedy) - 10
        left = row.left() + self._theme.px(_TEXT_LEFT)
        room = QRect(left, row.top() + self._theme.px(_ABOVE), right - left, self._head_height())
        self._paint_head(painter, room, line)
        if line.remark:
            layout = self._remark(line, row.right() - 2 * _SIDE - left + _SIDE)
            layout.draw(painter, QPointF(left, room.bottom() + 1 + _GAP))
        if line.progress is not None:
            self._paint_progress(painter, row, left, line.progress)
        painter.restore()

    def _name_font(self) -> QFont:
        font = QFont(self._widget.font())
        font.setPixelSize(self._theme.px(self._theme.FIELD))
        font.setWeight(QFont.Weight.Medium)
        return font

    def _small(self) -> QFont:
        font = QFont(self._widget.font())
        font.setPixelSize(self._theme.px(self._theme.CAPTION + 0.5))
        return font

    def _head_height(self) -> int:
        heights = (QFontMetrics(self._name_font()).height(), QFontMetrics(self._small()).height())
        return sum(heights) + _GAP

    def _paint_ground(self, painter: QPainter, row: QRect, state: QStyle.StateFlag) -> None:
        colors = self._theme.palette
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus) and is_selected
        if is_selected or state & QStyle.StateFlag.State_MouseOver:
            color = colors.wash if is_selected else mixed(colors.ink, colors.ground, 0.03)
            painter.setBrush(QColor(color))
            painter.setPen(QPen(QColor(colors.accent), 1) if has_focus else Qt.PenStyle.NoPen)
            place = row.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(place, self._theme.RADIUS, self._theme.RADIUS)
        else:
            painter.setPen(QPen(QColor(colors.line), 1))
            left, foot = row.left() + self._theme.px(_TEXT_LEFT), row.bottom() + 0.5
            painter.drawLine(QPointF(left, foot), QPointF(row.right() - _SIDE, foot))

    def _paint_icon(self, painter: QPainter, row: QRect, line: DocumentLine) -> None:
        name = "file-text"
        if line.tone in (Tone.WARNING, Tone.DANGER):
            name = "circle-alert"
        ratio, size = painter.device().devicePixelRatio(), self._theme.px(ICON_SIZE)
        icon = self._icons.pixmap(name, self._color(line.tone), size, ratio)
        middle = self.dots_rect(row).center().y()
        painter.drawPixmap(row.left() + _SIDE, middle - size // 2, icon)

    def _paint_dots(self, painter: QPainter, row: QRect) -> None:
        place = self.dots_rect(row)
        size = self._theme.px(_DOTS_ICON)
        offset = (place.width() - size) // 2
        ratio = painter.device().devicePixelRatio()
        dots = self._icons.pixmap("ellipsis", self._theme.palette.soft, size, ratio)
        painter.drawPixmap(place.x() + offset, place.y() + offset, dots)

    def _paint_remedy(self, painter: QPainter, row: QRect, remedy: Remedy) -> int:
        """The button; where it begins."""
        colors, place = self._theme.palette, self.remedy_rect(row, remedy)
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.setBrush(QColor(colors.card))
        box = place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, self._theme.RADIUS, self._theme.RADIUS)
        painter.setFont(self._small())
        painter.setPen(QColor(colors.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, remedy_text(remedy))
        return place.left()

    def _paint_head(self, painter: QPainter, room: QRect, line: DocumentLine) -> None:
        name, small = self._name_font(), self._small()
        metrics = QFontMetrics(name)
        painter.setFont(name)
        painter.setPen(QColor(self._theme.palette.ink))
        text = metrics.elidedText(line.name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), text)
        painter.setFont(small)
        metrics = QFontMetrics(small)
        base = QPointF(room.left(), room.bottom() + 1 - metrics.descent())
        left = room.width()
        if line.state:
            painter.setPen(QColor(self._color(line.tone)))
            state = f"{line.state} · " if line.caption else line.state
            painter.drawText(base, state)
            base.setX(base.x() + metrics.horizontalAdvance(state))
            left -= metrics.horizontalAdvance(state)
        painter.setPen(QColor(self._theme.palette.faint))
        shown = metrics.elidedText(line.caption, Qt.TextElideMode.ElideRight, max(0, left))
        painter.drawText(base, shown)

    def _paint_progress(self, painter: QPainter, row: QRect, left: int, share: float) -> None:
        """A hairline at the row's foot: how far; where nobody knows, that something runs."""
        width = row.right() - _SIDE - left
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.accent))
        part = width * share if share >= 0 else width
        if share < 0:
            painter.setOpacity(0.45)
        painter.drawRoundedRect(QRectF(left, row.bottom() - 1.5, part, 2), 1, 1)

    def _remark(self, line: DocumentLine, width: int) -> QTextLayout:
        """The remark in its tone and the advice after it, in a few lines."""
        advice = f"  {line.advice}" if line.advice else ""
        text, head = line.remark + advice, len(line.remark)
        ranges = [
            coloured(text, 0, head, self._color(line.tone)),
            coloured(text, head, len(text), self._theme.palette.soft),
        ]
        return laid_out(text, self._small(), ranges, max(60, width), _MOST_LINES, _LEADING)

    def _color(self, tone: Tone) -> str:
        colors = self._theme.palette
        return {
            Tone.QUIET: colors.faint,
            Tone.LIVE: colors.accent,
            Tone.WARNING: colors.warn,
            Tone.DANGER: colors.danger,
        }[tone]
