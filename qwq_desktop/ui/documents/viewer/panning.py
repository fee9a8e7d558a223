"""Moves what is larger than its view with the mouse, as a sheet is moved on a table."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea


class Panning(QObject):
    """Belongs to the scroll area that it moves."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._is_able = False
        self._from: QPoint | None = None
        area.viewport().installEventFilter(self)

    def set_able(self, is_able: bool) -> None:
        """Whether there is more than the view shows."""
        self._is_able = is_able
        if not is_able:
            self._from = None
        self._show_hand()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if self._is_able and isinstance(event, QMouseEvent):
            match event.type():
                case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                    self._take(event.globalPosition().toPoint())
                case QEvent.Type.MouseMove if self._from is not None:
                    self._move(event.globalPosition().toPoint())
                case QEvent.Type.MouseButtonRelease:
                    self._take(None)
        return super().eventFilter(watched, event)

    def _take(self, place: QPoint | None) -> None:
        self._from = place
        self._show_hand()

    def _move(self, place: QPoint) -> None:
        assert self._from is not None
        way, self._from = place - self._from, place
        for bar, pixels in (
            (self._area.horizontalScrollBar(), way.x()),
            (self._area.verticalScrollBar(), way.y()),
        ):
            bar.setValue(bar.value() - pixels)

    def _show_hand(self) -> None:
        shapes = Qt.CursorShape
        if not self._is_able:
            self._area.viewport().unsetCursor()
            return
        is_held = self._from is not None
        self._area.viewport().setCursor(
            shapes.ClosedHandCursor if is_held else shapes.OpenHandCursor
        )
