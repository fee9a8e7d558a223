"""Goes to messages and to places in them, in a column of which only a part is laid out."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget

from qwq_desktop.ui.chat.follower import EndFollower
from qwq_desktop.ui.chat.message_column import MessageColumn

# Pixels between the upper edge and a message that was gone to; less than lies between messages, so
# that the one before is out of view and may change its height.
_ABOVE = 18
_MARGIN = 72  # what is nearer to an edge is not in view, or the find bar covers it
_TRIES = 6  # each layout of what was only guessed may move the place


class Places:
    """Moves the scroll bar; the reader's eye stays there, also when what is above changes."""

    def __init__(self, scroll: QScrollArea, column: MessageColumn, follower: EndFollower) -> None:
        self._scroll = scroll
        self._column = column
        self._follower = follower

    def visible_ids(self) -> list[int]:
        """The messages that are at least partly in view, in order."""
        top = self._scroll.verticalScrollBar().value()
        return self._column.ids_between(top, top + self._scroll.viewport().height())

    def show_message(self, message_id: int, *, only_if_hidden: bool = False) -> bool:
        """Bring the beginning of a message to the top; False if it isn't in this chat.

        `only_if_hidden` leaves the view as it is where a part of the message can be seen.
        """
        if self._column.widget(message_id) is None:
            return False
        self._column.lay_out()
        if only_if_hidden and message_id in self.visible_ids():
            return True
        for _ in range(_TRIES):
            wanted = max(0, self._column.top_of(message_id) - _ABOVE)
            if not self._go_to(wanted):
                break
        return True

    def show_rect(self, widget: QWidget, rect: QRect) -> None:
        """Bring a place within a widget of the column into view, a third from the top."""
        height = self._scroll.viewport().height()
        for number in range(_TRIES):
            self._settle(widget)
            top = widget.mapTo(self._column, rect.topLeft()).y()
            value = self._scroll.verticalScrollBar().value()
            is_seen = value + _MARGIN <= top and top + rect.height() <= value + height - _MARGIN
            if number == 0 and is_seen:
                return
            if not self._go_to(max(0, top - height // 3)):
                return

    def hold(self, change: Callable[[], object]) -> None:
        """Let everything change its height; the line that is read stays where it is.

        At the end the end stays in view.
        """
        value = self._scroll.verticalScrollBar().value() + _MARGIN
        read = self._column.ids_between(value, value + 1)
        if self._follower.is_following or not read:
            change()
            return
        widget = self._column.widget(read[0])
        assert widget is not None
        share = (value - self._column.top_of(read[0])) / max(1, widget.height())
        change()
        for _ in range(_TRIES):
            self._settle(widget)
            place = self._column.top_of(read[0]) + round(share * widget.height())
            if not self._go_to(max(0, place - _MARGIN)):
                return

    def _go_to(self, value: int) -> bool:
        """Whether what is around was laid out anew meanwhile, so that the place may have moved."""
        before = self._column.height()
        bar = self._scroll.verticalScrollBar()
        self._follower.go_to(value)
        return self._column.height() != before or bar.value() != min(value, bar.maximum())

    def _settle(self, widget: QWidget) -> None:
        """Let the layouts between a widget and the column take up what changed in it."""
        self._column.lay_out()
        current: QWidget | None = widget
        chain: list[QWidget] = []
        while current is not None and current is not self._column:
            chain.append(current)
            current = current.parentWidget()
        for part in reversed(chain):
            layout = part.layout()
            if layout is not None:
                layout.activate()
