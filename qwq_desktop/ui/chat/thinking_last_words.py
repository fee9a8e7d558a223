"""The quiet line under a folded thought that says what it is at."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from qwq_desktop.ui.chat.text_parts import TextParts
from qwq_desktop.ui.chat.wording import last_step

_INDENT = 26
LOOKED_AT = 400  # characters at the end of a thought


class ThinkingLastWords(QLabel):
    """Knows the end of the thought; what it shows changes only when it is told to."""

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thinkingLastWords")
        self._tail = ""
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)
        self.hide()
        self.set_parts(parts)

    def add(self, text: str) -> None:
        """More of the thought came."""
        self._tail = (self._tail + text)[-LOOKED_AT:]

    def begin(self, text: str = "") -> None:
        """Something else begins: a tool was used, or another thought is shown."""
        self._tail = text and f"{text}\n\n"

    def show_now(self) -> None:
        """Show what the thought is at by now."""
        self._words = last_step(self._tail)
        self._fit()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        font = parts.thinking.font
        self.setFont(font)
        self.setStyleSheet(
            f"color: {parts.theme.palette.faint}; font-size: {font.pixelSize()}px;"
            f" padding-left: {_INDENT}px;"
        )
        self.setFixedHeight(parts.thinking.line_height(parts.theme.THINKING))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(40, self.width() - _INDENT - 4)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room))
