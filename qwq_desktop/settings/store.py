"""The user's settings while the program runs, and the file that keeps them."""

import json
import logging
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.files import write_atomically
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.text import sanitised
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.codec import decode, encode, validate
from qwq_desktop.settings.file import read_json
from qwq_desktop.settings.schema import Settings

__all__ = ["SettingsStore", "validate"]

_log = logging.getLogger(__name__)


class SettingsStore(QObject):
    """Holds the settings, and writes each change to `path` on the worker.

    A file that cannot be used never stops the program: `notices` then tell what was reset or set
    aside. What a newer version wrote and this one doesn't know stays in the file.
    """

    changed = Signal(object, object)  # Settings before, Settings now
    save_failed = Signal(object)  # QwQError

    def __init__(self, path: Path, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._worker = worker
        data, file_notices = read_json(path)
        self._value, refused = decode(data)
        self._written = data
        resets = (Notice("setting_reset", {"setting": name}) for name in refused)
        self.notices: tuple[Notice, ...] = (*file_notices, *resets)

    @property
    def value(self) -> Settings:
        """The settings now."""
        return self._value

    def update(self, new: Settings) -> None:
        """Take new settings, held within their bounds; tell the listeners and write the file."""
        old, self._value = self._value, validate(new)
        if self._value == old:
            return
        self._written = encode(self._value, self._written)
        text = json.dumps(self._written, ensure_ascii=False, indent=2) + "\n"
        data = sanitised(text).encode()
        self._worker.submit(write_atomically, self._path, data, failed=self._on_failed)
        self.changed.emit(old, self._value)

    def _on_failed(self, error: Exception) -> None:
        _log.error("Settings not written to %s: %r", self._path, error)
        self.save_failed.emit(QwQError("home_unwritable", detail=repr(error), path=str(self._path)))
