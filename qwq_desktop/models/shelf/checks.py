"""Models that are being checked, and what was found of them."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.inventory import Listed
from qwq_desktop.models.verifying import Check, Verdict, verify
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.long_work import LongTask, LongWork


@dataclass(frozen=True)
class Checking:
    """How the check of a model stands: under way (`share` is 0 to 1), or over with its result."""

    share: float | None = None
    checks: tuple[Check, ...] = ()
    error: QwQError | None = None

    @property
    def is_running(self) -> bool:
        """Whether it is under way, or waits for its turn."""
        return self.share is not None

    @property
    def verdict(self) -> Verdict:
        """Of all files of the model, the worst."""
        found = {check.verdict for check in self.checks}
        order = (Verdict.WRONG, Verdict.UNPROVEN, Verdict.RIGHT)
        return next((verdict for verdict in order if verdict in found), Verdict.UNPROVEN)

    @property
    def is_damaged(self) -> bool:
        """Whether the model can't be trusted."""
        return self.error is not None or self.verdict is Verdict.WRONG


class ModelChecks(QObject):
    """Checks one model after another; each by its id."""

    changed = Signal(str)  # the model's id

    def __init__(self, long_work: LongWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._long_work = long_work
        self._tasks: dict[str, LongTask] = {}
        self._states: dict[str, Checking] = {}

    def state(self, model_id: str) -> Checking | None:
        """How the check of a model stands; None if nobody asked for one."""
        return self._states.get(model_id)

    def start(self, item: Listed) -> None:
        """Read a model's files and compare their hashes."""
        model_id = item.ref.id
        if model_id in self._tasks:
            return
        task = self._long_work.start(partial(verify, item.ref.path), item.size_bytes)
        self._tasks[model_id] = task
        task.progressed.connect(lambda share: self._set(model_id, Checking(share)))
        task.finished.connect(lambda checks: self._end(model_id, Checking(checks=checks)))
        task.failed.connect(lambda error: self._end(model_id, Checking(error=_told(error))))
        task.stopped.connect(lambda: self._end(model_id, None))
        self._set(model_id, Checking(0.0))

    def cancel(self, model_id: str) -> None:
        """Stop a check."""
        if model_id in self._tasks:
            self._tasks[model_id].cancel()

    def forget(self, model_id: str) -> None:
        """Drop what was found: it was read, or the model is gone."""
        self.cancel(model_id)
        self._set(model_id, None)

    def _end(self, model_id: str, state: Checking | None) -> None:
        self._tasks.pop(model_id, None)
        self._set(model_id, state)

    def _set(self, model_id: str, state: Checking | None) -> None:
        if state is None:
            self._states.pop(model_id, None)
        else:
            self._states[model_id] = state
        self.changed.emit(model_id)


def _told(error: Exception) -> QwQError:
    if isinstance(error, QwQError):
        return error
    return QwQError("unexpected", detail=repr(error), reason=repr(error))
