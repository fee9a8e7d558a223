"""Draws the rows of the chat list: captions, titles, the dot of a chat that answers, the "…"."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from qwq_desktop.ui.chat_title import LONGEST_TITLE
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.style import mixed, set_role
from qwq_desktop.ui.theme.tokens import Theme

CHAT_ID_ROLE = Qt.ItemDataRole.UserRole + 1
BUSY_ROLE = Qt.ItemDataRole.UserRole + 2
NESTED_ROLE = Qt.ItemDataRole.UserRole + 3
FOLDER_ROLE = Qt.ItemDataRole.UserRole + 4
FOLDER_OPEN_ROLE = Qt.ItemDataRole.UserRole + 5

ROW_HEIGHT = 33
CAPTION_HEIGHT = 37
_PADDING = 10
_DOTS = 24
_DOTS_ICON = 16
_DOT = 7
_FOLDER_ICON = 15
_NESTED = 23  # where the title of a chat in a folder begins: under the folder's name

Index = QModelIndex | QPersistentModelIndex


class ChatDelegate(QStyledItemDelegate):
    """Paints a row and makes the field that renames it."""

    def __init__(self, icons: Icons, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Paint with another theme."""
        self._theme = theme

    def dots_rect(self, row: QRect) -> QRect:
        """Where the "…" of a row is."""
        side = self._theme.px(_DOTS)
        return QRect(row.right() - side - 3, row.center().y() - side // 2, side, side)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        is_caption = index.data(CHAT_ID_ROLE) is None and index.data(FOLDER_ROLE) is None
        return QSize(0, self._theme.px(CAPTION_HEIGHT if is_caption else ROW_HEIGHT))

    def createEditor(  # noqa: D102
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QWidget:
        field = QLineEdit(parent)
        field.setMaxLength(LONGEST_TITLE)
        field.setAccessibleName(self.tr("Title of this chat"))
        set_role(field, "row")
        return field

    def updateEditorGeometry(  # noqa: D102
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(2, 1, -2, -1))

    def helpEvent(  # noqa: D102
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        title = str(index.data() or "")
        row: QRect = option.rect
        is_cut = QFontMetrics(view.font()).horizontalAdvance(title) > row.width() - 2 * _PADDING
        if event.type() == QEvent.Type.ToolTip and is_cut:
            QToolTip.showText(event.globalPos(), title, view)
            return True
        QToolTip.hideText()
        return True

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        if index.data(FOLDER_ROLE) is not None:
            self._paint_folder(painter, row, option, index)
        elif index.data(CHAT_ID_ROLE) is None:
            self._paint_caption(painter, row, option.font, str(index.data()))
        else:
            self._paint_chat(painter, row, option, index)
        painter.restore()

    def _paint_caption(self, painter: QPainter, row: QRect, font: QFont, text: str) -> None:
        caption = QFont(font)
        caption.setPixelSize(self._theme.px(self._theme.CAPTION))
        painter.setFont(caption)
        painter.setPen(QColor(self._theme.palette.faint))
        place = row.adjusted(_PADDING, 0, -_PADDING, -self._theme.px(6))
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_folder(
        self, painter: QPainter, row: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        colors = self._theme.palette
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, row, has_focus, is_hovered, has_focus)
        room = row.adjusted(_PADDING + self._theme.px(_NESTED), 0, -_PADDING, 0)
        if is_hovered:
            self._paint_dots(painter, row)
            room.setRight(self.dots_rect(row).left() - 2)
        name = "folder-open" if index.data(FOLDER_OPEN_ROLE) else "folder"
        ratio = painter.device().devicePixelRatio()
        size = self._theme.px(_FOLDER_ICON)
        icon = self._icons.pixmap(name, colors.soft, size, ratio)
        top = row.center().y() - size // 2
        painter.drawPixmap(row.left() + _PADDING, top, icon)
        self._paint_title(painter, room, QFont(option.font), str(index.data()), colors.soft)

    def _paint_chat(
        self, painter: QPainter, row: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus) and is_selected
        self._paint_ground(painter, row, is_selected, is_hovered, has_focus)
        is_busy = bool(index.data(BUSY_ROLE))
        left = _PADDING + (self._theme.px(_NESTED) if index.data(NESTED_ROLE) else 0)
        room = row.adjusted(left, 0, -_PADDING, 0)
        if is_hovered:
            self._paint_dots(painter, row)
        elif is_busy:
            self._paint_busy(painter, row)
        if is_hovered or is_busy:
            room.setRight(self.dots_rect(row).left() - 2)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.Medium if is_selected else QFont.Weight.Normal)
        self._paint_title(painter, room, font, str(index.data()), self._theme.palette.ink)

    def _paint_title(
        self, painter: QPainter, room: QRect, font: QFont, title: str, color: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(color))
        text = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_ground(
        self, painter: QPainter, row: QRect, is_selected: bool, is_hovered: bool, has_focus: bool
    ) -> None:
        colors = self._theme.palette
        if not is_selected and not is_hovered:
            return
        painter.setPen(QPen(QColor(colors.accent), 1) if has_focus else Qt.PenStyle.NoPen)
        painter.setBrush(
            QColor(colors.wash if is_selected else mixed(colors.ink, colors.side, 0.05))
        )
        inset = 0.5 if has_focus else 0.0
        place = row.toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(place, self._theme.RADIUS, self._theme.RADIUS)

    def _paint_dots(self, painter: QPainter, row: QRect) -> None:
        place = self.dots_rect(row)
        size = self._theme.px(_DOTS_ICON)
        offset = (place.width() - size) // 2
        ratio = painter.device().devicePixelRatio()
        dots = self._icons.pixmap("ellipsis", self._theme.palette.soft, size, ratio)
        painter.drawPixmap(place.x() + offset, place.y() + offset, dots)

    def _paint_busy(self, painter: QPainter, row: QRect) -> None:
        middle = self.dots_rect(row).center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.palette.accent))
        painter.drawEllipse(middle.x() - _DOT // 2, middle.y() - _DOT // 2, _DOT, _DOT)

    def setModelData(  # noqa: D102
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())
