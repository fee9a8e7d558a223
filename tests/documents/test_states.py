"""How it stands with a document."""

import pytest

from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.states import DocumentState, Known, moved_files, status_of
from qwq_desktop.platform.notice import Notice
from qwq_desktop.storage.document_records import Document, Reading

ROW = Document(1, "/a.pdf", "a.pdf", 0.0)
NOW, BEFORE = Fingerprint(10, 2), Fingerprint(10, 1)
GOOD = Reading(1, 10, 2, page_count=3)
OLD = Reading(1, 10, 1, page_count=3)
BAD = Reading(1, 10, 2, trouble=Notice("document_broken"))
LOCKED = Reading(1, 10, 2, trouble=Notice("document_password"))


@pytest.mark.parametrize(
    ("reading", "on_disk", "in_index", "is_watched", "state"),
    [
        (None, NOW, None, False, DocumentState.WAITING),
        (GOOD, NOW, NOW, False, DocumentState.READY),
        (GOOD, None, NOW, False, DocumentState.MISSING),
        (BAD, NOW, None, False, DocumentState.FAILED),
        (LOCKED, NOW, None, False, DocumentState.NEEDS_PASSWORD),
        (OLD, NOW, BEFORE, False, DocumentState.CHANGED),
        (OLD, NOW, BEFORE, True, DocumentState.WAITING),
        (GOOD, NOW, None, False, DocumentState.WAITING),  # the index was begun anew
        (None, NOW, NOW, False, DocumentState.WAITING),  # ended before the reading was kept
        (OLD, NOW, NOW, False, DocumentState.WAITING),  # the same, of a file read again
        (BAD, BEFORE, None, False, DocumentState.WAITING),  # mended since
    ],
)
def test_a_state_follows_from_what_is_known(reading, on_disk, in_index, is_watched, state):
    status = status_of(Known(ROW, reading, on_disk, in_index, is_watched))
    assert status.state is state
    assert status.is_searchable == (in_index is not None)


def test_findings_of_a_ready_document_are_told():
    findings = (Notice("document_pages_empty", {"count": 2}),)
    status = status_of(Known(ROW, Reading(1, 10, 2, 3, findings=findings), NOW, NOW))
    assert status.has_findings
    assert (status.findings, status.pages) == (findings, 3)


def test_a_file_under_a_new_name_is_the_same_document():
    gone = {1: Fingerprint(5, 5), 2: Fingerprint(6, 6), 3: Fingerprint(0, 9)}
    new = {"/b": Fingerprint(5, 5), "/c": Fingerprint(7, 7), "/d": Fingerprint(0, 9)}
    assert moved_files(gone, new) == {1: "/b"}


def test_two_that_look_alike_are_not_guessed_at():
    mark = Fingerprint(5, 5)
    assert moved_files({1: mark, 2: mark}, {"/b": mark}) == {}
    assert moved_files({1: mark}, {"/b": mark, "/c": mark}) == {}
