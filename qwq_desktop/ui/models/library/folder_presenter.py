"""The folders in the section, and the move of one to another disk."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from qwq_desktop.models.moving import FolderMove
from qwq_desktop.models.shelf.keeping import ModelKeeping
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.ui.models.library.folders_group import FoldersGroup
from qwq_desktop.ui.models.library.shelf_presenter import show_folder
from qwq_desktop.ui.models.library.strip import Answer
from qwq_desktop.ui.models.library.wishes import FolderWish
from qwq_desktop.ui.models.library.wording import breakable
from qwq_desktop.ui.sentences import joined

_CANCEL, _CLOSE, _DROP, _GO = "cancel-folder", "close", "drop-plan", "move-folder"


class FolderPresenter(QObject):
    """Asks for folders, tells what a move takes before it begins, and how it goes."""

    def __init__(self, keeping: ModelKeeping, group: FoldersGroup, window: QWidget) -> None:
        super().__init__(group)
        self._shelf = keeping.shelf
        self._relocation = relocation = keeping.relocation
        self._group = group
        self._window = window
        group.add_requested.connect(self._ask_for_folder)
        group.wished.connect(self._on_wish)
        group.strip.chosen.connect(self._on_answer)
        relocation.planned.connect(self._on_planned)
        relocation.started.connect(self._on_started)
        relocation.progressed.connect(group.strip.set_progress)
        relocation.stopped.connect(self._on_stopped)
        relocation.ended.connect(self._on_ended)
        relocation.failed.connect(self._on_failed)

    def _on_wish(self, wish: FolderWish, folder: Path) -> None:
        match wish:
            case FolderWish.FOR_DOWNLOADS:
                self._shelf.use_for_downloads(folder)
            case FolderWish.LEAVE:
                self._shelf.leave_folder(folder)
            case FolderWish.MOVE:
                self._ask_where(folder)
            case FolderWish.SHOW:
                show_folder(folder)

    def _ask_for_folder(self) -> None:
        dialog = self._dialog(self.tr("Add a folder of models"))
        dialog.fileSelected.connect(lambda name: self._shelf.add_folder(Path(name)))
        dialog.open()

    def _ask_where(self, old: Path) -> None:
        dialog = self._dialog(self.tr("Move the models to"))
        dialog.fileSelected.connect(lambda name: self._relocation.plan(old, Path(name)))
        dialog.open()

    def _on_planned(self, move: FolderMove) -> None:
        count = self.tr("%n file(s)", "", len(move.files))
        text = self.tr("Move {count} to {path}?").format(count=count, path=move.new)
        size = format_bytes(move.bytes_to_copy)
        note = joined(
            self.tr("{size} are copied and compared first.").format(size=size),
            self.tr("Only then the old files are deleted."),
            self.tr("You can go on working meanwhile."),
        )
        drop = Answer(_DROP, self.tr("Cancel"))
        self._say(breakable(text), drop, Answer(_GO, self.tr("Move"), "primary"), note=note)

    def _on_started(self, move: FolderMove) -> None:
        text = self.tr("Moving models to {path}").format(path=move.new)
        self._say(breakable(text), Answer(_CANCEL, self.tr("Cancel")))
        self._group.strip.set_progress(0.0)

    def _on_stopped(self) -> None:
        text = joined(
            self.tr("Stopped. The models are where they were."),
            self.tr("What was copied is kept for another try."),
        )
        self._say(text, Answer(_CLOSE, self.tr("OK")))

    def _on_ended(self, move: FolderMove, left: tuple[Path, ...]) -> None:
        text = self.tr("The models are in {path} now.").format(path=move.new)
        lines = [text, *(self._left(path) for path in left)]
        self._say(breakable("\n".join(lines)), Answer(_CLOSE, self.tr("OK")))

    def _left(self, path: Path) -> str:
        return self.tr("{path} could not be deleted; you can do that yourself.").format(path=path)

    def _on_failed(self, error: Exception) -> None:
        told = error if isinstance(error, QwQError) else QwQError("unexpected", reason=repr(error))
        text = breakable(explain(told.code, told.facts).whole)
        self._group.strip.say(text, Answer(_CLOSE, self.tr("OK")), is_bad=True)

    def _on_answer(self, key: str) -> None:
        actions = {
            _GO: self._relocation.start,
            _CANCEL: self._relocation.cancel,
            _DROP: self._drop,
            _CLOSE: self._group.strip.clear,
        }
        actions[key]()

    def _drop(self) -> None:
        self._relocation.drop_plan()
        self._group.strip.clear()

    def _say(self, text: str, *answers: Answer, note: str = "") -> None:
        self._group.strip.say(text, *answers, note=note)

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.finished.connect(dialog.deleteLater)
        return dialog
