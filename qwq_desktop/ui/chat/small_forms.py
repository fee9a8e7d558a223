"""The small forms of the chat: a saved prompt, its variables, a chat's own instructions."""

from collections.abc import Sequence

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

from qwq_desktop.chat.instructions import Instructions
from qwq_desktop.settings.schema import SamplingPreset
from qwq_desktop.storage.prompts import SavedPrompt
from qwq_desktop.ui.combo import Combo
from qwq_desktop.ui.theme.style import set_role


class _Form(QDialog):
    """Fields under their names, with one button that accepts. Deleted when it closes."""

    def __init__(self, title: str, accept: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 16)
        self._column.setSpacing(6)
        self._buttons = QDialogButtonBox(self)
        self.accept_button = self._buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        self._buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)

    def _add(self, name: str, field: QWidget, note: str = "") -> None:
        label = QLabel(name, self)
        label.setBuddy(field)
        field.setAccessibleName(name)
        self._column.addWidget(label)
        self._column.addWidget(field)
        if note:
            words = QLabel(note, self)
            words.setWordWrap(True)
            set_role(words, "note")
            self._column.addWidget(words)
        self._column.addSpacing(8)

    def _end(self) -> None:
        self._column.addWidget(self._buttons)


class PromptForm(_Form):
    """Writes a new prompt or changes one."""

    saved = Signal(object)  # SavedPrompt

    def __init__(self, prompt: SavedPrompt, parent: QWidget) -> None:
        super().__init__("", "", parent)
        is_new = prompt.id == 0
        self.setWindowTitle(self.tr("New prompt") if is_new else self.tr("Edit prompt"))
        self.accept_button.setText(self.tr("Save"))
        self._prompt = prompt
        self.title = QLineEdit(prompt.title, self)
        self.title.setMaxLength(200)
        self.text = QPlainTextEdit(prompt.text, self)
        self.text.setTabChangesFocus(True)
        set_role(self.text, "field")
        self._add(self.tr("Title"), self.title)
        note = self.tr("Write {{name}} for what changes: it is asked for when you use the prompt.")
        self._add(self.tr("Text"), self.text, note)
        self._end()
        self.text.textChanged.connect(self._check)
        self.accepted.connect(self._save)
        self._check()

    def _check(self) -> None:
        self.accept_button.setEnabled(bool(self.text.toPlainText().strip()))

    def _save(self) -> None:
        text = self.text.toPlainText().strip()
        title = " ".join(self.title.text().split()) or " ".join(text.split())[:60]
        self.saved.emit(SavedPrompt(self._prompt.id, title, text))


class VariablesForm(_Form):
    """Asks for the values of a prompt's variables."""

    filled = Signal(dict)  # values by name

    def __init__(self, title: str, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(title, "", parent)
        self.accept_button.setText(self.tr("Use"))
        self.fields = {name: QLineEdit(self) for name in names}
        for name, field in self.fields.items():
            self._add(name, field)
        self._end()
        self.accepted.connect(
            lambda: self.filled.emit({name: f.text() for name, f in self.fields.items()})
        )


class InstructionsForm(_Form):
    """Sets what one chat does otherwise than the settings say."""

    chosen = Signal(object)  # Instructions

    def __init__(self, own: Instructions, general_prompt: str, parent: QWidget) -> None:
        """`general_prompt` is that of the settings, which holds where this chat has none."""
        super().__init__("", "", parent)
        self.setObjectName("instructionsForm")
        self.setWindowTitle(self.tr("Instructions for this chat"))
        self.accept_button.setText(self.tr("Save"))
        self.prompt = QPlainTextEdit(own.system_prompt or "", self)
        self.prompt.setTabChangesFocus(True)
        general = " ".join(general_prompt.split())
        self.prompt.setPlaceholderText(general or self.tr("Answer in short sentences…"))
        set_role(self.prompt, "field")
        self.preset = Combo(self)
        for value, name in (
            (None, self.tr("As in the settings")),
            (SamplingPreset.RECOMMENDED, self.tr("Recommended for the model")),
            (SamplingPreset.PRECISE, self.tr("Precise: steadier, for facts and code")),
            (SamplingPreset.OWN, self.tr("Own values from the settings")),
        ):
            self.preset.addItem(name, value)
        self.preset.setCurrentIndex(max(0, self.preset.findData(own.preset)))
        note = self.tr("The model reads this before the first message. Empty: as in the settings.")
        self._add(self.tr("What the model should keep in mind here"), self.prompt, note)
        self._add(self.tr("How it chooses its words"), self.preset)
        self.preset.view().setAccessibleName(self.preset.accessibleName())
        self._end()
        self.accepted.connect(self._choose)

    def _choose(self) -> None:
        prompt = self.prompt.toPlainText().strip()
        preset = self.preset.currentData()
        known = None if preset is None else SamplingPreset(preset)
        self.chosen.emit(Instructions(prompt or None, known))
