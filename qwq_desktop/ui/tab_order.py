"""Where Tab goes next: part after part of the window, in each as one reads.

Messages are made and dropped while one scrolls; Qt's own order is that in which widgets were made.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

_SAME_ROW = 10  # pixels between the middles of what stands in one row


def move_focus(window: QWidget, parts: Sequence[QWidget], *, forward: bool) -> bool:
    """Give the keyboard to the next control of the window, or the one before."""
    current = QApplication.focusWidget()
    order = tab_stops(window, parts, current)
    if not order:
        return False
    step = 1 if forward else -1
    place = order.index(current) + step if current in order else (0 if forward else -1)
    wanted = order[place % len(order)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    wanted.setFocus(reason)
    if wanted.visibleRegion().isEmpty():
        bring_into_view(wanted)
    return True


def tab_stops(
    window: QWidget, parts: Sequence[QWidget], current: QWidget | None = None
) -> list[QWidget]:
    """What Tab reaches, in order: the controls of each part, rows downwards, rows to the right.

    A part whose keyboard is elsewhere is entered where it is in view.
    """
    order: list[QWidget] = []
    for part in parts:
        is_inside = current is not None and part.isAncestorOf(current)
        found = [one for one in part.findChildren(QWidget) if _takes_tab(one) or one is current]
        if not is_inside:
            found = [one for one in found if not one.visibleRegion().isEmpty()] or found
        order += in_reading_order(window, [one for one in found if one not in order])
    return order


def in_reading_order(window: QWidget, widgets: Sequence[QWidget]) -> list[QWidget]:
    """Widgets from top to bottom, and from left to right where they stand in one row."""
    middles = {one: one.mapTo(window, one.rect().center()) for one in widgets}
    rows: list[list[QWidget]] = []
    for one in sorted(widgets, key=lambda each: middles[each].y()):
        if rows and _is_beside(middles[rows[-1][0]], middles[one]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [one for row in rows for one in sorted(row, key=lambda each: middles[each].x())]


def _is_beside(first: QPoint, second: QPoint) -> bool:
    return abs(first.y() - second.y()) <= _SAME_ROW


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if not takes or not widget.isEnabled() or widget.focusProxy() is not None:
        return False
    return widget.isVisible() and not _is_folded_away(widget)


def _is_folded_away(widget: QWidget) -> bool:
    """What folds has no height then; Qt still calls what is in it visible."""
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if above.rect().isEmpty():
            return True
        above = above.parentWidget()
    return False


def bring_into_view(widget: QWidget) -> None:
    """Scroll until a widget is seen, in whatever scrolls around it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
