"""Marks the hits in the texts on show, beside their documents: the texts stay as they are."""

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.find.matching import Matcher
from qwq_desktop.ui.chat.find.shown import ShownText
from qwq_desktop.ui.chat.message_column import MessageWidget
from qwq_desktop.ui.theme.tokens import Theme

MOST = 300  # marks on each side of the current hit, or from the beginning of a text


def editors(widget: MessageWidget) -> Iterator[tuple[Part, QTextEdit]]:
    """The texts of a message's widget, in their order; a thought with steps has several."""
    if isinstance(widget, AnswerMessage):
        for view in widget.thinking.body.views:
            yield Part.THINKING, view
        yield Part.ANSWER, widget.answer
    else:
        yield Part.QUESTION, widget.text_view


def located(
    widget: MessageWidget, part: Part, ordinal: int, matcher: Matcher
) -> tuple[QTextEdit, int]:
    """The text that has the `ordinal`-th hit of a part, and the number of the hit within it.

    The last text where there are fewer hits.
    """
    edits = [edit for each, edit in editors(widget) if each is part]
    for edit in edits[:-1]:
        count = len(matcher(ShownText(edit.document()).text))
        if ordinal < count:
            return edit, ordinal
        ordinal -= count
    return edits[-1], ordinal


def hit_rect(edit: QTextEdit, matcher: Matcher, ordinal: int) -> QRect | None:
    """Where a hit stands in a text's widget; None where the text has none."""
    shown = ShownText(edit.document())
    spans = matcher(shown.text)
    if not spans:
        return None
    start, end = spans[min(ordinal, len(spans) - 1)]
    first = edit.cursorRect(shown.cursor(start, start))
    return first.united(edit.cursorRect(shown.cursor(end, end)))


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
        shown = ShownText(edit.document())
        spans = matcher(shown.text)
        if current is not None:
            current = min(current, len(spans) - 1)
        first = max(0, (current or 0) - MOST)
        edit.setExtraSelections(
            [
                self._selection(shown.cursor(*span), is_current=number == current)
                for number, span in enumerate(spans[first : first + 2 * MOST], first)
            ]
        )

    def _selection(self, cursor: QTextCursor, *, is_current: bool) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = self._current if is_current else self._plain
        return selection
