"""The field that a message is written in: grows with its text, sends with Enter."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.tokens import Theme

MOST_LINES = 8
_MARGIN = 2


class ComposerEdit(QPlainTextEdit):
    """Takes plain text only. Enter never sends while an input method is composing a word."""

    escape_pressed = Signal()
    history_wanted = Signal()
    send_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._composition = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(_MARGIN)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.set_theme(theme)

    @property
    def is_composing(self) -> bool:
        """Whether an input method holds an unfinished word."""
        return bool(self._composition)

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        palette = theme.palette
        self.setFont(fonts.interface_font(theme, theme.TEXT))
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: transparent; border: none; color: {palette.ink};"
            f" font-size: {theme.px(theme.TEXT)}px; placeholder-text-color: {palette.faint};"
            f" selection-background-color: {palette.accent};"
            f" selection-color: {palette.on_accent}; }}"
        )
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not shift:
                if not self.is_composing:
                    self.send_pressed.emit()
                event.accept()
            case Qt.Key.Key_Up if not self.toPlainText() and not self.is_composing:
                self.history_wanted.emit()
            case Qt.Key.Key_Escape:
                self.escape_pressed.emit()
            case _:
                super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: D102
        self._composition = event.preeditString()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: object) -> None:  # noqa: D102
        self._composition = ""
        super().focusOutEvent(event)  # type: ignore[arg-type]

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: D102
        if source.hasText():
            self.insertPlainText(source.text())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: D102
        return source.hasText()

    def _fit(self, *_: object) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = max(1, int(self.document().documentLayout().documentSize().height()))
        is_long = lines > MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(lines, MOST_LINES) * line + 2 * _MARGIN + 2)
