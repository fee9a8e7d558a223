"""What the database holds of documents, as frozen values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.text import sanitised


@dataclass(frozen=True)
class Document:
    """A file that the user brought. Times are Unix seconds, `asked_at` 0 where nobody asked yet.

    `folder_id` names the watched folder that brought it, if one did.
    """

    id: int
    path: str
    name: str
    added_at: float
    asked_at: float = 0.0
    folder_id: int | None = None


@dataclass(frozen=True)
class Collection:
    """Documents under one name."""

    id: int
    name: str
    created_at: float


@dataclass(frozen=True)
class WatchedFolder:
    """A folder whose files come into a collection by themselves."""

    id: int
    collection_id: int
    path: str


@dataclass(frozen=True)
class Reading:
    """What came of reading a document: of the file as it was with this size and time.

    Without `trouble` its text is in the index; `findings` are remarks on it.
    """

    document_id: int
    size_bytes: int
    mtime_ns: int
    page_count: int = 0
    is_paged: bool = False
    page_names: Mapping[int, str] = field(default_factory=dict)  # of pages that aren't their number
    findings: tuple[Notice, ...] = ()
    trouble: Notice | None = None


@dataclass(frozen=True)
class Holdings:
    """All that is known of the user's documents; `members` are (collection, document) ids."""

    documents: tuple[Document, ...] = ()
    collections: tuple[Collection, ...] = ()
    folders: tuple[WatchedFolder, ...] = ()
    members: frozenset[tuple[int, int]] = frozenset()
    readings: tuple[Reading, ...] = ()


def reading_text(reading: Reading) -> str:
    """A reading as it is stored."""
    return sanitised(json.dumps(asdict(reading), ensure_ascii=False, separators=(",", ":")))


def reading_from(row: Sequence[object]) -> Reading:
    """A reading of a row; one that this version can't read counts as of another file."""
    document_id, text = row
    try:
        data = json.loads(str(text))
        findings = tuple(Notice(**one) for one in data.pop("findings"))
        trouble = data.pop("trouble")
        names = {int(page): name for page, name in data.pop("page_names").items()}
        whole = Reading(
            **data,
            page_names=names,
            findings=findings,
            trouble=Notice(**trouble) if trouble else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return Reading(int(str(document_id)), -1, -1)
    return whole
