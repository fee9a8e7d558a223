"""Where the program keeps its files, and where its own resources lie."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from qwq_desktop.platform.errors import QwQError

_APPLICATION = "qwq-desktop"
HOME_VARIABLE = "QWQ_DESKTOP_HOME"


@dataclass(frozen=True)
class Paths:
    """The places of one installation: all under `home`, or where the system wants them if None.

    Asking for a place creates its folder, so that what a property returns can be written at once;
    each raises QwQError("home_unwritable", path=…) where that fails.
    """

    home: Path | None = None

    @classmethod
    def find(cls, home: str | None = None) -> "Paths":
        """Find the places by the argument, else by QWQ_DESKTOP_HOME, else by the system's rules."""
        chosen = home or os.environ.get(HOME_VARIABLE)
        if not chosen:
            return cls(None)
        try:
            return cls(Path(chosen).expanduser().absolute())
        except (OSError, RuntimeError, ValueError) as error:
            raise QwQError("home_unwritable", detail=repr(error), path=chosen) from error

    @property
    def identity(self) -> str:
        """The same text for the same installation, whatever name led to it."""
        root = self.home or Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False))
        return os.path.normcase(os.path.realpath(root))

    @property
    def settings_file(self) -> Path:
        """The user's settings (JSON)."""
        folder = self.home or Path(platformdirs.user_config_dir(_APPLICATION, appauthor=False))
        return _created(folder) / "settings.json"

    @property
    def database_file(self) -> Path:
        """The chats (SQLite)."""
        return _created(self._data) / "chats.db"

    @property
    def documents_file(self) -> Path:
        """The index of the user's documents (SQLite); it can be made again from them."""
        return _created(self._data) / "documents.db"

    @property
    def pasted_dir(self) -> Path:
        """Texts that were pasted as documents."""
        return _created(self._data / "documents")

    @property
    def downloads_file(self) -> Path:
        """The queue of downloads (JSON)."""
        return _created(self._data) / "downloads.json"

    @property
    def token_hosts_file(self) -> Path:
        """For which hosts the system's keyring holds a token (JSON); no token itself."""
        return _created(self._data) / "token-hosts.json"

    @property
    def usage_file(self) -> Path:
        """When each model was last used (JSON)."""
        return _created(self._data) / "model-usage.json"

    @property
    def models_dir(self) -> Path:
        """Downloaded and imported model files."""
        return _created(self._data / "models")

    @property
    def cache_dir(self) -> Path:
        """What can be deleted and made again."""
        if self.home:
            return _created(self.home / "cache")
        return _created(Path(platformdirs.user_cache_dir(_APPLICATION, appauthor=False)))

    @property
    def log_dir(self) -> Path:
        """Log files."""
        if self.home:
            return _created(self.home / "logs")
        return _created(Path(platformdirs.user_log_dir(_APPLICATION, appauthor=False)))

    @property
    def _data(self) -> Path:
        return self.home or Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False))


def resources_dir() -> Path:
    """Return the folder with icons, translations and the built-in model.

    Works in a frozen program, an installed wheel and a checkout. Raises
    QwQError("resources_missing", path=…) in a broken installation.
    """
    package = Path(__file__).resolve().parents[1]
    places = [package / "resources", package.parent / "resources"]
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        places = [Path(frozen) / "qwq_desktop" / "resources", Path(frozen) / "resources", *places]
    for place in places:
        if place.is_dir():
            return place
    raise QwQError("resources_missing", path=str(places[0]))


def _created(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise QwQError("home_unwritable", detail=repr(error), path=str(folder)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise QwQError("home_unwritable", path=str(folder))
    return folder
