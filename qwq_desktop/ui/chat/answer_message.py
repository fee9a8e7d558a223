"""An assistant's message.

The thinking, the answer as a page of text, how it ended, what can be done with it.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message, MessageStatus, ToolStep
from qwq_desktop.ui.chat.answer_chip import AnswerChip
from qwq_desktop.ui.chat.citations.around import AroundAnswer
from qwq_desktop.ui.chat.citations.citations import Citations
from qwq_desktop.ui.chat.citations.looks import quote_cursor
from qwq_desktop.ui.chat.citations.wording import verdicts_told
from qwq_desktop.ui.chat.copying import CopyForm, answer_data
from qwq_desktop.ui.chat.document_view import DocumentView
from qwq_desktop.ui.chat.message_actions import MessageActions
from qwq_desktop.ui.chat.message_state import MessageState
from qwq_desktop.ui.chat.message_wishes import MessageWish
from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.thinking_panel import ThinkingPanel
from qwq_desktop.ui.chat.wishes import Wish

_GAP = 8


class AnswerMessage(QWidget):
    """Grows while the model writes, and is settled when the message is finished."""

    branch_requested = Signal(int)  # direction
    code_wished = Signal(object, str, str)  # CodeWish, the code, its language
    find_requested = Signal()
    height_changed = Signal()
    link_activated = Signal(str)
    message_wished = Signal(object, str)  # MessageWish, text
    place_shown = Signal(object, object)  # a widget in it, QRect: bring it into view
    regenerate_requested = Signal()
    try_again_requested = Signal()
    wished = Signal(object, str)  # Wish, text

    def __init__(
        self,
        message: Message,
        parts: TextParts,
        clock: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.message = message
        self._waiting = QLabel(self)
        self.thinking = ThinkingPanel(parts, clock, self)
        self.answer = DocumentView(parts, parts.answer, self)
        self.chip = AnswerChip(parts, self)
        self.state = MessageState(self)
        self.action_row = MessageActions(parts, self)
        self.around = AroundAnswer(parts.theme, self)
        self._lay_out()
        self._connect()
        self._name()
        self._style_waiting(parts)
        self._show_first(message)

    @property
    def is_answering(self) -> bool:
        """Whether some of the answer is there."""
        return self.answer.has_words

    @property
    def keeps_state(self) -> bool:
        """Whether something would be lost if the widget were made anew.

        A stream, an unfolded thought, a selection, the cursor.
        """
        focused = QApplication.focusWidget()
        return (
            self.message.status is MessageStatus.STREAMING
            or not self.thinking.is_folded
            or self.answer.textCursor().hasSelection()
            or (focused is not None and self.isAncestorOf(focused))
        )

    def set_waiting(self, text: str) -> None:
        """What goes on before the first word; empty hides it."""
        self._waiting.setText(text)
        self._set_shown(self._waiting, bool(text))

    def set_last(self, is_last: bool) -> None:
        """Whether this is the last message: its row of actions is always seen."""
        self.action_row.set_kept(is_last)

    def append(self, channel: Channel, text: str, tokens: int) -> None:
        """More text of a channel came. `tokens` counts the turn's so far."""
        if self.message.status is not MessageStatus.STREAMING:
            self.around.show_examination(None, ())  # it was of another text
        if channel is Channel.THINKING:
            self._think(text, tokens)
        elif channel is Channel.ANSWER and text:
            self._answer(text)

    def show_call(self, call: ToolStep) -> None:
        """A tool begins to work; `call` has no result yet."""
        self.set_waiting("")
        self._set_shown(self.thinking, True)
        self.thinking.pause()
        self.thinking.show_call(call)

    def add_step(self, step: ToolStep) -> None:
        """A tool was used within the turn."""
        self.set_waiting("")
        self._set_shown(self.thinking, True)
        self.thinking.pause()
        self.thinking.add_step(step)

    def retract_answer(self) -> None:
        """All that was answered so far was thinking."""
        text = self.answer.markdown
        self.answer.set_text("")
        self.answer.set_live(False)
        if text:
            self._set_shown(self.thinking, True)
            self.thinking.append(text, 0)
        self.height_changed.emit()

    def finish(self, message: Message) -> None:
        """The message is complete; what is stored is what is shown."""
        self.message = message
        self.set_waiting("")
        self.answer.set_live(False)
        if self.answer.markdown == message.text:
            self.answer.finish()
        else:
            self.answer.set_text(message.text)
        has_thinking = bool(message.thinking.strip() or message.tool_steps)
        if has_thinking and self.thinking.text != message.thinking:
            self._show_stored_thinking(message)
        self.thinking.finish(message.turn.thinking_seconds, message.turn.thinking_tokens)
        self._set_shown(self.thinking, has_thinking)
        self._settle(message)

    def fit(self, width: int) -> int:
        """Lay out for a width; the height it takes then."""
        self.thinking.fit(width)
        self.answer.fit(width)
        layout = self.layout()
        assert layout is not None
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else -1
        return height if height >= 0 else layout.totalSizeHint().height()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self.thinking.set_parts(parts)
        self.answer.restyle(parts, parts.answer)
        self.chip.set_parts(parts)
        self.action_row.set_parts(parts)
        self.around.set_theme(parts.theme)
        self._style_waiting(parts)

    def _style_waiting(self, parts: TextParts) -> None:
        self._waiting.setFont(parts.thinking.font)
        size = parts.thinking.font.pixelSize()
        self._waiting.setStyleSheet(f"color: {parts.theme.palette.soft}; font-size: {size}px;")

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: D102
        super().enterEvent(event)
        self.action_row.set_pointed(True)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102
        super().leaveEvent(event)
        self.action_row.set_pointed(False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for part in (self.around.line, self._waiting, self.thinking, self.answer):
            column.addWidget(part)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.around.findings)
        column.addWidget(self.state)
        column.addWidget(self.action_row)
        column.addWidget(self.around.sources)
        self.action_row.add_part(self.around.button)
        self.answer.setObjectName("messageAnswer")
        self._waiting.setObjectName("messageWaiting")
        self._waiting.setTextFormat(Qt.TextFormat.PlainText)
        self._waiting.hide()
        self.thinking.hide()
        self.action_row.hide()

    def _connect(self) -> None:
        self.thinking.height_changed.connect(self.height_changed)
        self.answer.height_changed.connect(self.height_changed)
        self.answer.link_activated.connect(self.link_activated)
        self.answer.citation_activated.connect(self.around.activate)
        self.around.citations_changed.connect(self._show_citations)
        self.around.height_changed.connect(self.height_changed)
        self.around.quote_activated.connect(self._show_quote)
        self.thinking.link_activated.connect(self.link_activated)
        self.thinking.find_requested.connect(self.find_requested)
        self.state.try_again_requested.connect(self.try_again_requested)
        self.state.go_on_requested.connect(lambda: self.wished.emit(Wish.GO_ON, ""))
        self.action_row.wished.connect(self.wished)
        self.action_row.message_wished.connect(self._on_message_wish)
        for part in (self.answer, self.thinking.body):
            part.code_wished.connect(self.code_wished)
        self.action_row.copy_requested.connect(self._copy)
        self.action_row.regenerate_requested.connect(self.regenerate_requested)
        self.action_row.branch_requested.connect(self.branch_requested)

    def _name(self) -> None:
        self.answer.setAccessibleName(self.tr("Answer"))

    def _show_first(self, message: Message) -> None:
        has_thinking = bool(message.thinking.strip() or message.tool_steps)
        self.thinking.setHidden(not has_thinking)
        if has_thinking:
            self._show_stored_thinking(message)
        if message.status is not MessageStatus.STREAMING:
            self.answer.set_text(message.text)
            self._settle(message)
            return
        self.answer.append(message.text)
        self.answer.set_live(bool(message.text))
        if has_thinking:
            self.thinking.set_folded(bool(message.text), animated=False)
            if not message.text:
                self.thinking.start(message.turn.thinking_seconds)

    def _show_stored_thinking(self, message: Message) -> None:
        turn = message.turn
        self.thinking.show_stored(
            message.thinking, message.tool_steps, turn.thinking_seconds, turn.thinking_tokens
        )
        if not self.thinking.is_folded:
            self.thinking.set_folded(False, animated=False)

    def _settle(self, message: Message) -> None:
        self.chip.show_text(message.text)
        self.state.show_message(message)
        self.action_row.show_message(message)
        self.action_row.setVisible(message.status is not MessageStatus.STREAMING)
        self.height_changed.emit()

    def _think(self, text: str, tokens: int) -> None:
        if not text.strip() and self.thinking.isHidden():
            return
        self.set_waiting("")
        if self.thinking.isHidden():
            self.thinking.set_folded(False, animated=False)
            self._set_shown(self.thinking, True)
        self.thinking.start()
        self.thinking.append(text, tokens)

    def _answer(self, text: str) -> None:
        self.set_waiting("")
        self.thinking.pause()
        self.answer.append(text)
        self.answer.set_live(True)

    def _set_shown(self, part: QWidget, is_shown: bool) -> None:
        if part.isHidden() == is_shown:
            part.setHidden(not is_shown)
            self.height_changed.emit()

    def _show_citations(self, citations: Citations | None) -> None:
        self.answer.set_citations(citations)
        self.answer.setAccessibleDescription(verdicts_told(citations) if citations else "")

    def _show_quote(self, index: int) -> None:
        """Select a quotation that the lines below the answer speak of."""
        cursor = quote_cursor(self.answer.document(), index)
        if cursor is not None:
            self.answer.setTextCursor(cursor)
            self.place_shown.emit(self.answer.viewport(), self.answer.cursorRect())

    def _on_message_wish(self, wish: MessageWish, text: str) -> None:
        """Quoting and reading take what is selected, else the whole answer."""
        if wish in (MessageWish.QUOTE, MessageWish.READ_ALOUD):
            text = self.answer.selected_text() or self.answer.markdown.strip()
        self.message_wished.emit(wish, text)

    def _copy(self, form: CopyForm) -> None:
        QGuiApplication.clipboard().setMimeData(answer_data(self.answer, form))
