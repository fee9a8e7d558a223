"""The quiet line above an answer: what of the documents the model was given, and the way inside."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from qwq_desktop.documents.passages import Passage
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme


class PassagesLine(QWidget):
    """Hidden for an answer that was asked without documents."""

    inside_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("passagesLine")
        self._passages: tuple[Passage, ...] = ()
        self._was_asked = False
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.words, "note")
        self.inside = QPushButton(self)
        self.inside.setObjectName("seeInsideButton")
        self.inside.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.inside.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self.inside, "link")
        self.inside.clicked.connect(self.inside_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.words)
        row.addWidget(self.inside)
        row.addStretch(1)
        self.set_theme(theme)
        self._retranslate()

    def show_passages(self, passages: tuple[Passage, ...], *, was_asked: bool) -> None:
        """Say what was found; `was_asked` tells that documents were asked at all."""
        self._passages, self._was_asked = passages, was_asked
        self._retranslate()

    def set_theme(self, theme: Theme) -> None:
        """Wear another theme."""
        size = theme.px(theme.CAPTION)
        self.inside.setStyleSheet(f"font-size: {size}px; padding: 1px 4px;")

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.words.setText(self._sentence())
        self.inside.setText(self.tr("See inside"))
        self.inside.setAccessibleName(self.tr("See what the model was given"))
        self.inside.setVisible(bool(self._passages))
        self.setVisible(self._was_asked)

    def _sentence(self) -> str:
        if not self._passages:
            return self.tr("Nothing in your documents fits this question.")
        documents = len({one.document_id for one in self._passages})
        passages = self.tr("%n passages", "", len(self._passages))
        of_documents = self.tr("%n documents", "", documents)
        whole = self.tr("{passages} from {documents}")
        return whole.format(passages=passages, documents=of_documents) + " ·"
