"""The list of models: looked at anew after each change, and what is taken off it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.inventory import Keeping, Listed
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.places import with_folder, without_file, without_folder
from qwq_desktop.models.removal import Removed, remove
from qwq_desktop.models.shelf.follower import ModelFollower
from qwq_desktop.models.shelf.looking import ShelfView, look
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import Settings
from qwq_desktop.settings.store import SettingsStore


class ModelShelf(QObject):
    """Lives in the main thread; `worker` looks at the disk."""

    changed = Signal()  # models came, went or moved
    failed = Signal(object)  # Exception
    looked = Signal(object)  # ShelfView
    removed = Signal(object, object)  # Listed, Removed

    def __init__(
        self,
        library: ModelLibrary,
        settings: SettingsStore,
        worker: Worker,
        usage_file: Path,
        follower: ModelFollower,
        stand_in: str,
        parent: QObject | None = None,
    ) -> None:
        """`stand_in` is the model that takes the place of a loaded one that is deleted."""
        super().__init__(parent)
        self._library = library
        self._settings = settings
        self._worker = worker
        self._usage_file = usage_file
        self._follower = follower
        self._stand_in = stand_in
        self._is_looking = self._is_stale = False
        self.view: ShelfView | None = None

    def refresh(self) -> None:
        """Look again; several wishes during one look are one more look."""
        if self._is_looking:
            self._is_stale = True
            return
        self._is_looking = True
        self._worker.submit(
            look,
            self._library,
            self._settings.value.recent_models,
            self._usage_file,
            done=self._on_looked,
            failed=self._on_failed,
        )

    def tell_change(self) -> None:
        """Something was done to models: let all who list them look again."""
        self.changed.emit()
        if self.view is not None or self._is_looking:
            self.refresh()

    def remove(
        self, item: Listed, *, forever: bool = False, then: Callable[[], None] | None = None
    ) -> None:
        """Into the trash, or with `forever` gone; what lies in place is only forgotten.

        `then` is called once it is done.
        """
        if item.keeping is Keeping.OWN:
            self._follower.replace(item.ref.path, self._stand_in)
        self._worker.submit(
            partial(remove, item.ref, self._library.places, forever=forever),
            done=lambda removed: self._on_removed(item, removed, then),
            failed=lambda error: self._on_not_removed(item, error, then),
        )

    def add_folder(self, folder: Path, *, first: bool = False) -> None:
        """Look into one more folder; as the `first` it takes downloads."""

        def added(is_folder: bool) -> None:
            if is_folder:
                self._change(with_folder(self._settings.value, folder, first=first))
            else:
                self.failed.emit(QwQError("folder_missing", path=str(folder)))

        self._worker.submit(folder.is_dir, done=added, failed=self.failed.emit)

    def use_for_downloads(self, folder: Path) -> None:
        """Let new models go into a folder that is looked into."""
        self._change(with_folder(self._settings.value, folder, first=True))

    def leave_folder(self, folder: Path) -> None:
        """Look into it no more; its files stay."""
        self._change(without_folder(self._settings.value, folder))

    def _change(self, settings: Settings) -> None:
        self._settings.update(settings)
        self.tell_change()

    def _on_looked(self, view: ShelfView) -> None:
        self._is_looking = False
        if self._is_stale:
            self._is_stale = False
            self.refresh()
            return
        self.view = view
        self.looked.emit(view)

    def _on_failed(self, error: Exception) -> None:
        self._is_looking = False
        self.failed.emit(error)

    def _on_removed(self, item: Listed, removed: Removed, then: Callable[[], None] | None) -> None:
        self._settings.update(forgotten(self._settings.value, item))
        self.removed.emit(item, removed)
        if then is not None:
            then()
        self.tell_change()

    def _on_not_removed(
        self, item: Listed, error: Exception, then: Callable[[], None] | None
    ) -> None:
        if isinstance(error, QwQError) and error.code == "model_missing":  # gone by another hand
            self._on_removed(item, Removed((), 0, in_place=True), then)
            return
        self.failed.emit(error)
        self.refresh()


def forgotten(settings: Settings, item: Listed) -> Settings:
    """The settings without a model; the next start doesn't ask for it."""
    kept = without_file(settings, item.ref.path)
    gone = (item.ref.id, str(item.ref.path))
    return replace(kept, last_model=None) if kept.last_model in gone else kept
