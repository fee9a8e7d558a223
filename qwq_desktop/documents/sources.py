"""Whether a document that is cited is still the file that was read. Blocking."""

from enum import StrEnum

from qwq_desktop.documents.fingerprint import fingerprint_of
from qwq_desktop.documents.index.records import Fingerprint


class SourceState(StrEnum):
    """How a document's file compares with the text that was read from it."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"


def source_state(path: str, was: Fingerprint | None) -> SourceState:
    """Compare a file with what it was when it was read."""
    now = fingerprint_of(path)
    if now is None:
        return SourceState.MISSING
    return SourceState.SAME if now == was else SourceState.CHANGED
