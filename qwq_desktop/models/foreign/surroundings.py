"""Where programs keep their data on the three systems."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Surroundings:
    """A computer as far as paths go. `system` is `sys.platform`: linux, darwin or win32."""

    system: str
    home: Path
    environment: Mapping[str, str]

    @classmethod
    def here(cls) -> "Surroundings":
        """This computer."""
        return cls(sys.platform, Path.home(), os.environ)

    def variable(self, name: str) -> Path | None:
        """A folder that an environment variable names."""
        value = self.environment.get(name, "").strip()
        if value.startswith("~"):
            value = str(self.home) + value[1:]
        return Path(value) if value else None

    @property
    def data(self) -> Path:
        """Each user's data: XDG's on Linux, Application Support, Roaming."""
        if self.system == "win32":
            return self.variable("APPDATA") or self.home / "AppData" / "Roaming"
        if self.system == "darwin":
            return self.home / "Library" / "Application Support"
        return self.variable("XDG_DATA_HOME") or self.home / ".local" / "share"

    @property
    def local_data(self) -> Path:
        """The same, but on Windows what stays on this computer."""
        if self.system == "win32":
            return self.variable("LOCALAPPDATA") or self.home / "AppData" / "Local"
        return self.data

    @property
    def settings(self) -> Path:
        """Each user's settings."""
        if self.system in ("win32", "darwin"):
            return self.data
        return self.variable("XDG_CONFIG_HOME") or self.home / ".config"

    @property
    def cache(self) -> Path:
        """What programs of the Unix kind cache, on Windows too."""
        return self.variable("XDG_CACHE_HOME") or self.home / ".cache"
