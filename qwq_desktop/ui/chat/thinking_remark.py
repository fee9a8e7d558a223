"""The user's words within the thinking: set apart, so that nobody takes them for the model's."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from qwq_desktop.ui.chat.text_parts import TextParts

_PADDING = (12, 6, 12, 7)


class ThinkingRemark(QFrame):
    """A card with a bar at its left; the words can be selected."""

    def __init__(self, words: str, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thinkingRemark")
        self.words = words
        self._title = QLabel(self)
        self._words = QLabel(words, self)
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_PADDING)
        column.setSpacing(1)
        column.addWidget(self._title)
        column.addWidget(self._words)
        self.set_parts(parts)
        self._retranslate()

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        theme, palette = parts.theme, parts.theme.palette
        caption, text = theme.px(theme.CAPTION), theme.px(theme.THINKING)
        self.setStyleSheet(
            f"#thinkingRemark {{ background: {palette.user}; border: none;"
            f" border-left: 3px solid {palette.accent};"
            " border-top-right-radius: 8px; border-bottom-right-radius: 8px; }"
        )
        self._title.setStyleSheet(f"color: {palette.soft}; font-size: {caption}px;")
        self._words.setStyleSheet(f"color: {palette.ink}; font-size: {text}px;")

    def fit(self, width: int) -> int:
        """The height that it takes at a width."""
        layout = self.layout()
        assert layout is not None
        return layout.totalHeightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("You added:"))
        self.setAccessibleName(f"{self._title.text()} {self.words}")
