"""The models of other programs on this computer, that needn't be downloaded a second time."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.foreign.finder import find_models
from qwq_desktop.models.foreign.found import FoundModel, Unreadable
from qwq_desktop.models.foreign.surroundings import Surroundings
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.places import with_file
from qwq_desktop.models.references import identity
from qwq_desktop.models.shelf.shelf import ModelShelf
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore


@dataclass(frozen=True)
class Neighbour:
    """A model of another program; `is_used` if it is among the user's models here too."""

    found: FoundModel
    is_used: bool


@dataclass(frozen=True)
class Neighbours:
    """All that was found."""

    models: tuple[Neighbour, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


class NeighbourSearch(QObject):
    """Looks for them once it is asked to, on the worker; takes into the list what the user uses."""

    failed = Signal(object)  # Exception
    found = Signal(object)  # Neighbours

    def __init__(
        self,
        around: Surroundings,
        library: ModelLibrary,
        settings: SettingsStore,
        worker: Worker,
        shelf: ModelShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._library = library
        self._settings = settings
        self._worker = worker
        self._shelf = shelf

    def look(self) -> None:
        """Look for them, again too."""
        self._worker.submit(
            partial(neighbours, self._around, self._library),
            done=self.found.emit,
            failed=self.failed.emit,
        )

    def use(self, model: FoundModel) -> None:
        """Have a model in the list, where it lies."""
        self._settings.update(with_file(self._settings.value, model.path))
        self._shelf.tell_change()


def neighbours(around: Surroundings, library: ModelLibrary) -> Neighbours:
    """All models of other programs. Blocking."""
    findings = find_models(around)
    used = {identity(path) for path in library.files()}
    models = tuple(Neighbour(one, identity(one.path) in used) for one in findings.models)
    return Neighbours(models, findings.unreadable)
