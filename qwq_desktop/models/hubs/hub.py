"""What all hubs tell, as frozen values, and the interface behind which each of them speaks."""

import re
from dataclasses import dataclass
from typing import Protocol

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.platform.errors import QwQError

_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)


@dataclass(frozen=True)
class HubFile:
    """A file of a repository. `path` has `/`; `size` in bytes, `sha256` in hex, None if untold."""

    path: str
    url: str
    size: int | None = None
    sha256: str | None = None


@dataclass(frozen=True)
class HubListing:
    """What a repository holds at a revision (a commit's hash where the hub tells one).

    `licence` is the hub's own short name; `is_gated` means that it must be accepted first.
    """

    source: HubSource
    repository: str
    revision: str
    files: tuple[HubFile, ...]
    licence: str = ""
    is_gated: bool = False


@dataclass(frozen=True)
class HubModel:
    """One hit of a search. Counts are None where the hub doesn't tell."""

    source: HubSource
    repository: str
    licence: str = ""
    likes: int | None = None
    downloads: int | None = None
    updated_at: str = ""  # ISO 8601
    is_gated: bool = False


class Hub(Protocol):
    """One hub. Its methods block on the network: call them off the UI thread.

    They raise Stopped after `close`, and QwQError: offline, hub_unreachable, hub_busy,
    hub_answer_unusable, repository_name, repository_missing, repository_needs_token,
    repository_forbidden, keyring_refused, and those of `HttpClient.request`.
    """

    source: HubSource
    endpoint: str

    def listing(self, repository: str, revision: str = "main") -> HubListing:
        """What `OWNER/NAME` holds."""

    def search(self, words: str, limit: int = 30) -> tuple[HubModel, ...]:
        """Repositories with GGUF files that match, the most used first."""

    def seconds_to_answer(self) -> float:
        """How long a small question takes; for choosing among hubs."""

    def close(self) -> None:
        """Break off what is under way, from any thread."""


def check_repository(name: str) -> str:
    """The name, if it is one: `OWNER/NAME`. Raises QwQError: repository_name."""
    if not _REPOSITORY.fullmatch(name) or ".." in name:
        raise QwQError("repository_name", name=name)
    return name
