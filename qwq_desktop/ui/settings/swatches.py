"""Round patches of colour side by side of which one holds."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from qwq_desktop.ui.settings.rows import Row

_SIZE = 26
_PATCH = 16


class _Patch(QAbstractButton):
    """One colour; a ring around it says that it holds, a second one that it has the focus."""

    def __init__(self, color: str, name: str, title: str) -> None:
        super().__init__()
        self._color = color
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(_SIZE, _SIZE)
        self.setToolTip(name)
        self.setAccessibleName(f"{title}: {name}")

    def set_color(self, color: str) -> None:
        self._color = color
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIZE / 2, _SIZE / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._color))
        painter.drawEllipse(middle, _PATCH / 2, _PATCH / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked() or self.underMouse():
            role = QPalette.ColorRole.WindowText if self.isChecked() else QPalette.ColorRole.Mid
            painter.setPen(QPen(self.palette().color(role), 1.5))
            painter.drawEllipse(middle, _PATCH / 2 + 2.75, _PATCH / 2 + 2.75)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class SwatchRow(Row):
    """A title over the patches; the value of each is reported by `edited`."""

    def __init__(self, name: str, title: str, choices: Sequence[tuple[object, str, str]]) -> None:
        """`choices`: value, its name, its colour as #RRGGBB."""
        super().__init__(title)
        self._group = QButtonGroup(self)
        self._values = [value for value, _, _ in choices]
        holder = QWidget()
        holder.setObjectName(f"setting_{name}")
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for number, (_, word, color) in enumerate(choices):
            patch = _Patch(color, word, title)
            self._group.addButton(patch, number)
            line.addWidget(patch)
        self._group.idClicked.connect(lambda number: self.edited.emit(self._values[number]))
        self.column.insertWidget(1, holder, 0, Qt.AlignmentFlag.AlignLeft)

    def button(self, value: object) -> QAbstractButton:
        """The patch of a value."""
        return self._group.button(self._values.index(value))

    def set_value(self, value: object) -> None:
        """Show which one holds."""
        self.button(value).setChecked(True)

    def set_colors(self, colors: Sequence[str]) -> None:
        """Show the patches as they are in another theme."""
        for patch, color in zip(self._group.buttons(), colors, strict=True):
            assert isinstance(patch, _Patch)
            patch.set_color(color)
