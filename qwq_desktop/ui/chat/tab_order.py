"""The order in which Tab goes through the messages: as they stand on the page."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qwq_desktop.ui.tab_order import in_reading_order


def order_tabs(first: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go on from `first` through what is in the parts, in their order.

    Qt goes by the order in which widgets were made: messages are made from where the eye is, and a
    thought gets steps and buttons as it grows.
    """
    stops = [stop for part in parts for stop in _stops(part)]
    for before, after in pairwise([first, *stops]):
        QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> list[QWidget]:
    """What in a part takes the focus by Tab and can be seen, by rows."""
    found = [
        child
        for child in part.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(part)
    ]
    return in_reading_order(part, found)
