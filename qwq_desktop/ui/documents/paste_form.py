"""The form in which a text is pasted to be kept as a document."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from qwq_desktop.ui.theme.style import set_role

_LONGEST_TITLE = 60


class PasteForm(QDialog):
    """A text and, if the user wants, a name for it. Deleted when it closes."""

    given = Signal(str, str)  # text, title

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pasteForm")
        self.setWindowTitle(self.tr("Paste text"))
        self.resize(620, 460)
        self.title = QLineEdit(self)
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setPlaceholderText(self.tr("Its first words, if you leave this empty"))
        self.text = QPlainTextEdit(text, self)
        self.text.setTabChangesFocus(True)
        set_role(self.text, "field")
        self._buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole
        self.keep_button = self._buttons.addButton(self.tr("Keep as a document"), role.AcceptRole)
        self.keep_button.setDefault(True)
        self._buttons.addButton(self.tr("Cancel"), role.RejectRole)
        self._lay_out()
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.accepted.connect(self._give)
        self.finished.connect(self.deleteLater)
        self.text.textChanged.connect(self._check)
        self.text.setFocus()
        self._check()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        for name, field in ((self.tr("Text"), self.text), (self.tr("Name"), self.title)):
            label = QLabel(name, self)
            label.setBuddy(field)
            field.setAccessibleName(name)
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(6)
        column.addWidget(self._buttons)

    def _check(self) -> None:
        self.keep_button.setEnabled(not self.text.document().isEmpty())

    def _give(self) -> None:
        self.given.emit(self.text.toPlainText(), " ".join(self.title.text().split()))
