"""What stands where advice will be: that the hub is being asked, or why it says nothing."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qwq_desktop.ui.progress_bar import ProgressBar
from qwq_desktop.ui.settings.controls import show_text, text_label


class Trouble(QWidget):
    """A sentence with a bar that moves while it waits, or with a button to try again."""

    retry_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._waits = False
        self._error = ""
        self._text = text_label("note")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bar = ProgressBar()
        self._bar.show_share(-1)
        self.retry = QPushButton()
        self.retry.setObjectName("adviceRetryButton")
        self.retry.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.retry.clicked.connect(self.retry_requested)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self._text)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignTop)
        self._settle()

    @property
    def has_words(self) -> bool:
        """Whether there is anything to show."""
        return self._waits or bool(self._error)

    def show_waiting(self, is_waiting: bool) -> None:
        """Whether the hub is being asked."""
        self._waits = is_waiting
        self._settle()

    def show_error(self, text: str) -> None:
        """Why it says nothing; "" takes it away."""
        self._error = text
        self._settle()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._settle()

    def _settle(self) -> None:
        waiting = self.tr("Looking which versions there are, and what they need…")
        show_text(self._text, waiting if self._waits else self._error)
        self._bar.setVisible(self._waits)
        self.retry.setText(self.tr("Try again"))
        self.retry.setVisible(bool(self._error) and not self._waits)
        self.setVisible(self.has_words)
