"""Marks the hits in the texts on show, beside their documents: the texts stay as they are."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.find.matching import Matcher
from qwq_desktop.ui.chat.message_column import MessageWidget
from qwq_desktop.ui.theme.tokens import Theme

MOST = 300  # marks on each side of the current hit, or from the beginning of a text


def editors(widget: MessageWidget) -> Iterator[tuple[Part, QTextEdit]]:
    """The texts of a message's widget, in their order."""
    if isinstance(widget, AnswerMessage):
        yield Part.THINKING, widget.thinking.body.document_view
        yield Part.ANSWER, widget.answer
    else:
        yield Part.QUESTION, widget.text_view


def hit_rect(edit: QTextEdit, matcher: Matcher, ordinal: int) -> QRect | None:
    """Where a hit stands in a text's widget; None where the text has none."""
    text = edit.document().toPlainText()
    spans = matcher(text)
    if not spans:
        return None
    start, end = spans[min(ordinal, len(spans) - 1)]
    first = edit.cursorRect(_cursor(edit, text, start, start))
    return first.united(edit.cursorRect(_cursor(edit, text, end, end)))


class Marker:
    """Marks every hit, and one of them more strongly."""

    def __init__(self, theme: Theme) -> None:
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Mark in the colours of another theme."""
        self._plain, self._current = QTextCharFormat(), QTextCharFormat()
        colors = theme.palette
        self._plain.setBackground(QColor(colors.mark))
        self._plain.setForeground(QColor(colors.ink))
        self._current.setBackground(QColor(colors.accent))
        self._current.setForeground(QColor(colors.on_accent))

    def mark(self, edit: QTextEdit, matcher: Matcher | None, current: int | None) -> None:
        """Mark the hits of a text, `current` (from 0) the strong one; no matcher: none."""
        if matcher is None:
            if edit.extraSelections():
                edit.setExtraSelections([])
            return
        text = edit.document().toPlainText()
        spans = matcher(text)
        if current is not None:
            current = min(current, len(spans) - 1)
        first = max(0, (current or 0) - MOST)
        edit.setExtraSelections(
            [
                self._selection(edit, text, span, is_current=number == current)
                for number, span in enumerate(spans[first : first + 2 * MOST], first)
            ]
        )

    def _selection(
        self, edit: QTextEdit, text: str, span: tuple[int, int], *, is_current: bool
    ) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = _cursor(edit, text, *span)
        selection.format = self._current if is_current else self._plain
        return selection


def _cursor(edit: QTextEdit, text: str, start: int, end: int) -> QTextCursor:
    cursor = QTextCursor(edit.document())
    cursor.setPosition(_utf16(text, start))
    cursor.setPosition(_utf16(text, end), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _utf16(text: str, offset: int) -> int:
    """The offset as Qt counts: characters beyond U+FFFF are two."""
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
