"""How it stands with each document, and how that follows from what is known of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.platform.notice import Notice
from qwq_desktop.storage.document_records import Document, Reading

Key = TypeVar("Key")
PASSWORD_CODES = frozenset(("document_password", "document_password_wrong"))


class DocumentState(StrEnum):
    """What there is to say of a document."""

    WAITING = "waiting"  # for its turn to be read
    READING = "reading"
    READY = "ready"
    FAILED = "failed"  # `trouble` says why
    NEEDS_PASSWORD = "needs_password"
    CHANGED = "changed"  # since it was read; its old text is still found
    MISSING = "missing"  # its file is not where it was; its text is still found


@dataclass(frozen=True)
class Status:
    """The state of a document.

    `is_searchable` tells whether the index has a text of it; `page` of `pages` is how far its
    reading got, 0 where that isn't known. `findings` are remarks on what was read, such as pages
    without text.
    """

    state: DocumentState
    is_searchable: bool = False
    page: int = 0
    pages: int = 0
    findings: tuple[Notice, ...] = ()
    trouble: Notice | None = None

    @property
    def has_findings(self) -> bool:
        """Whether a document that is ready deserves a remark."""
        return self.state is DocumentState.READY and bool(self.findings)


@dataclass(frozen=True)
class Known:
    """What is known of one document: its row, the last reading, its file now, the index's text."""

    document: Document
    reading: Reading | None
    on_disk: Fingerprint | None
    in_index: Fingerprint | None
    is_watched: bool = False


def status_of(known: Known) -> Status:
    """The state that follows; WAITING is what shall be read.

    A file that changed is read again by itself where a watched folder brought it; elsewhere the
    user is told and decides.
    """
    reading = known.reading
    was = None if reading is None else Fingerprint(reading.size_bytes, reading.mtime_ns)
    has_text = known.in_index is not None
    if known.on_disk is None:
        return Status(DocumentState.MISSING, has_text, pages=_pages(reading))
    if reading is not None and reading.trouble is not None and was == known.on_disk:
        return failed(reading.trouble, has_text)
    if known.in_index == known.on_disk and was == known.on_disk and reading is not None:
        return Status(DocumentState.READY, True, 0, reading.page_count, reading.findings)
    if has_text and was == known.in_index and not known.is_watched:
        return Status(DocumentState.CHANGED, True, pages=_pages(reading))
    return Status(DocumentState.WAITING, has_text)


def failed(trouble: Notice, is_searchable: bool = False) -> Status:
    """The state of a document that could not be read."""
    wants = trouble.code in PASSWORD_CODES
    state = DocumentState.NEEDS_PASSWORD if wants else DocumentState.FAILED
    return Status(state, is_searchable, trouble=trouble)


def moved_files(gone: Mapping[int, Fingerprint], new: Mapping[str, Fingerprint]) -> dict[int, str]:
    """Which documents' files are found under another path: those whose fingerprints match.

    Only where exactly one file is gone and exactly one came with a fingerprint: a wrong guess
    would show one document's text as another's. Empty files tell nothing.
    """
    gone_by = _unique({key: mark for key, mark in gone.items() if mark.size > 0})
    new_by = _unique(new)
    return {key: new_by[mark] for mark, key in gone_by.items() if mark in new_by}


def _unique(marks: Mapping[Key, Fingerprint]) -> dict[Fingerprint, Key]:
    found: dict[Fingerprint, Key] = {}
    twice: set[Fingerprint] = set()
    for key, mark in marks.items():
        if mark in found:
            twice.add(mark)
        found[mark] = key
    return {mark: key for mark, key in found.items() if mark not in twice}


def _pages(reading: Reading | None) -> int:
    return 0 if reading is None else reading.page_count
