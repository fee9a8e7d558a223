"""The field that a message is written in: grows with its text, sends with Enter."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from qwq_desktop.chat.attachments import is_long
from qwq_desktop.ui.chat.sent_history import SentHistory
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.tokens import Theme

MOST_LINES = 8
_MARGIN = 2


class ComposerEdit(QPlainTextEdit):
    """Takes plain text only. Enter never sends while an input method is composing a word.

    A long paste and files are not taken in but told of; what is dragged over it is its window's.
    """

    escape_pressed = Signal()
    files_pasted = Signal(list)  # paths
    long_text_pasted = Signal(str)
    send_pressed = Signal()
    slash_pressed = Signal()  # in the empty field
    undo_pressed = Signal()  # with nothing of the field's own to undo since a long paste

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._composition = ""
        self._can_undo_paste = False
        self.history = SentHistory()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(_MARGIN)
        self.textChanged.connect(self._forget_paste)
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

    def set_text(self, text: str) -> None:
        """Put a text into the field, the cursor behind it; its undo is kept."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def expect_undo(self) -> None:
        """The next undo is that of the long paste that was just taken."""
        self._can_undo_paste = True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102
        if self._can_undo_paste and event.matches(QKeySequence.StandardKey.Undo):
            self._can_undo_paste = False
            self.undo_pressed.emit()
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not shift:
                if not self.is_composing:
                    self.send_pressed.emit()
                event.accept()
            case Qt.Key.Key_Up if self._browses() and self._show(self.history.older()):
                event.accept()
            case Qt.Key.Key_Down if self._browses() and self._show(self.history.newer()):
                event.accept()
            case Qt.Key.Key_Slash if not self.toPlainText() and not self.is_composing:
                self.slash_pressed.emit()
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
        files = local_files(source)
        if files:
            self.files_pasted.emit(files)
        elif source.hasText() and is_long(source.text()):
            self.long_text_pasted.emit(source.text())
        elif source.hasText():
            self.insertPlainText(source.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: D102
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: D102
        if local_files(event.mimeData()):
            event.ignore()
        else:
            super().dragMoveEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: D102
        return source.hasText()

    def _browses(self) -> bool:
        """Whether Up and Down go through what was sent: the field shows nothing else."""
        return not self.is_composing and self.history.is_shown(self.toPlainText())

    def _show(self, text: str | None) -> bool:
        if text is not None:
            self.set_text(text)
        return text is not None

    def _forget_paste(self) -> None:
        self._can_undo_paste = False

    def _fit(self, *_: object) -> None:
        line = self.fontMetrics().lineSpacing()
        lines = max(1, int(self.document().documentLayout().documentSize().height()))
        is_long = lines > MOST_LINES
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(min(lines, MOST_LINES) * line + 2 * _MARGIN + 2)


def local_files(data: QMimeData) -> list[str]:
    """The paths of the files on this computer among what is pasted or dragged."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
