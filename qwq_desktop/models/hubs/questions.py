"""What a user means by the line in the search field: words, a repository, or an address. Pure."""

from dataclasses import dataclass

from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.gguf_remote import is_address
from qwq_desktop.models.hubs.direct import hub_address
from qwq_desktop.models.hubs.hub import check_repository
from qwq_desktop.platform.errors import QwQError


@dataclass(frozen=True)
class Words:
    """Look for repositories; `source` None is the hub that answers first."""

    text: str
    source: HubSource | None = None


@dataclass(frozen=True)
class Place:
    """Look into one repository; `wanted` is a file of it, "" for all."""

    repository: str
    source: HubSource | None = None
    revision: str = "main"
    wanted: str = ""


@dataclass(frozen=True)
class Address:
    """Fetch from a plain address."""

    url: str


Question = Words | Place | Address


def question_for(text: str, source: HubSource | None) -> Question:
    """What a line means; an address of a hub names its source itself."""
    text = text.strip()
    if is_address(text):
        known = hub_address(text)
        if known is None:
            return Address(text)
        return Place(known.repository, known.source, known.revision, known.path)
    return Place(text, source) if _is_repository(text) else Words(text, source)


def _is_repository(text: str) -> bool:
    try:
        check_repository(text)
    except QwQError:
        return False
    return True
