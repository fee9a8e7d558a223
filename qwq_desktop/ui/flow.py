"""Lays widgets out one beside the other, in as many lines as they need."""

from collections.abc import Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

GAP = 6


class Flow(QWidget):
    """Its height follows from its width. Its children are its own once they are shown in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def parts(self) -> list[QWidget]:
        """What is laid out, in order."""
        return list(self._parts)

    def set_parts(self, parts: Iterable[QWidget]) -> None:
        """Lay out these; those of before that are not among them are dropped."""
        wanted = list(parts)
        for one in self._parts:
            if one not in wanted:
                one.hide()
                one.deleteLater()
        self._parts = wanted
        for one in wanted:
            one.setParent(self)
            one.show()
        self.fit(self.width())

    def fit(self, width: int) -> int:
        """Lay out anew for a width; the height that it takes then."""
        left = top = height = 0
        for part in self._parts:
            if part.isHidden():
                continue
            wanted = part.sizeHint().expandedTo(part.minimumSize())  # a fixed height counts
            size = wanted.boundedTo(QSize(max(80, width), 400))
            if left and left + size.width() > width:
                left, top = 0, height + GAP
            part.setGeometry(left, top, size.width(), size.height())
            left += size.width() + GAP
            height = top + size.height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        return height

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self.fit(self.width())
