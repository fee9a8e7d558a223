"""The model in use when its file goes elsewhere, or goes away."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelStatus

HOLDS_FILES = sys.platform == "win32"  # a file that is in use can't be renamed or deleted there


class ModelFollower(QObject):
    """Opens the model at its new place, once no answer is under way that this would break off."""

    def __init__(
        self, models: ModelSession, open_model: Callable[[str], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._models = models
        self._open = open_model
        self._is_busy = False
        self._wanted = ""

    @property
    def loaded(self) -> Path | None:
        """The file of the model that is loaded or being loaded."""
        state = self._models.state
        is_in_use = state.status in (ModelStatus.READY, ModelStatus.LOADING)
        return state.ref.path if is_in_use and state.ref is not None else None

    def set_busy(self, busy: bool) -> None:
        """Whether an answer is under way."""
        self._is_busy = busy
        if not busy and self._wanted:
            self._open_wanted()

    def release(self, below: Path) -> None:
        """Let go of a file, or of all below a folder, where the system would refuse to move it."""
        if HOLDS_FILES and self._is_below(below):
            self._models.unload()

    def follow(self, old: Path, new: Path) -> None:
        """A file, or a folder with all in it, is at a new place now."""
        state = self._models.state
        if state.ref is not None and self._is_below(old):
            self._wanted = str(new / state.ref.path.relative_to(old))
            if not self._is_busy:
                self._open_wanted()

    def replace(self, path: Path, other: str) -> None:
        """Open another model in place of the one whose file is about to go."""
        if self._is_below(path):
            self._open(other)

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, ""
        self._open(wanted)

    def _is_below(self, path: Path) -> bool:
        ref = self._models.state.ref
        return ref is not None and ref.path.is_relative_to(path)
