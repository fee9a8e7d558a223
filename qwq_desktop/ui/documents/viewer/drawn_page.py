"""A page on paper in a view: as wide as the room, or larger and moved about in it."""

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QNativeGestureEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from qwq_desktop.documents.page_view import Box
from qwq_desktop.ui.documents.viewer.page_zoom import (
    FIT,
    Stretch,
    bounded,
    held,
    sharp_width,
    stepped,
)
from qwq_desktop.ui.documents.viewer.panning import Panning
from qwq_desktop.ui.documents.viewer.sheet import Sheet
from qwq_desktop.ui.theme.tokens import Theme

MARGIN = 18
_SETTLES_MS = 200  # a page that is being resized asks for one picture, not for fifty
_NOTCH = 120  # eighths of a degree that a mouse wheel turns at a time
_FROM_TOP = 0.3  # of the view, where the first mark comes to stand


class DrawnPage(QScrollArea):
    """The paper as wide as the room or as the user wants it, scrolled to the first mark.

    When its size changes, what stood at a place of the view stays there: under the pointer, at
    the mark in view, else in the middle. The old picture is stretched until there is a sharp one.
    """

    width_changed = Signal()  # the picture no longer has as many pixels as it is wide
    zoom_changed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sheet = Sheet(theme)
        self._paper = QWidget()
        self.sheet.setParent(self._paper)
        self.setWidget(self._paper)
        self._zoom = FIT
        self._turned = 0  # of the wheel, beyond the last notch
        self._rendered = 0
        self._asked = 0  # the width asked for last: what can't be had isn't asked for twice
        self._is_due = False  # the first mark waits for the page's place
        self._drag = Panning(self)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLES_MS)
        self._settling.timeout.connect(self._look)

    @property
    def wanted_width_px(self) -> int:
        """How many of the screen's own pixels a picture needs to be sharp."""
        from qwq_desktop.documents.parser.limits import MOST_PIXELS  # not needed at the start

        shown = self._room() * self._zoom * self.devicePixelRatioF()
        return sharp_width(shown, self.sheet.height_per_width, MOST_PIXELS)

    @property
    def zoom(self) -> float:
        """How wide the paper is, as a multiple of the room's width."""
        return self._zoom

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Show the paper larger or smaller; what is at `anchor` of the viewport stays there."""
        zoom = bounded(zoom)
        if zoom == self._zoom:
            return
        self._zoom = zoom
        self._place(anchor)
        self._settling.start()
        self.zoom_changed.emit(zoom)

    def show_page(self, image: QImage, boxes: Sequence[Box], *, moves: bool) -> None:
        """Show a page; `moves` brings its first mark into view, or the top of the page."""
        self._rendered = image.width()
        self._asked = 0 if moves else self._asked
        self.sheet.show_page(image, boxes)
        self._is_due = self._is_due or moves
        self._place()
        self._settling.start()  # it was asked for before the room was known

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.sheet.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._place()
        if self._rendered:
            self._settling.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102
        super().showEvent(event)
        self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        # A touch pad turns by less than a notch at a time.
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        self.set_zoom(stepped(self._zoom, steps), event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: D102
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self.set_zoom(self._zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(400, 560)

    def _room(self) -> int:
        """How wide the paper is that fits: a scroll bar stands in the margin, and takes nothing."""
        return self.width() - 2 * MARGIN

    def _place(self, anchor: QPointF | None = None) -> None:
        """Give the paper its size; the place of the view that is looked at stays."""
        anchor = anchor or self._looked_at()
        before = self.sheet.geometry()
        scrolled = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        width = max(1, round(self._room() * self._zoom))
        after = QRect(max(MARGIN, (self.width() - width) // 2), MARGIN, width, 0)
        after.setHeight(self.sheet.height_for(width))
        is_wider = self._zoom > FIT
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_wider else policy.ScrollBarAlwaysOff
        )
        across = width + 2 * MARGIN if is_wider else self.viewport().width()
        self.sheet.setGeometry(after)
        self._paper.resize(across, after.height() + 2 * MARGIN)
        self._drag.set_able(is_wider or after.height() > self.viewport().height())
        if self._is_due and self.isVisible():
            self._is_due = False
            self._move_to_mark()
        elif before.height() and not self._is_due:
            self._hold(before, after, scrolled, anchor)

    def _hold(self, before: QRect, after: QRect, scrolled: tuple[int, int], at: QPointF) -> None:
        across = Stretch(before.x(), before.width()), Stretch(after.x(), after.width())
        down = Stretch(before.y(), before.height()), Stretch(after.y(), after.height())
        self.horizontalScrollBar().setValue(held(*across, scrolled[0], at.x()))
        self.verticalScrollBar().setValue(held(*down, scrolled[1], at.y()))

    def _looked_at(self) -> QPointF:
        """Where in the viewport the eye is: at the first mark in view, else in the middle."""
        shift = QPointF(self.sheet.pos() + self._paper.pos())
        view = QRectF(self.viewport().rect())
        places = (mark.center() + shift for mark in self.sheet.rectangles())
        return next((place for place in places if view.contains(place)), view.center())

    def _move_to_mark(self) -> None:
        marks = self.sheet.rectangles()
        if not marks:
            self.verticalScrollBar().setValue(0)
            return
        view, shift = self.viewport().rect(), QPointF(self.sheet.pos())
        self.verticalScrollBar().setValue(
            round(marks[0].top() + shift.y() - view.height() * _FROM_TOP)
        )
        whole = reduce(QRectF.united, marks).translated(shift)
        left = whole.left() - MARGIN
        if whole.width() < view.width():
            left = whole.center().x() - view.width() / 2
        self.horizontalScrollBar().setValue(round(left))

    def _look(self) -> None:
        wanted = self.wanted_width_px
        if abs(wanted - self._rendered) > 1 and wanted != self._asked:
            self._asked = wanted
            self.width_changed.emit()
