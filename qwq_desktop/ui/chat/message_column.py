"""The column of messages, one below the other; only those near the eye have widgets."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.context_notes import ContextNote, NoteLine
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.user_message import UserMessage

MessageWidget = UserMessage | AnswerMessage
AHEAD = 1.0  # screens above and below the visible one that are made as well, one after another
ALWAYS_MADE = 2  # messages at the end that are made at once
MOST_MADE = 40  # widgets; beyond it those farthest from the eye go

_ABOVE_QUESTION = 20  # the hidden row of actions of the answer before adds to it
_ABOVE_ANSWER = 0  # the question's row of actions stands above it
_BELOW_LAST = 28
_NEAR_END = 3  # the last answer may have been the one before the last question
_BELOW_LINE = 10


@dataclass(slots=True)
class _Slot:
    """A message's place in the column; `widget` is None while nobody has looked there."""

    message: Message
    space: int  # above it
    widget: MessageWidget | None = None
    top: int = 0
    height: int = 0
    bottom: int = 0


class MessageColumn(QWidget):
    """Owns the message widgets.

    Its own height is the sum of theirs, guessed where they are not made yet.
    """

    laid_out = Signal(int)  # by how much what is visible moved, for what changed above it

    def __init__(
        self,
        parts: TextParts,
        make: Callable[[Message, TextParts, QWidget], MessageWidget],
        make_note: Callable[[ContextNote, TextParts, QWidget], NoteLine],
    ) -> None:
        """`make` creates and connects the widget of a message, `make_note` that of a line."""
        super().__init__()
        self._parts = parts
        self._make = make
        self._make_note = make_note
        self._lines: dict[int, NoteLine] = {}  # above messages, by their ids
        self._slots: list[_Slot] = []
        self._view = (0, 0)  # top and bottom of what is visible
        self._room = 0
        self._width = 0  # of the messages, when they were last laid out
        self._is_laying_out = False
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._make_one_ahead)

    @property
    def messages(self) -> list[Message]:
        """The messages shown, in order."""
        return [slot.message for slot in self._slots]

    def set_messages(self, messages: list[Message]) -> None:
        """Show other messages."""
        self._discard_from(0)
        self._slots = [self._slot(message) for message in messages]
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
        slot = self._slot(message)
        self._slots.append(slot)
        self._realise(slot)
        self.lay_out(len(self._slots) - 1)

    def replace(self, message: Message) -> None:
        """Keep the newer form of a message; its widget is the caller's to tell."""
        for slot in self._slots:
            if slot.message.id == message.id:
                slot.message = message

    def set_notes(self, notes: Mapping[int, ContextNote]) -> None:
        """Put lines above messages, by their ids; those that are there already stay."""
        for message_id, line in list(self._lines.items()):
            if notes.get(message_id) != line.note:
                line.hide()
                line.deleteLater()
                del self._lines[message_id]
        for message_id, note in notes.items():
            if message_id not in self._lines:
                line = self._make_note(note, self._parts, self)
                line.height_changed.connect(self.lay_out)
                self._lines[message_id] = line
        self.lay_out()

    def widget(self, message_id: int) -> MessageWidget | None:
        """The widget of a message, made if need be; None for a message that is not here."""
        for slot in reversed(self._slots):
            if slot.message.id == message_id:
                return self._realise(slot)
        return None

    def made_widgets(self) -> list[tuple[int, MessageWidget]]:
        """The messages that have widgets now, by id."""
        return [(slot.message.id, slot.widget) for slot in self._slots if slot.widget]

    def top_of(self, message_id: int) -> int:
        """Where a message begins, as far as is known; 0 for one that is not here."""
        return next((s.top for s in self._slots if s.message.id == message_id), 0)

    def ids_between(self, top: int, bottom: int) -> list[int]:
        """The messages that reach into a strip of the column."""
        return [slot.message.id for _index, slot in self._between(top, bottom)]

    def set_room(self, room: int, width: int) -> None:
        """The width in whose middle the column stands.

        `width` is what of it a scroll bar leaves to this widget.
        """
        self.setFixedWidth(width)
        if room != self._room:
            self._room = room
            self.lay_out()

    def set_view(self, top: int, bottom: int) -> None:
        """What part of the column is visible.

        Messages in it get their widgets now, those near it soon, each in a turn of its own.
        """
        self._view = (top, bottom)
        if self._make_between(top, bottom):
            self._thin_out()
        if not self._ahead.isActive():
            self._ahead.start()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        for slot in self._slots:
            if slot.widget:
                slot.widget.set_parts(parts)
        for line in self._lines.values():
            line.set_parts(parts)
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
        seen, moved = self._view[0], 0
        is_same_width = width == self._width
        for index in range(first, len(self._slots)):
            slot = self._slots[index]
            top = bottom + slot.space if index else theme.TOP_GAP
            top = self._place_line(slot.message.id, left, top, width)
            height = slot.height
            if slot.widget or not height or not is_same_width:
                height = slot.widget.fit(width) if slot.widget else self._guess(slot, width)
            bottom = top + height
            if slot.height and slot.bottom <= seen:
                moved = bottom - slot.bottom
            slot.top, slot.height, slot.bottom = top, height, bottom
            if slot.widget:
                slot.widget.setGeometry(left, top, width, height)
        self._width = width
        self.setFixedHeight(bottom + _BELOW_LAST)
        for slot in self._slots[-_NEAR_END:]:
            if isinstance(slot.widget, AnswerMessage):
                slot.widget.set_last(slot is self._slots[-1])
        self._is_laying_out = False
        self.laid_out.emit(moved)

    def _slot(self, message: Message) -> _Slot:
        is_question = message.role is Role.USER
        return _Slot(message, _ABOVE_QUESTION if is_question else _ABOVE_ANSWER)

    def _between(self, top: int, bottom: int) -> Iterator[tuple[int, _Slot]]:
        """The messages that reach into a strip, with their numbers."""
        index = bisect_right(self._slots, top, key=lambda slot: slot.bottom)
        while index < len(self._slots) and self._slots[index].top < bottom:
            yield index, self._slots[index]
            index += 1

    def _make_between(self, top: int, bottom: int, most: int | None = None) -> bool:
        """Make the messages of a strip, at most so many; whether there was one to make."""
        missing = [found for found in self._between(top, bottom) if found[1].widget is None]
        middle = sum(self._view) // 2
        missing.sort(key=lambda found: abs((found[1].top + found[1].bottom) // 2 - middle))
        chosen = missing[:most]
        for _index, slot in chosen:
            self._realise(slot)
        if chosen:
            self.lay_out(min(index for index, _slot in chosen))
        return bool(chosen)

    def _make_one_ahead(self) -> None:
        top, bottom = self._view
        ahead = round((bottom - top) * AHEAD)
        if self._make_between(top - ahead, bottom + ahead, most=1):
            self._thin_out()
            self._ahead.start()

    def _thin_out(self) -> None:
        """Let widgets far from the eye go, unless something in them would be lost."""
        made = [slot for slot in self._slots[:-ALWAYS_MADE] if slot.widget]
        surplus = len(made) - MOST_MADE
        if surplus <= 0:
            return
        top, bottom = self._view
        near = round((bottom - top) * (AHEAD + 1))
        made.sort(key=lambda slot: -abs(slot.top + slot.height // 2 - (top + bottom) // 2))
        for slot in made[:surplus]:
            is_near = slot.top < bottom + near and slot.bottom > top - near
            if slot.widget and not is_near and not slot.widget.keeps_state:
                self._drop(slot)

    def event(self, event: QEvent) -> bool:  # noqa: D102
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            first = next((i for i, slot in enumerate(self._slots) if slot.widget), 0)
            self.lay_out(first)
        return super().event(event)

    def _place_line(self, message_id: int, left: int, top: int, width: int) -> int:
        """Put the line above a message in its place; where the message begins then."""
        line = self._lines.get(message_id)
        if line is None:
            return top
        height = line.fit(width)
        line.setGeometry(left, top, width, height)
        line.show()
        return top + height + _BELOW_LINE

    def _lay_out_from(self, slot: _Slot) -> None:
        for index in range(len(self._slots) - 1, -1, -1):
            if self._slots[index] is slot:
                self.lay_out(index)
                return

    def _realise(self, slot: _Slot) -> MessageWidget:
        if slot.widget is None:
            slot.widget = self._make(slot.message, self._parts, self)
            slot.widget.height_changed.connect(lambda: self._lay_out_from(slot))
            slot.widget.show()
        return slot.widget

    def _guess(self, slot: _Slot, width: int) -> int:
        """The height that a message will have, roughly: its letters spread over lines."""
        formats = self._parts.answer
        per_line = max(20, width // (formats.font.pixelSize() // 2))
        text = slot.message.text
        wide = (len(text.encode("utf-8", "replace")) - len(text)) // 2  # Chinese is twice as wide
        lines = (len(text) + wide) // per_line + text.count("\n") + 1
        extra = 0 if slot.message.role is Role.USER else 40
        return lines * formats.line_height(formats.role.size) + 20 + extra

    def _discard_from(self, first: int) -> None:
        for slot in self._slots[first:]:
            line = self._lines.pop(slot.message.id, None)
            if line is not None:
                line.hide()
                line.deleteLater()
            self._drop(slot)
        del self._slots[first:]

    def _drop(self, slot: _Slot) -> None:
        if slot.widget:
            slot.widget.hide()
            slot.widget.deleteLater()
            slot.widget = None


def _is_rival(shown: Message, added: Message) -> bool:
    return shown.id == added.id or (shown.parent_id == added.parent_id and shown.role == added.role)
