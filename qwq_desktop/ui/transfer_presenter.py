"""Exports and imports from the window: asks what and where, tells how it goes."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from qwq_desktop.chat.exporting.file_names import file_name
from qwq_desktop.chat.exporting.options import ExportFormat, ExportOptions
from qwq_desktop.chat.session import ChatSession
from qwq_desktop.chat.transfer import ChatSink, ChatTransfers
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.notices import Notice, Severity
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.window import MainWindow

_KEY = "transfer"


class TransferPresenter(QObject):
    """Stands between the transfers and the window."""

    def __init__(
        self, transfers: ChatTransfers, session: ChatSession, window: MainWindow, icons: Icons
    ) -> None:
        super().__init__(window)
        self._transfers = transfers
        self._session = session
        self._window = window
        self._icons = icons
        self._written: tuple[Path, ...] = ()
        transfers.exported.connect(self._on_exported)
        transfers.imported.connect(self._on_imported)
        transfers.progressed.connect(self._on_progress)
        transfers.failed.connect(self._on_failed)
        window.notices.action_triggered.connect(self._on_action)

    def ask_export(self, checked: Collection[int] = ()) -> None:
        """Ask what to export; these chats are checked at first."""
        from qwq_desktop.ui.export_dialog import ExportDialog  # most starts export nothing

        dialog = ExportDialog(self._session.list.chats, checked, self._window)
        dialog.chosen.connect(self._ask_where)
        dialog.open()

    def ask_import(self) -> None:
        """Ask which files to import."""
        dialog = self._file_dialog(self.tr("Import chats"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Exported chats (*.json *.zip)"), self.tr("All files (*)")])
        dialog.filesSelected.connect(
            lambda names: self._transfers.import_files([Path(name) for name in names])
        )
        dialog.open()

    def _ask_where(self, ids: list[int], kind: ExportFormat, options: ExportOptions) -> None:
        """One file for one chat or for JSON, else a folder."""
        dialog = self._file_dialog(self.tr("Export chats"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        is_file = len(ids) == 1 or kind is ExportFormat.JSON
        if is_file:
            dialog.setFileMode(QFileDialog.FileMode.AnyFile)
            dialog.setDefaultSuffix(str(kind))
            dialog.selectFile(file_name(self._title(ids), kind))
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(
            lambda name: self._transfers.export(
                ids, self._sink(Path(name), kind, options, is_file=is_file)
            )
        )
        dialog.open()

    def _sink(
        self, path: Path, kind: ExportFormat, options: ExportOptions, *, is_file: bool
    ) -> ChatSink:
        from qwq_desktop.ui.exporting.writing import sink_for

        return sink_for(path, kind, options, self._icons, is_file=is_file)

    def _title(self, ids: list[int]) -> str:
        if len(ids) > 1:
            return self.tr("Chats")
        return next((chat.title for chat in self._session.list.chats if chat.id == ids[0]), "")

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _on_progress(self, done: int, total: int) -> None:
        if total > 1:
            text = self.tr("Chat {done} of {total}…").format(done=done + 1, total=total)
            self._tell(Notice(_KEY, text))

    def _on_exported(self, paths: tuple[Path, ...]) -> None:
        self._written = paths
        if len(paths) == 1:
            text = self.tr("Exported to {name}").format(name=paths[0].name)
        else:
            text = self.tr("%n chat(s) exported", "", len(paths))
        self._tell(Notice(_KEY, text, self.tr("Show")))

    def _on_imported(self, ids: tuple[int, ...]) -> None:
        self._session.list.refresh()
        self._tell(Notice(_KEY, self.tr("%n chat(s) imported", "", len(ids))))
        if len(ids) == 1:
            self._session.open_chat(ids[0])

    def _on_failed(self, error: QwQError) -> None:
        self._session.list.refresh()  # some chats may have been taken before the trouble
        text = explain(error.code, error.facts).whole
        self._tell(Notice(_KEY, text, severity=Severity.ERROR))

    def _on_action(self, key: str) -> None:
        if key == _KEY and self._written:
            folder = self._written[0].parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _tell(self, notice: Notice) -> None:
        self._window.notices.show_notice(notice)
