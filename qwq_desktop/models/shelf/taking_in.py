"""Takes in the models that the user brings: used where they lie, or moved to the models folder."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.places import file_moved, with_file
from qwq_desktop.models.shelf.follower import ModelFollower
from qwq_desktop.models.shelf.incoming import Incoming, Offer, Taken, move_all, offer_of
from qwq_desktop.models.shelf.shelf import ModelShelf
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.long_work import LongTask, LongWork
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore


class TakingIn(QObject):
    """Looks at paths, then does with the models there what the user chose. One move at a time."""

    ended = Signal(object, object)  # tuple[Taken], tuple[QwQError]; also of what was stopped
    looked = Signal(object)  # Offer
    progressed = Signal(float)
    started = Signal(object)  # tuple[Incoming]
    used = Signal(object)  # tuple[Incoming], from now on among the models, where they lie

    def __init__(
        self,
        library: ModelLibrary,
        settings: SettingsStore,
        worker: Worker,
        long_work: LongWork,
        follower: ModelFollower,
        shelf: ModelShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._settings = settings
        self._worker = worker
        self._long_work = long_work
        self._follower = follower
        self._shelf = shelf
        self._task: LongTask | None = None
        self._taken: list[Taken] = []
        self.moving: tuple[Incoming, ...] = ()
        self.offer: Offer | None = None  # what waits for the user's choice

    def look(self, paths: Sequence[str]) -> None:
        """Look what files and folders hold; ends in `looked`."""
        self._worker.submit(offer_of, tuple(paths), self._library, done=self._on_looked)

    def drop_offer(self) -> None:
        """The user wants nothing of it, or has chosen."""
        self.offer = None

    def use(self, models: Sequence[Incoming]) -> None:
        """Have models where they lie; nothing is copied."""
        value = self._settings.value
        for model in models:
            value = with_file(value, model.path)
        self._settings.update(value)
        self.drop_offer()
        self.used.emit(tuple(models))
        self._shelf.tell_change()

    def move(self, models: Sequence[Incoming]) -> None:
        """Move models to the folder that takes new ones."""
        if self._task is not None:
            return
        self.drop_offer()
        for model in models:
            self._follower.release(model.path)
        taken: list[Taken] = []
        self._taken = taken
        self.moving = tuple(models)
        folder = self._library.places.downloads
        total = 2 * sum(model.size_bytes for model in models)
        self._task = task = self._long_work.start(
            partial(move_all, self.moving, folder, taken), total
        )
        task.progressed.connect(self.progressed)
        task.finished.connect(self._end)
        task.failed.connect(self._on_failed)
        task.stopped.connect(lambda: self._end(()))
        self.started.emit(self.moving)

    def move_in(self, path: str) -> None:
        """Move a model that was used where it lies."""

        def looked(offer: Offer) -> None:
            if offer.models:
                self.move(offer.models)
            else:
                self.ended.emit((), offer.troubles)

        self._worker.submit(offer_of, (path,), self._library, done=looked)

    def cancel(self) -> None:
        """Stop a move; the model that is on its way stays where it was."""
        if self._task is not None:
            self._task.cancel()

    def close(self) -> None:
        """Once nothing runs any more: note what was moved before the program ended."""
        if self._task is not None:
            self._task = None
            self._note_moved()

    def _note_moved(self) -> None:
        value = self._settings.value
        for one in self._taken:
            value = file_moved(value, one.model.path, one.path)
        self._settings.update(value)

    def _on_looked(self, offer: Offer) -> None:
        self.offer = offer
        self.looked.emit(offer)

    def _on_failed(self, error: Exception) -> None:
        self._end((QwQError("unexpected", detail=repr(error), reason=repr(error)),))

    def _end(self, troubles: tuple[QwQError, ...]) -> None:
        self._note_moved()
        taken, self._task, self.moving = tuple(self._taken), None, ()
        for one in taken:
            self._follower.follow(one.model.path, one.path)
        self.ended.emit(taken, troubles)
        self._shelf.tell_change()
