"""The final answer in short, lifted out of the text: a chip under it that can be copied."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from qwq_desktop.chat.answers import FinalAnswer, final_answer
from qwq_desktop.ui.chat.answer_words import AnswerWords
from qwq_desktop.ui.chat.copy_button import CopyButton
from qwq_desktop.ui.chat.text_parts import TextParts


class AnswerChip(QFrame):
    """Hidden while nothing was lifted out."""

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerChip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._answer: FinalAnswer | None = None
        self._title = QLabel(self)
        self._title.setObjectName("answerChipTitle")
        self.words = AnswerWords(parts, self)
        self.words.setObjectName("answerChipWords")
        self.copy = CopyButton(self._copied, parts, self)
        self.copy.setObjectName("copyFinalAnswerButton")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 3, 6, 3)
        row.setSpacing(10)
        row.addWidget(self._title)
        row.addWidget(self.words)
        row.addWidget(self.copy)
        self.set_parts(parts)
        self._retranslate()
        self.hide()

    @property
    def answer(self) -> FinalAnswer | None:
        """What was lifted out."""
        return self._answer

    def show_text(self, text: str) -> None:
        """Lift the answer out of a finished text."""
        self._answer = final_answer(text)
        if self._answer is not None:
            self.words.show_answer(self._answer)
        self._retranslate()
        self.setVisible(self._answer is not None)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self.copy.set_parts(parts)
        self.words.set_parts(parts)
        theme, palette = parts.theme, parts.theme.palette
        caption, text = theme.px(theme.CAPTION), theme.px(theme.TEXT)
        self.setStyleSheet(
            f"#answerChip {{ background: transparent; border: 1px solid {palette.accent};"
            f" border-radius: {theme.px(theme.RADIUS_CARD)}px; margin: 6px 0 2px 0; }}"
            f" #answerChipTitle {{ color: {palette.accent}; font-size: {caption}px;"
            " font-weight: 500; }"
            f" #answerChipWords {{ color: {palette.ink}; font-size: {text}px; }}"
            " QToolButton { padding: 3px; }"
        )

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _copied(self) -> str:
        return "" if self._answer is None else self._answer.copied

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Answer"))
        self.copy.set_label(self.tr("Copy the final answer"))
        words = "" if self._answer is None else self._answer.words
        self.words.setToolTip(words)
        self.setAccessibleName(self.tr("Final answer: {answer}").format(answer=words))
