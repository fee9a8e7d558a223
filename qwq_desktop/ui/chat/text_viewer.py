"""A window that shows a long text as it is: an attachment, or a block of code."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.ui.chat.markdown.cleaning import cleaned
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.style import set_role
from qwq_desktop.ui.theme.tokens import Theme

_LONGEST_LINE = 5_000  # characters; Qt would take seconds over a line of a million


class TextViewer(QDialog):
    """Scrolls to both sides, or wraps if that is wished; lays out only the lines in sight.

    A line beyond 5 000 characters is shown in pieces; what is copied and saved is the text itself.
    """

    save_requested = Signal()

    def __init__(
        self, title: str, text: str, theme: Theme, parent: QWidget, *, wraps: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("textViewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(820, 600)
        self._text = text
        self.body = QPlainTextEdit(self)
        self.body.setReadOnly(True)
        self.body.setFont(fonts.code_font(theme))
        self.body.setTabStopDistance(4 * self.body.fontMetrics().horizontalAdvance(" "))
        self.body.setPlainText(_in_pieces(cleaned(text)))
        set_role(self.body, "field")
        self.body.setStyleSheet(f"font-size: {theme.px(theme.CODE)}px;")
        self.wrap = QCheckBox(self)
        self.wrap.toggled.connect(self._set_wrapping)
        self._copy = QPushButton(self)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self._save = QPushButton(self)
        self._save.clicked.connect(self.save_requested)
        self._close = QPushButton(self)
        self._close.clicked.connect(self.close)
        self._close.setDefault(True)
        self._lay_out()
        self._retranslate()
        self._set_wrapping(wraps)
        self.wrap.setChecked(wraps)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.wrap)
        row.addStretch(1)
        for button in (self._copy, self._save, self._close):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.body)
        column.addLayout(row)

    def _set_wrapping(self, wraps: bool) -> None:
        mode = QPlainTextEdit.LineWrapMode
        self.body.setLineWrapMode(mode.WidgetWidth if wraps else mode.NoWrap)

    def _retranslate(self) -> None:
        self.body.setAccessibleName(self.windowTitle())
        self.wrap.setText(self.tr("Wrap long lines"))
        self._copy.setText(self.tr("Copy"))
        self._save.setText(self.tr("Save as…"))
        self._close.setText(self.tr("Close"))


def _in_pieces(text: str) -> str:
    return "\n".join(
        line[at : at + _LONGEST_LINE]
        for line in text.split("\n")
        for at in range(0, max(1, len(line)), _LONGEST_LINE)
    )
