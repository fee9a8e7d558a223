"""The final answer in short, lifted out of the text: a chip under it that can be copied."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from qwq_desktop.chat.answers import FinalAnswer, final_answer
from qwq_desktop.ui.chat.text_parts import TextParts

_ICON = 16
_CONFIRMED_MS = 1_500


class _Words(QLabel):
    """One line, cut with an ellipsis where the room ends; the whole is in its tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(24)

    def set_whole(self, text: str) -> None:
        self._whole = text
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._whole) + 4
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(24, self.width() - 2)
        )
        if shown != self.text():
            self.setText(shown)


class AnswerChip(QFrame):
    """Hidden while nothing was lifted out.

    A formula stands here as plain readable text; `words` is the widget to replace where one can be
    drawn.
    """

    def __init__(self, parts: TextParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerChip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._answer: FinalAnswer | None = None
        self._title = QLabel(self)
        self._title.setObjectName("answerChipTitle")
        self.words = _Words(self)
        self.words.setObjectName("answerChipWords")
        self.copy = QToolButton(self)
        self.copy.setObjectName("copyFinalAnswerButton")
        self.copy.setAutoRaise(True)
        self.copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.copy.setCursor(Qt.CursorShape.PointingHandCursor)
        self.copy.setIconSize(QSize(_ICON, _ICON))
        self.copy.clicked.connect(self._copy)
        self._confirmation = QTimer(self)
        self._confirmation.setSingleShot(True)
        self._confirmation.setInterval(_CONFIRMED_MS)
        self._confirmation.timeout.connect(self._show_icon)
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
            self.words.set_whole(self._answer.words)
        self._retranslate()
        self.setVisible(self._answer is not None)

    def set_parts(self, parts: TextParts) -> None:
        """Wear another theme."""
        self._parts = parts
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
        self._show_icon()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _show_icon(self) -> None:
        self.copy.setIcon(self._parts.icons.icon("copy", self._parts.theme.palette.soft, _ICON))

    def _copy(self) -> None:
        if self._answer is None:
            return
        QGuiApplication.clipboard().setText(self._answer.copied)
        done = self._parts.icons.icon("check", self._parts.theme.palette.accent, _ICON)
        self.copy.setIcon(done)
        self._confirmation.start()

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Answer"))
        label = self.tr("Copy the final answer")
        self.copy.setToolTip(label)
        self.copy.setAccessibleName(label)
        words = "" if self._answer is None else self._answer.words
        self.words.setToolTip(words)
        self.setAccessibleName(self.tr("Final answer: {answer}").format(answer=words))
