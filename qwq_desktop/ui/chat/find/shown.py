"""The text of a document as it is searched, and the way back from its offsets to positions."""

from bisect import bisect_right

from PySide6.QtGui import QTextCursor, QTextDocument

from qwq_desktop.platform.text import utf16_length
from qwq_desktop.ui.chat.formulas.text_object import SOURCE

_OBJECT = "\ufffc"


class ShownText:
    """The words of a document; a drawn formula counts as its source, as a whole."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        plain = document.toPlainText()
        self._is_simple = plain.isascii() or (max(plain) <= "\uffff" and _OBJECT not in plain)
        self._starts: list[int] = []  # of the pieces, in `text`
        self._pieces: list[tuple[int, bool]] = []  # position in the document, whether an object
        self._words: list[str] = []
        self.text = plain if self._is_simple else self._expanded(plain)

    def cursor(self, start: int, end: int) -> QTextCursor:
        """A cursor that selects a part of `text`, with the whole of the formulas it touches."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(self._position(start))
        cursor.setPosition(self._position(end, is_end=True), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _expanded(self, plain: str) -> str:
        parts: list[str] = []
        length = position = 0
        for number, words in enumerate(plain.split(_OBJECT)):
            if number:
                source = self._source(position)
                length = self._add(parts, source, length, position, is_object=True)
                position += 1
            length = self._add(parts, words, length, position, is_object=False)
            position += utf16_length(words)
        self._words = parts
        return "".join(parts)

    def _add(
        self, parts: list[str], text: str, length: int, position: int, *, is_object: bool
    ) -> int:
        if text:
            parts.append(text)
            self._starts.append(length)
            self._pieces.append((position, is_object))
        return length + len(text)

    def _source(self, position: int) -> str:
        cursor = QTextCursor(self._document)
        cursor.setPosition(position + 1)
        return str(cursor.charFormat().property(SOURCE) or _OBJECT)

    def _position(self, offset: int, *, is_end: bool = False) -> int:
        if self._is_simple or not self._pieces:
            return offset
        wanted = offset - 1 if is_end and offset else offset
        index = max(0, bisect_right(self._starts, wanted) - 1)
        position, is_object = self._pieces[index]
        if is_object:
            return position + (1 if is_end else 0)
        return position + utf16_length(self._words[index][: offset - self._starts[index]])
