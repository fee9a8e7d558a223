"""Models that are brought to the section: chosen in a dialog or dropped, then taken in."""

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from qwq_desktop.models.shelf.incoming import Incoming, Taken
from qwq_desktop.models.shelf.taking_in import TakingIn
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain
from qwq_desktop.ui.models.library import wording
from qwq_desktop.ui.models.library.section import LibrarySection
from qwq_desktop.ui.models.library.strip import Answer

_CANCEL, _CLOSE = "cancel-move", "close"


class IncomingPresenter(QObject):
    """Stands between `TakingIn` and the section; takes up what waits for a choice already."""

    def __init__(self, taking_in: TakingIn, section: LibrarySection, window: QWidget) -> None:
        super().__init__(section)
        self._taking_in = taking_in
        self._section = section
        self._window = window
        self._sheet = sheet = section.sheet
        taking_in.looked.connect(sheet.show_offer)
        taking_in.used.connect(self._on_used)
        taking_in.started.connect(self._on_started)
        taking_in.progressed.connect(section.moving.set_progress)
        taking_in.ended.connect(self._on_ended)
        sheet.use_requested.connect(self._use)
        sheet.move_requested.connect(self._move)
        sheet.closed.connect(self._close)
        section.moving.chosen.connect(self._on_answer)
        section.add_files_requested.connect(self._ask_for_files)
        section.add_folder_requested.connect(self._ask_for_folder)
        sheet.show_offer(taking_in.offer)
        if taking_in.moving:
            self._on_started(taking_in.moving)

    def _use(self) -> None:
        if self._taking_in.offer is not None:
            self._taking_in.use(self._taking_in.offer.new)

    def _move(self) -> None:
        if self._taking_in.offer is not None:
            self._taking_in.move(self._taking_in.offer.new)

    def _close(self) -> None:
        self._taking_in.drop_offer()
        self._sheet.show_offer(None)

    def _on_used(self, models: tuple[Incoming, ...]) -> None:
        self._sheet.show_offer(None)
        listed = wording.names([model.name for model in models])
        text = self.tr("In your list now, where they lie: {names}").format(names=listed)
        self._section.said.say(text, Answer(_CLOSE, self.tr("OK")))

    def _on_started(self, models: tuple[Incoming, ...]) -> None:
        self._sheet.show_offer(None)
        listed = wording.names([model.name for model in models])
        text = self.tr("Moving to the models folder: {names}").format(names=listed)
        self._section.moving.say(text, Answer(_CANCEL, self.tr("Cancel")))
        self._section.moving.set_progress(0.0)

    def _on_ended(self, taken: tuple[Taken, ...], troubles: tuple[QwQError, ...]) -> None:
        lines = []
        if taken:
            listed = wording.names([one.model.name for one in taken])
            lines.append(self.tr("In the models folder now: {names}").format(names=listed))
        elif not troubles:
            lines.append(self.tr("Stopped. The models are where they were."))
        lines += [explain(error.code, error.facts).whole for error in troubles]
        text = wording.breakable("\n".join(lines))
        self._section.moving.clear()
        self._section.said.say(text, Answer(_CLOSE, self.tr("OK")), is_bad=bool(troubles))

    def _on_answer(self, key: str) -> None:
        if key == _CANCEL:
            self._taking_in.cancel()

    def _ask_for_files(self) -> None:
        dialog = self._dialog(self.tr("Add models"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Model files (*.gguf)"), self.tr("All files (*)")])
        dialog.open()

    def _ask_for_folder(self) -> None:
        dialog = self._dialog(self.tr("Add the models of a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        downloads = QStandardPaths.StandardLocation.DownloadLocation
        dialog.setDirectory(QStandardPaths.writableLocation(downloads))
        dialog.filesSelected.connect(self._taking_in.look)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
