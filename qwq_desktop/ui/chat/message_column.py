"""The column of messages, one below the other; only those near the eye have widgets."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.user_message import UserMessage

MessageWidget = UserMessage | AnswerMessage
AHEAD = 1.0  # screens above and below the visible one that are made as well
ALWAYS_MADE = 4  # messages at the end that are made at once

_ABOVE_QUESTION = 30
_ABOVE_ANSWER = 8  # the question's row of actions stands above it
_BELOW_LAST = 28


@dataclass
class _Slot:
    """A message's place in the column; `widget` is None while nobody has looked there."""

    message: Message
    widget: MessageWidget | None = None
    top: int = 0
    height: int = 0

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.top + self.height


class MessageColumn(QWidget):
    """Owns the message widgets.

    Its own height is the sum of theirs, guessed where they are not made yet.
    """

    laid_out = Signal(int)  # by how much what is visible moved, for what changed above it

    def __init__(
        self, parts: TextParts, make: Callable[[Message, TextParts, QWidget], MessageWidget]
    ) -> None:
        """`make` creates and connects the widget of a message."""
        super().__init__()
        self._parts = parts
        self._make = make
        self._slots: list[_Slot] = []
        self._view = (0, 0)  # top and bottom of what is visible
        self._room = 0
        self._width = 0  # of the messages, when they were last laid out
        self._is_laying_out = False

    @property
    def messages(self) -> list[Message]:
        """The messages shown, in order."""
        return [slot.message for slot in self._slots]

    def set_messages(self, messages: list[Message]) -> None:
        """Show other messages."""
        self._discard_from(0)
        self._slots = [_Slot(message) for message in messages]
        for slot in self._slots[-ALWAYS_MADE:]:
            self._realise(slot)
        self.lay_out()

    def add(self, message: Message) -> None:
        """Add a message at the end.

        Another answer to the same question goes, and what followed it.
        """
        for index, slot in enumerate(self._slots):
            if _is_rival(slot.message, message):
                self._discard_from(index)
                break
        slot = _Slot(message)
        self._slots.append(slot)
        self._realise(slot)
        self.lay_out(len(self._slots) - 1)

    def replace(self, message: Message) -> None:
        """Keep the newer form of a message; its widget is the caller's to tell."""
        for slot in self._slots:
            if slot.message.id == message.id:
                slot.message = message

    def widget(self, message_id: int) -> MessageWidget | None:
        """The widget of a message, made if need be; None for a message that is not here."""
        for slot in reversed(self._slots):
            if slot.message.id == message_id:
                return self._realise(slot)
        return None

    def set_room(self, room: int, width: int) -> None:
        """The width in whose middle the column stands.

        `width` is what of it a scroll bar leaves to this widget.
        """
        self.setFixedWidth(width)
        if room != self._room:
            self._room = room
            self.lay_out()

    def set_view(self, top: int, bottom: int) -> None:
        """What part of the column is visible; messages near it get their widgets."""
        self._view = (top, bottom)
        ahead = round((bottom - top) * AHEAD)
        missing = [
            slot
            for slot in self._slots
            if slot.widget is None and slot.top < bottom + ahead and slot.bottom > top - ahead
        ]
        if missing:
            for slot in missing:
                self._realise(slot)
            self.lay_out()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        for slot in self._slots:
            if slot.widget:
                slot.widget.set_parts(parts)
        self.lay_out()

    def lay_out(self, first: int = 0) -> None:
        """Put the messages from the `first` on in their places.

        Those above it must not have changed.
        """
        if self._is_laying_out:
            return
        self._is_laying_out = True
        theme = self._parts.theme
        width = min(theme.px(theme.COLUMN), max(120, self._room - 2 * theme.EDGE))
        left = (self._room - width) // 2
        bottom = self._slots[first - 1].bottom if first else 0
        moved = 0
        for index in range(first, len(self._slots)):
            slot = self._slots[index]
            top = bottom + (self._space_above(slot) if index else theme.TOP_GAP)
            height = self._height(slot, width)
            if slot.height and slot.bottom <= self._view[0]:
                moved = top + height - slot.bottom
            slot.top, slot.height = top, height
            if slot.widget:
                slot.widget.setGeometry(left, top, width, height)
            bottom = slot.bottom
        self._width = width
        self.setFixedHeight(bottom + _BELOW_LAST)
        self._is_laying_out = False
        self.laid_out.emit(moved)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.lay_out()
        return super().event(event)

    def _lay_out_from(self, slot: _Slot) -> None:
        for index in range(len(self._slots) - 1, -1, -1):
            if self._slots[index] is slot:
                self.lay_out(index)
                return

    def _space_above(self, slot: _Slot) -> int:
        is_question = slot.message.role is Role.USER
        return _ABOVE_QUESTION if is_question else _ABOVE_ANSWER

    def _realise(self, slot: _Slot) -> MessageWidget:
        if slot.widget is None:
            slot.widget = self._make(slot.message, self._parts, self)
            slot.widget.height_changed.connect(lambda: self._lay_out_from(slot))
            slot.widget.show()
        return slot.widget

    def _height(self, slot: _Slot, width: int) -> int:
        if slot.widget:
            return slot.widget.fit(width)
        is_known = slot.height > 0 and width == self._width
        return slot.height if is_known else self._guess(slot, width)

    def _guess(self, slot: _Slot, width: int) -> int:
        """The height that a message will have, roughly: its letters spread over lines."""
        formats = self._parts.answer
        per_line = max(20, width // (formats.font.pixelSize() // 2))
        lines = len(slot.message.text) // per_line + slot.message.text.count("\n") + 1
        extra = 0 if slot.message.role is Role.USER else 40
        return lines * formats.line_height(formats.role.size) + 20 + extra

    def _discard_from(self, first: int) -> None:
        for slot in self._slots[first:]:
            if slot.widget:
                slot.widget.hide()
                slot.widget.deleteLater()
                slot.widget = None
        del self._slots[first:]


def _is_rival(shown: Message, added: Message) -> bool:
    return shown.id == added.id or (shown.parent_id == added.parent_id and shown.role == added.role)
