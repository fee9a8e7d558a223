"""The keys that move through the chat while the cursor is anywhere in its column."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QPlainTextEdit, QScrollArea, QWidget

from qwq_desktop.storage.records import Message, Role
from qwq_desktop.ui.chat.chat_view import ChatView


class ChatKeys(QObject):
    """Page up and down scroll, Alt with an arrow goes from question to question.

    A long text in the field that has the focus is scrolled first.
    """

    def __init__(self, view: ChatView, scroll: QScrollArea, column: QWidget) -> None:
        """`column` is where the keys hold: the chat and what is written under it."""
        super().__init__(view)
        self._view = view
        self._bar = scroll.verticalScrollBar()
        action = QAbstractSlider.SliderAction
        slots: tuple[tuple[str, Callable[[], object]], ...] = (
            ("PgUp", lambda: self._scroll(action.SliderPageStepSub)),
            ("PgDown", lambda: self._scroll(action.SliderPageStepAdd)),
            ("Alt+Up", lambda: self._go(-1)),
            ("Alt+Down", lambda: self._go(1)),
        )
        for keys, slot in slots:
            shortcut = QShortcut(QKeySequence(keys), column)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _scroll(self, action: QAbstractSlider.SliderAction) -> None:
        focused = self._view.window().focusWidget()
        bar = focused.verticalScrollBar() if isinstance(focused, QPlainTextEdit) else self._bar
        (bar if bar.maximum() > 0 else self._bar).triggerAction(action)

    def _go(self, by: int) -> None:
        seen = self._view.visible_ids()
        if not seen:
            return
        question = question_beside(self._view.messages, seen[0], by)
        if question is not None:
            self._view.show_message(question)
        elif by > 0:
            self._bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)


def question_beside(messages: Sequence[Message], seen_id: int, by: int) -> int | None:
    """The question before (-1) or after (1) the uppermost message in view; None if there is none.

    Above an answer that is its own question.
    """
    ids = [message.id for message in messages]
    at = ids.index(seen_id)
    others = reversed(messages[:at]) if by < 0 else messages[at + 1 :]
    return next((message.id for message in others if message.role is Role.USER), None)
