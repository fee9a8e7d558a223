"""Writes the words of an answer that has citations: numbers as chips, quotations marked."""

from PySide6.QtGui import QTextCharFormat, QTextCursor

from qwq_desktop.documents.citing.marks import Mark, read_marks
from qwq_desktop.documents.citing.verdicts import QuoteVerdict, Verdict
from qwq_desktop.ui.chat.citations import looks
from qwq_desktop.ui.chat.citations.citations import FLAGGED, Citations
from qwq_desktop.ui.chat.citations.marking import SIGN, read_sign
from qwq_desktop.ui.chat.citations.wording import number_tip, quote_tip
from qwq_desktop.ui.theme.tokens import Theme


class CitationWriter:
    """Writes at a cursor; without citations words as they are."""

    def __init__(
        self, citations: Citations | None, theme: Theme, *, reads_signs: bool = False
    ) -> None:
        """`reads_signs`: the text carries those of a `BlockMarker`, and none of its own."""
        self._citations = citations
        self._reads_signs = reads_signs
        self._theme = theme
        self._quote: tuple[int, QuoteVerdict] | None = None  # that the words stand in
        self._index = -1  # of the verdict on the number that comes next

    def begin(self) -> None:
        """Other words than the last begin."""
        self._quote, self._index = None, -1

    def write(
        self, cursor: QTextCursor, text: str, form: QTextCharFormat, *, is_link: bool = False
    ) -> None:
        """Words of one format; in those of a link numbers are no citations."""
        if self._citations is None:
            cursor.insertText(text, form)
            return
        write = self._insert if is_link else self._words
        done = 0
        for sign in SIGN.finditer(text) if self._reads_signs else ():
            write(cursor, text[done : sign.start()], form)
            self._take(sign[0])
            done = sign.end()
        write(cursor, text[done:], form)

    def _take(self, character: str) -> None:
        assert self._citations is not None
        sign = read_sign(character)
        if not sign.is_quote:
            self._index = sign.index
        elif sign.is_end:
            self._quote = None
        elif sign.index < len(self._citations.quotes):
            self._quote = sign.index, self._citations.quotes[sign.index]

    def _words(self, cursor: QTextCursor, text: str, form: QTextCharFormat) -> None:
        done = 0
        for mark in read_marks(text):
            if not self._is_citation(mark):
                continue
            self._insert(cursor, text[done : mark.start], form)
            self._bracket(cursor, text[mark.start : mark.end], form)
            done = mark.end
        self._insert(cursor, text[done:], form)

    def _is_citation(self, mark: Mark) -> bool:
        """Whether a bracket cites: one was examined, or some passage has such a number."""
        assert self._citations is not None
        passage = self._citations.passage
        return self._index >= 0 or any(passage(number) for number in mark.numbers)

    def _insert(self, cursor: QTextCursor, text: str, form: QTextCharFormat) -> None:
        if text:
            cursor.insertText(text, self._dressed(form))

    def _dressed(self, form: QTextCharFormat) -> QTextCharFormat:
        if self._quote is None or self._citations is None:
            return form
        index, quote = self._quote
        tip = quote_tip(quote, self._citations)
        if quote.verdict is Verdict.VERIFIED:
            form = looks.proven(form, self._theme, tip)
        elif quote.verdict in FLAGGED:
            form = looks.flagged(form, self._theme, tip)
        else:
            return form
        form.setProperty(looks.QUOTE, index)
        return form

    def _bracket(self, cursor: QTextCursor, text: str, form: QTextCharFormat) -> None:
        """A bracket as it was written: its numbers on chips, the rest there but not seen."""
        hidden = looks.bracket(form, self._theme)
        first, self._index = self._index, -1
        for is_number, words in _parts(text):
            if not is_number:
                cursor.insertText(words, hidden)
                continue
            number = int(words)
            index = self._verdict_of(number, first)
            cursor.insertText(words, self._chip(form, number, index))

    def _verdict_of(self, number: int, first: int) -> int:
        """The index of the verdict on a number, of those from `first` on in the same bracket."""
        assert self._citations is not None
        verdicts = self._citations.numbers
        if not 0 <= first < len(verdicts):
            return -1
        start = verdicts[first].start
        for index in range(first, len(verdicts)):
            if verdicts[index].start != start:
                break
            if verdicts[index].number == number:
                return index
        return -1

    def _chip(self, form: QTextCharFormat, number: int, index: int) -> QTextCharFormat:
        assert self._citations is not None
        passage = self._citations.passage(number)
        tip = number_tip(passage, self._citations.place(index))
        href = looks.address(number, index) if passage is not None else ""
        return looks.chip(form, self._theme, href, tip)


def _parts(text: str) -> list[tuple[bool, str]]:
    """The digits of a bracket and what stands around them, in order."""
    parts: list[tuple[bool, str]] = []
    for character in text:
        is_digit = character.isdigit()
        if parts and parts[-1][0] == is_digit:
            parts[-1] = (is_digit, parts[-1][1] + character)
        else:
            parts.append((is_digit, character))
    return parts
