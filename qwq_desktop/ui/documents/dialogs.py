"""The system's dialogs that ask for files and folders, and the form for a text."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from qwq_desktop.ui.documents.paste_form import PasteForm


class DocumentDialogs(QObject):
    """Each opens at once and tells later; none waits."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent

    def ask_files(self, done: Callable[[list[str]], None]) -> None:
        """Ask for files to add."""
        dialog = QFileDialog(self._parent, self.tr("Add documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open(dialog, done)

    def ask_file(self, done: Callable[[str], None]) -> None:
        """Ask where a document's file is now."""
        dialog = QFileDialog(self._parent, self.tr("Where is the file now?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, lambda paths: done(paths[0]))

    def ask_folder(self, done: Callable[[list[str]], None], title: str = "") -> None:
        """Ask for a folder."""
        dialog = QFileDialog(self._parent, title or self.tr("Add a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, done)

    def ask_text(self, done: Callable[[str, str], None]) -> None:
        """Ask for a text; what was copied stands in it already."""
        form = PasteForm(QGuiApplication.clipboard().text(), self._parent)
        form.given.connect(done)
        form.open()

    def _open(self, dialog: QFileDialog, done: Callable[[list[str]], None]) -> None:
        dialog.filesSelected.connect(lambda paths: done(paths) if paths else None)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
