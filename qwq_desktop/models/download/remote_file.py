"""What is to be fetched, and under which name it may be kept. Pure."""

import re
from dataclasses import dataclass

from qwq_desktop.platform.errors import QwQError

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_PART = 200  # bytes; file systems allow 255, and the partial file's ending comes behind
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class RemoteFile:
    """A file on a hub or a plain server.

    `name` is its path below the folder it goes to, with `/`; `size` in bytes and `sha256` (64 hex
    digits) are the hub's word, None where it gives none. `token` goes to the host of `url` alone.
    """

    url: str
    name: str
    size: int | None = None
    sha256: str | None = None
    token: str = ""

    def __post_init__(self) -> None:
        """Raises QwQError: download_name for a name that could lead elsewhere."""
        object.__setattr__(self, "name", safe_name(self.name))
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise ValueError("not a SHA-256")

    def __repr__(self) -> str:
        """Without the token: it must not reach a log."""
        return f"RemoteFile({self.url!r}, {self.name!r}, {self.size}, {self.sha256})"


def safe_name(name: str) -> str:
    """The name, if it stays inside its folder on every system. Raises QwQError: download_name."""
    parts = name.split("/")
    if not all(map(_is_safe, parts)):
        raise QwQError("download_name", name=name)
    return name


def _is_safe(part: str) -> bool:
    return (
        part not in ("", ".", "..")
        and not _FORBIDDEN.search(part)
        and not _RESERVED.match(part)
        and not part.endswith((".", " "))
        and len(part.encode("utf-8", "replace")) <= _LONGEST_PART
    )
