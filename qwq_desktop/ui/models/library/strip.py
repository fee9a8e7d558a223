"""A strip of words below a card: a question with its answers, a verdict, a progress."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.settings.controls import show_text, text_label
from qwq_desktop.ui.theme.style import set_role


@dataclass(frozen=True)
class Answer:
    """A button of a strip: what `chosen` says, its words, its role in the style sheet."""

    key: str
    text: str
    role: str = ""


class Strip(QFrame):
    """Says one thing at a time; hidden while there is nothing to say."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "banner")
        self.text = text_label("body")
        self.note = text_label("note")
        self._bar = ProgressBar()
        self.buttons: list[QPushButton] = []
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        for part in (self.text, self.note, self._bar):
            words.addWidget(part)
            part.hide()
        words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 9, 12, 9)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)
        self.hide()

    def say(self, text: str, *answers: Answer, note: str = "", is_bad: bool = False) -> None:
        """Say something anew; screen readers hear it. The first of several lines stands out."""
        head, _, rest = text.partition("\n")
        set_role(self.note, "danger" if is_bad else "note")
        show_text(self.text, head)
        show_text(self.note, "\n".join(filter(None, (rest, note))))
        self._bar.hide()
        self._put(answers)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def set_progress(self, share: float) -> None:
        """A bar below the words, from 0 to 1."""
        self._bar.show_share(share)
        self._bar.show()

    def clear(self) -> None:
        """Say nothing."""
        self._put(())
        self.hide()

    def _put(self, answers: tuple[Answer, ...]) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(answer) for answer in answers]

    def _button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.text)
        button.setObjectName(f"strip_{answer.key}")
        if answer.role:
            set_role(button, answer.role)
        button.clicked.connect(lambda: self.chosen.emit(answer.key))
        self._row.addWidget(button)
        return button
