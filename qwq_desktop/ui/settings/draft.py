"""The row that chooses a small model which drafts for this one."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QPushButton

from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.remarks import Remark
from qwq_desktop.ui.numbers import memory_text
from qwq_desktop.ui.sentences import joined
from qwq_desktop.ui.settings.controls import text_label
from qwq_desktop.ui.settings.rows import Row


class DraftRow(Row):
    """The file's name, and buttons to choose and to leave it out."""

    chosen = Signal(object)  # str | None

    def __init__(self) -> None:
        super().__init__("")
        self._path: str | None = None
        self._plan: LoadPlan | None = None
        self.title.setText(self.tr("Draft model"))
        self.file = text_label("value")
        self.choose = QPushButton(self.tr("Choose file"))
        self.choose.setObjectName("setting_draft_model")
        self.leave_out = QPushButton(self.tr("Leave out"))
        self.leave_out.setObjectName("setting_draft_model_none")
        self.choose.clicked.connect(self._ask)
        self.leave_out.clicked.connect(lambda: self.chosen.emit(None))
        self.head.addWidget(self.leave_out)
        self.head.addWidget(self.choose)
        self.column.insertWidget(1, self.file)
        self.set_value(None)

    def set_value(self, path: str | None) -> None:
        """Show a file, or that there is none."""
        self._path = path
        self.file.setText(Path(path).name if path else "")
        self.file.setToolTip(path or "")
        self.file.setVisible(bool(path))
        self.leave_out.setVisible(bool(path))
        self._explain()

    def show_plan(self, plan: LoadPlan | None) -> None:
        """Tell whether the file suits, and what it costs."""
        self._plan = plan
        self._explain()

    def _explain(self) -> None:
        remarks = self._plan.remarks if self._plan is not None and self._path else ()
        if Remark.DRAFT_UNSUITED in remarks:
            self.set_note(
                self.tr("It writes other tokens than this model, so it is not used."), "warning"
            )
        elif Remark.DRAFT_UNREADABLE in remarks:
            self.set_note(self.tr("This file cannot be read, so it is not used."), "warning")
        else:
            self.set_note(self._words())

    def _words(self) -> str:
        text = self.tr(
            "A small model of the same family writes ahead and this one checks every word: the "
            "same answers, sooner."
        )
        if self._path and self._plan is not None and self._plan.draft_bytes:
            size = memory_text(self._plan.draft_bytes)
            return joined(text, self.tr("It takes {size}.").format(size=size))
        return text

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose the draft model"))
        dialog.setLabelText(QFileDialog.DialogLabel.LookIn, self.tr("Folder:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, self.tr("File name:"))
        dialog.setLabelText(QFileDialog.DialogLabel.FileType, self.tr("Kind of file:"))
        dialog.setNameFilters([self.tr("Model files (*.gguf)"), self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.chosen.emit(path))
        dialog.open()
