"""Finds in the open chat: counts the hits, goes from one to the next, keeps them marked."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from qwq_desktop.platform.words import Query
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.find.bar import FindBar
from qwq_desktop.ui.chat.find.marks import Marker, editors, hit_rect, located
from qwq_desktop.ui.chat.find.matching import Hits, Matcher, Needle, Place
from qwq_desktop.ui.chat.find.texts import ChatTexts
from qwq_desktop.ui.chat.message_column import MessageWidget
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme

_TYPING_MS = 60  # letters that come faster are searched for together
_MARKING_MS = 30
_EDGE = 14


class FindController(QObject):
    """Owns the bar. The chat view is the caller's; nothing in it knows of the search."""

    closed = Signal()

    def __init__(
        self,
        view: ChatView,
        worker: Worker,
        theme: Theme,
        icons: Icons,
        over: QWidget | None = None,
    ) -> None:
        """`worker` reads the texts of the chat; the bar stands at the right `over` that widget.

        Over the view itself it would cover the first question.
        """
        super().__init__(view)
        self._view = view
        self._over = over or view
        self.bar = FindBar(theme, icons, self._over)
        self._texts = ChatTexts(worker, self._refresh)
        self._marker = Marker(theme)
        self._needle = Needle("")  # what is counted; the field may be ahead of it
        self._matcher: Matcher | None = None
        self._hits = Hits()
        self._current: Place | None = None
        self._marked: dict[QTextEdit, tuple[int, Matcher, int | None]] = {}
        self._typing = self._timer(_TYPING_MS, self._search)
        self._marking = self._timer(_MARKING_MS, self._mark)
        self.bar.text_changed.connect(lambda: self._typing.start())
        self.bar.step_requested.connect(self.step)
        self.bar.close_requested.connect(self.close)
        view.laid_out.connect(self._on_laid_out)
        view.messages_changed.connect(self._on_messages)
        self._over.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether the bar is on show."""
        return not self.bar.isHidden()

    def open(self) -> None:
        """Show the bar, or put the cursor into it; nothing to find in an empty chat."""
        if self._view.is_empty:
            return
        was_open = self.is_open
        self.bar.show()
        self._place_bar()
        self.bar.field.setFocus()
        self.bar.field.selectAll()
        if not was_open:
            self._search()

    def close(self) -> None:
        """Hide the bar and take the marks away."""
        was_open = self.is_open
        self.bar.hide()
        self._forget()
        if was_open:
            self.closed.emit()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), round at the ends."""
        if not self.is_open:
            return
        if self._typing.isActive():
            self._search()
        elif self._hits.total:
            number = self._hits.number(self._current) if self._current else None
            self._go(self._hits.place(0 if number is None else number + by))

    def show_hit(self, message_id: int, part: Part, query: Query) -> None:
        """Show a message that a search over all chats found, its hits marked."""
        self.bar.hide()
        self._forget()
        self._matcher = query.hits
        self._go(Place(message_id, part, 0))

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        self.bar.set_theme(theme)
        self._marker.set_theme(theme)
        self._marked = {}
        self._mark()
        self._place_bar()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if event.type() == QEvent.Type.Resize:
            self._place_bar()
        return super().eventFilter(watched, event)

    def _timer(self, interval_ms: int, work: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(work)
        return timer

    def _place_bar(self) -> None:
        self.bar.adjustSize()
        room = (self._over.height() - self.bar.height()) // 2
        left = self._over.width() - self.bar.width() - _EDGE
        self.bar.move(left, max(0, min(_EDGE, room)))
        self.bar.raise_()

    def _forget(self) -> None:
        self._typing.stop()
        self._texts.clear()
        self._needle = Needle("")
        self._matcher = self._current = None
        self._hits = Hits()
        self._mark()

    def _on_laid_out(self) -> None:
        if self._matcher is not None and not self._marking.isActive():
            self._marking.start()

    def _on_messages(self) -> None:
        if self._view.is_empty:
            self.close()
        elif self.is_open:
            self._refresh()
        elif self._matcher is not None:
            self._forget()

    def _search(self) -> None:
        """Other words are looked for."""
        self._typing.stop()
        self._needle = Needle(self.bar.field.text())
        self._matcher = self._needle.spans if self._needle.text else None
        self._current = None
        self._refresh()
        self._mark()

    def _refresh(self) -> None:
        """Count anew: other words, other messages, or more texts are ready."""
        if not self.is_open:
            return
        messages, visible = self._view.messages, self._view.visible_ids()
        from_id = visible[0] if visible else 0
        self._texts.read(messages, from_id)
        is_wanted = bool(self._needle.text)
        self._hits = Hits(self._texts.counts(self._needle, messages) if is_wanted else ())
        if self._current is None or self._hits.number(self._current) is None:
            self._current = self._hits.first_from(m.id for m in messages if m.id >= from_id)
            if self._current is not None:
                self._go(self._current)
        self._tell()

    def _tell(self) -> None:
        number = self._hits.number(self._current) if self._current else None
        self.bar.show_count(
            0 if number is None else number + 1,
            self._hits.total,
            is_counting=self._texts.is_reading,
        )
        self._place_bar()

    def _go(self, place: Place) -> None:
        self._current = place
        widget = self._view.widget(place.message_id)
        if widget is None or self._matcher is None:
            return
        if isinstance(widget, AnswerMessage) and place.part is Part.THINKING:
            widget.thinking.set_folded(False, animated=False)
        for part, each in editors(widget):
            if part is place.part and isinstance(each, DocumentView):
                each.flush_all()
        self._view.show_message(place.message_id, only_if_hidden=True)
        edit, ordinal = located(widget, place.part, place.ordinal, self._matcher)
        rect = hit_rect(edit, self._matcher, ordinal)
        if rect is not None:
            self._view.show_rect(edit, rect)
        self._mark()
        self._tell()

    def _mark(self) -> None:
        """Mark what is made; what was marked as it is now is left alone."""
        if self._matcher is None and not self._marked:
            return
        marked: dict[QTextEdit, tuple[int, Matcher, int | None]] = {}
        for message_id, widget in self._view.made_widgets():
            strong, ordinal = self._strong(message_id, widget)
            for _part, edit in editors(widget):
                if self._matcher is None:
                    self._marker.mark(edit, None, None)
                    continue
                current = ordinal if edit is strong else None
                state = (edit.document().revision(), self._matcher, current)
                if self._marked.get(edit) != state:
                    self._marker.mark(edit, self._matcher, current)
                marked[edit] = state
        self._marked = marked

    def _strong(self, message_id: int, widget: MessageWidget) -> tuple[QTextEdit | None, int]:
        """The text of a message that has the current hit, and its number there."""
        place = self._current
        if place is None or self._matcher is None or place.message_id != message_id:
            return None, 0
        return located(widget, place.part, place.ordinal, self._matcher)
