"""The final answer on one line: its formulas drawn, words cut with an ellipsis where room ends."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qwq_desktop.chat.answers import FinalAnswer
from qwq_desktop.chat.formula_words import formula_words, has_formula
from qwq_desktop.ui.chat.formulas.drawing import UNITS, Drawing
from qwq_desktop.ui.chat.formulas.text_object import SIZE
from qwq_desktop.ui.chat.text_parts import TextParts

_LEAST_WIDTH = 24
_SMALLEST = 0.7  # of its size, down to which a drawn answer is shrunk before words stand for it
_AIR = 10  # over and under drawn formulas, together
_BETWEEN = ";  "  # two parts of an answer

Piece = Drawing | str


class AnswerWords(QLabel):
    """Has the answer's plain words as its text, and paints formulas over their place."""

    def __init__(self, parts: TextParts, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts = parts
        self._answer: FinalAnswer | None = None
        self._pieces: list[Piece] = []
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(_LEAST_WIDTH)

    @property
    def is_drawn(self) -> bool:
        """Whether formulas are painted, not their words."""
        return bool(self._pieces) and self._share() >= _SMALLEST

    def show_answer(self, answer: FinalAnswer) -> None:
        """Show another answer."""
        self._answer = answer
        self._pieces = self._drawn(answer)
        self.setText(answer.words)
        self.updateGeometry()
        self.update()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        if self._pieces:
            return QSize(round(self._width() + 2), round(self._ascent() + self._descent() + _AIR))
        words = "" if self._answer is None else self._answer.words
        width = self.fontMetrics().horizontalAdvance(words) + 4
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        height = self.sizeHint().height() if self._pieces else super().minimumSizeHint().height()
        return QSize(_LEAST_WIDTH, height)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        words = "" if self._answer is None else self._answer.words
        room = max(_LEAST_WIDTH, self.width() - 2)
        shown = words
        if not self.is_drawn:
            shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        if shown != self.text():
            self.setText(shown)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        if not self.is_drawn:
            super().paintEvent(event)
            return
        share = self._share()
        painter = QPainter(self)
        color = QColor(self._parts.theme.palette.ink)
        painter.setPen(color)
        spare = self.height() - (self._ascent() + self._descent()) * share
        painter.translate(0, spare / 2 + self._ascent() * share)
        painter.scale(share, share)
        left = 0.0
        for piece in self._pieces:
            if isinstance(piece, Drawing):
                piece.paint(painter, QPointF(left, 0), self._em(), color)
            else:
                painter.drawText(QPointF(left, 0), piece)
            left += self._advance(piece)
        painter.end()

    def _drawn(self, answer: FinalAnswer) -> list[Piece]:
        """What is painted; nothing where words say the same, or a formula cannot be drawn."""
        if not any(map(has_formula, answer.parts)):
            return []
        pieces: list[Piece] = []
        for part in answer.parts:
            if pieces:
                pieces.append(_BETWEEN)
            drawing = None
            if has_formula(part):
                drawing = self._parts.formulas.cache.drawing(part, is_display=False)
                if drawing is None:
                    return []
            pieces.append(drawing or formula_words(part))
        return pieces

    def _em(self) -> float:
        theme = self._parts.theme
        return float(theme.px(theme.TEXT)) * SIZE

    def _share(self) -> float:
        """How much of its size the answer keeps in the room there is."""
        return min(1.0, self.width() / max(1.0, self._width()))

    def _width(self) -> float:
        return sum(map(self._advance, self._pieces))

    def _advance(self, piece: Piece) -> float:
        if isinstance(piece, Drawing):
            return piece.width * self._em() / UNITS
        return float(self.fontMetrics().horizontalAdvance(piece))

    def _ascent(self) -> float:
        drawn = (piece.ascent for piece in self._pieces if isinstance(piece, Drawing))
        return max(self.fontMetrics().ascent(), max(drawn, default=0.0) * self._em() / UNITS)

    def _descent(self) -> float:
        drawn = (piece.descent for piece in self._pieces if isinstance(piece, Drawing))
        return max(self.fontMetrics().descent(), max(drawn, default=0.0) * self._em() / UNITS)
