"""The chat.

A column of messages that follows the end while the model writes, or the empty chat with its
examples.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QToolButton, QWidget

from qwq_desktop.documents.citing.verdicts import Examination
from qwq_desktop.documents.passages import Passage
from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message, Role, ToolStep
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.citations.shown import ShownCitations
from qwq_desktop.ui.chat.context_notes import ContextNote, NoteLine
from qwq_desktop.ui.chat.empty_state import EmptyState, Example
from qwq_desktop.ui.chat.follower import EndFollower
from qwq_desktop.ui.chat.message_column import MessageColumn, MessageWidget
from qwq_desktop.ui.chat.places import Places
from qwq_desktop.ui.chat.text_parts import TextParts, text_parts
from qwq_desktop.ui.chat.user_message import UserMessage
from qwq_desktop.ui.theme.icons import ICON_SIZE, Icons
from qwq_desktop.ui.theme.tokens import Theme

_END_BUTTON = 36
_END_GAP = 12


class ChatView(QWidget):
    """Shows what it is told and reports what the user asks for.

    Message ids are those of `storage.records.Message`.
    """

    attachment_opened = Signal(object)  # Attachment
    branch_requested = Signal(int, int)  # message id, direction -1 or 1
    citation_activated = Signal(int, int, object)  # answer's id, number or 0, Place | None
    code_wished = Signal(object, str, str)  # CodeWish, the code, its language
    context_wished = Signal(object)  # ContextWish
    example_chosen = Signal(str)
    files_wanted = Signal()  # by an example: to ask about a document
    find_requested = Signal()
    intro_link_activated = Signal()
    laid_out = Signal()  # messages got their places, some perhaps their widgets
    link_activated = Signal(str)
    message_wished = Signal(int, object, str)  # message id, MessageWish, text
    messages_changed = Signal()  # others, one more, or one is complete
    regenerate_requested = Signal(int)
    try_again_requested = Signal(int)
    wished = Signal(int, object, str)  # message id, Wish, text

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` gives seconds for the time that thinking takes."""
        super().__init__(parent)
        self.setObjectName("chatView")
        self._icons = icons
        self._clock = clock
        self._folds_thinking = True
        self._can_read = False
        self._reading: int | None = None  # id of the message that is read aloud
        self._parts = text_parts(theme, icons)
        self.citations = ShownCitations(self)
        self._scroll = QScrollArea()
        self._column = MessageColumn(self._parts, self._made, self._made_note)
        self._empty = EmptyState(self._parts)
        self._to_end = QToolButton(self)
        self._pages = QStackedLayout(self)
        self._set_up()
        self._follower = EndFollower(self._scroll.verticalScrollBar(), self)
        self._places = Places(self._scroll, self._column, self._follower)
        self._connect()
        self._style()

    @property
    def is_empty(self) -> bool:
        """Whether the empty chat is shown."""
        return self._pages.currentWidget() is self._empty

    @property
    def scroll_area(self) -> QScrollArea:
        """What moves the messages; for keys and wheels."""
        return self._scroll

    @property
    def messages(self) -> list[Message]:
        """The messages shown, in order, in the form last told."""
        return [] if self.is_empty else self._column.messages

    def show_empty(
        self, title: str, subtitle: str, examples: Sequence[Example], link_text: str = ""
    ) -> None:
        """Show the empty chat."""
        self._column.set_messages([])
        self._empty.show_content(title, subtitle, examples, link_text)
        self._show_page(self._empty)
        self.messages_changed.emit()

    def set_intro_head(self, head: QWidget | None) -> None:
        """What stands above the questions of the empty chat; None is its own words."""
        self._empty.set_head(head)

    def set_messages(self, messages: Sequence[Message]) -> None:
        """Show other messages, from their end."""
        self._show_page(self._scroll)
        self._follower.follow()  # before, so that the range's growth leads to the end at once
        self._column.set_messages(list(messages))
        self._follower.follow()
        self._look()
        self.messages_changed.emit()

    def add_message(self, message: Message) -> None:
        """A message was added at the end; the user's own is always brought into view."""
        if self.is_empty:
            self._column.set_messages([])
            self._show_page(self._scroll)
        self._column.add(message)
        if message.role is Role.USER or self._follower.is_following:
            self._follower.follow()
        self.messages_changed.emit()

    def append_delta(self, message_id: int, channel: Channel, text: str, tokens: int) -> None:
        """More text of a message came; `tokens` counts its turn's so far."""
        answer = self._answer(message_id)
        if answer is None:
            return
        begins = channel is Channel.ANSWER and bool(text.strip()) and not answer.is_answering
        answer.append(channel, text, tokens)
        if begins and self._folds_thinking and self._follower.is_following:
            answer.thinking.set_folded(True)  # never while the reader is somewhere in it

    def retract_answer(self, message_id: int) -> None:
        """All that a message answered so far was thinking."""
        answer = self._answer(message_id)
        if answer:
            answer.retract_answer()

    def show_tool_call(self, message_id: int, call: ToolStep) -> None:
        """A tool begins to work in a message's turn; `call` has no result yet."""
        answer = self._answer(message_id)
        if answer:
            answer.show_call(call)

    def add_tool_step(self, message_id: int, step: ToolStep) -> None:
        """A tool was used in a message's turn."""
        answer = self._answer(message_id)
        if answer:
            answer.add_step(step)

    def finish_message(self, message: Message) -> None:
        """A message is complete; what is stored replaces what was streamed."""
        self._column.replace(message)
        answer = self._answer(message.id)
        if answer:
            answer.finish(message)
        self.messages_changed.emit()

    def set_notes(self, notes: Mapping[int, ContextNote]) -> None:
        """Lines above messages about the model's view, by the messages' ids."""
        self._column.set_notes(notes)

    def show_examination(
        self, message_id: int, examination: Examination | None, passages: tuple[Passage, ...]
    ) -> None:
        """What came of examining an answer, and the passages that its numbers may mean."""
        self.citations.set_examination(message_id, examination, passages)

    def set_status_line(self, message_id: int, text: str) -> None:
        """What goes on before a message's first word; empty hides the line."""
        answer = self._answer(message_id)
        if answer and not answer.is_answering:
            answer.set_waiting(text)

    def show_message(self, message_id: int, *, only_if_hidden: bool = False) -> bool:
        """Bring the beginning of a message to the top; False if it isn't in this chat."""
        return self._places.show_message(message_id, only_if_hidden=only_if_hidden)

    def show_rect(self, widget: QWidget, rect: QRect) -> None:
        """Bring a place within a widget of a message into view."""
        self._places.show_rect(widget, rect)

    def visible_ids(self) -> list[int]:
        """The messages that are at least partly in view, in order."""
        return [] if self.is_empty else self._places.visible_ids()

    def widget(self, message_id: int) -> MessageWidget | None:
        """The widget of a message, made if need be; None for a message that is not here."""
        return self._column.widget(message_id)

    def made_widgets(self) -> list[tuple[int, MessageWidget]]:
        """The messages that have widgets now, by id."""
        return self._column.made_widgets()

    def set_folds_thinking(self, folds: bool) -> None:
        """Whether the thinking folds by itself when the answer begins."""
        self._folds_thinking = folds

    def set_can_read(self, can_read: bool) -> None:
        """Whether the system has a voice; for the messages shown from now on."""
        self._can_read = can_read

    def set_reading(self, message_id: int | None) -> None:
        """Which message is read aloud."""
        before, self._reading = self._reading, message_id
        for one, is_reading in ((before, False), (message_id, True)):
            answer = None if one is None else self._answer(one)
            if answer:
                answer.action_row.set_reading(is_reading)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self._parts = text_parts(theme, self._icons, self._parts.formulas)
        self._empty.set_parts(self._parts)
        self._places.hold(lambda: self._column.set_parts(self._parts))
        self._style()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._place_to_end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]  # noqa: D102
        if watched is self._scroll.viewport() and event.type() == QEvent.Type.Resize:
            self._column.set_room(self._scroll.width(), self._scroll.viewport().width())
            self._look()
        return super().eventFilter(watched, event)

    def _set_up(self) -> None:
        self._scroll.setObjectName("chatScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._column)
        self._scroll.viewport().installEventFilter(self)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self._empty)
        self._to_end.setObjectName("toEndButton")
        self._to_end.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._to_end.setCursor(Qt.CursorShape.PointingHandCursor)
        self._to_end.hide()
        self._name()

    def _connect(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.valueChanged.connect(self._look)
        bar.rangeChanged.connect(self._look)
        self._column.laid_out.connect(self._follower.settle)
        self._column.laid_out.connect(lambda _moved: self.laid_out.emit())
        self._follower.following_changed.connect(self._show_to_end)
        self._to_end.clicked.connect(self._follower.follow)
        self.citations.citation_activated.connect(self.citation_activated)
        self._empty.example_chosen.connect(self.example_chosen)
        self._empty.files_wanted.connect(self.files_wanted)
        self._empty.link_activated.connect(self.intro_link_activated)

    def _style(self) -> None:
        theme, palette = self._parts.theme, self._parts.theme.palette
        side = theme.px(_END_BUTTON)
        self._to_end.setFixedSize(side, side)
        self._icons.put_on(self._to_end, "arrow-down", palette.soft, theme.px(ICON_SIZE))
        self._to_end.setStyleSheet(
            f"QToolButton {{ background: {palette.card}; border: 1px solid {palette.line};"
            f" border-radius: {side // 2}px; }}"
            f" QToolButton:hover, QToolButton:focus {{ border-color: {palette.accent}; }}"
        )

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Chat"))
        self._to_end.setAccessibleName(self.tr("Go to the end"))
        self._to_end.setToolTip(self.tr("Go to the end"))

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._show_to_end(self._follower.is_following or page is self._empty)

    def _show_to_end(self, is_following: bool) -> None:
        self._to_end.setVisible(not is_following)
        self._place_to_end()

    def _place_to_end(self) -> None:
        left = (self.width() - _END_BUTTON) // 2
        self._to_end.move(QPoint(left, self.height() - _END_BUTTON - _END_GAP))
        self._to_end.raise_()

    def _look(self, *_: object) -> None:
        top = self._scroll.verticalScrollBar().value()
        self._column.set_view(top, top + self._scroll.viewport().height())

    def _answer(self, message_id: int) -> AnswerMessage | None:
        widget = self._column.widget(message_id)
        return widget if isinstance(widget, AnswerMessage) else None

    def _made(self, message: Message, parts: TextParts, parent: QWidget) -> MessageWidget:
        if message.role is Role.USER:
            question = UserMessage(message, parts, parent)
            question.attachment_opened.connect(self.attachment_opened)
            question.branch_requested.connect(partial(self.branch_requested.emit, message.id))
            question.wished.connect(partial(self.message_wished.emit, message.id))
            return question
        widget = AnswerMessage(message, parts, self._clock, parent)
        widget.link_activated.connect(self.link_activated)
        widget.find_requested.connect(self.find_requested)
        widget.try_again_requested.connect(partial(self.try_again_requested.emit, message.id))
        widget.regenerate_requested.connect(partial(self.regenerate_requested.emit, message.id))
        widget.wished.connect(partial(self.wished.emit, message.id))
        widget.message_wished.connect(partial(self.message_wished.emit, message.id))
        widget.code_wished.connect(self.code_wished)
        widget.action_row.set_can_read(self._can_read)
        widget.action_row.set_reading(message.id == self._reading)
        widget.branch_requested.connect(partial(self.branch_requested.emit, message.id))
        widget.place_shown.connect(self.show_rect)
        self.citations.adopt(message.id, widget.around)
        return widget

    def _made_note(self, note: ContextNote, parts: TextParts, parent: QWidget) -> NoteLine:
        line = NoteLine(note, parts, parent)
        line.wished.connect(self.context_wished)
        return line
