"""A row of widgets that goes on in a second line where a window is too narrow for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


@dataclass(frozen=True)
class Placed:
    """Where the parts of a row stand, and how high the row is."""

    places: tuple[QRect, ...]
    height: int


def place(sizes: list[QSize], width: int, gap: int, *, has_end: bool) -> Placed:
    """Lay parts out in lines no wider than `width`.

    In a line the parts stand on one middle. With `has_end` the last part stands at the right end of
    the row if all have room in one line; else it follows the others.
    """
    lines: list[list[int]] = [[]]
    right = 0
    for number, size in enumerate(sizes):
        if lines[-1] and right + size.width() > width:
            lines.append([])
            right = 0
        lines[-1].append(number)
        right += size.width() + gap
    places = [QRect() for _ in sizes]
    top = 0
    for line in lines:
        height = max((sizes[number].height() for number in line), default=0)
        left = 0
        for number in line:
            size = QSize(min(sizes[number].width(), width), sizes[number].height())
            places[number] = QRect(QPoint(left, top + (height - size.height()) // 2), size)
            left += size.width() + gap
        top += height + gap
    if has_end and sizes and len(lines) == 1:
        places[-1].moveRight(width - 1)
    return Placed(tuple(places), max(0, top - gap))


class WrappingRow(QLayout):
    """Its widgets have the sizes they wish; its height follows from its width."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__()
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._end: QWidget | None = None
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    @property
    def widgets(self) -> list[QWidget]:
        """What is laid out, in order."""
        return [widget for item in self._items if (widget := item.widget()) is not None]

    def set_widgets(self, widgets: Iterable[QWidget]) -> None:
        """Lay out these: new ones are shown, those of before that are not among them dropped."""
        wanted = list(widgets)
        for old in self.widgets:
            self.removeWidget(old)
            if old not in wanted:
                old.hide()
                old.deleteLater()
        for place_, widget in enumerate(wanted):
            is_new = widget.parentWidget() is not self.parentWidget()
            self.insert(place_, widget)
            if is_new:
                widget.show()
        self.invalidate()

    def add_end(self, widget: QWidget) -> None:
        """Add the widget that stands at the right end where there is room."""
        self._end = widget
        self.addWidget(widget)

    def insert(self, place_: int, widget: QWidget) -> None:
        """Put a widget, new or not, at a place of the row."""
        self.removeWidget(widget)
        self.addChildWidget(widget)
        self._items.insert(place_, QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: D102
        self._items.append(item)

    def count(self) -> int:  # noqa: D102
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: D102
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: D102
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: D102
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: D102
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: D102
        return self._place(width).height

    def setGeometry(self, rect: QRect) -> None:  # noqa: D102
        super().setGeometry(rect)
        for item, where in zip(self._shown(), self._place(rect.width()).places, strict=True):
            item.setGeometry(where.translated(rect.topLeft()))

    def sizeHint(self) -> QSize:  # noqa: D102
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: D102
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, width: int) -> Placed:
        shown = self._shown()
        has_end = bool(shown) and shown[-1].widget() is self._end
        sizes = [_size(item, width) for item in shown]
        return place(sizes, width, self._gap, has_end=has_end and self._end is not None)


def _size(item: QLayoutItem, width: int) -> QSize:
    """The size an item wishes where a line is so wide."""
    hint, widget = item.sizeHint(), item.widget()
    if hint.width() > width and widget is not None and widget.hasHeightForWidth():
        return QSize(width, widget.heightForWidth(width))
    return hint
