"""What the list says of a document in each of its states."""

import pytest
from PySide6.QtCore import QLocale

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState, Status
from qwq_desktop.platform.notice import Notice
from qwq_desktop.storage.document_records import Document
from qwq_desktop.ui.documents.lines import Remedy, Tone, day_text, is_in_need, line_of, reason_of

NOW = 1_700_000_000.0
DAY = 86_400


def entry(state, name="lease.pdf", **status):
    document = Document(1, f"/files/{name}", name, NOW - DAY)
    return Entry(document, Status(state, **status), frozenset({7}), is_paged=True, size_bytes=5000)


def line(one, collections=None):
    return line_of(one, collections or {}, NOW, QLocale.c())


def test_a_document_that_is_ready_needs_no_words_but_its_facts(qapp):
    shown = line(entry(DocumentState.READY, pages=18), {7: "Contracts"})
    assert shown.caption == "PDF · 18 page(s) · 5 kB · added yesterday · Contracts"
    assert (shown.state, shown.remark, shown.remedy) == ("", "", Remedy.NONE)


def test_how_far_a_reading_got_is_said_where_it_is_known(qapp):
    known = line(entry(DocumentState.READING, page=3, pages=12))
    assert known.state == "Reading page 3 of 12"
    assert known.progress == 0.25
    assert line(entry(DocumentState.READING)).progress == -1.0


@pytest.mark.parametrize(
    ("state", "remedy", "tone"),
    [
        (DocumentState.CHANGED, Remedy.READ_AGAIN, Tone.WARNING),
        (DocumentState.MISSING, Remedy.LOCATE, Tone.WARNING),
    ],
)
def test_what_is_not_as_it_was_can_be_mended(qapp, state, remedy, tone):
    shown = line(entry(state, is_searchable=True))
    assert (shown.remedy, shown.tone) == (remedy, tone)
    assert shown.remark
    assert shown.advice


def test_a_failure_says_why_and_what_to_do(qapp):
    shown = line(entry(DocumentState.FAILED, trouble=Notice("document_damaged")))
    assert shown.remark == "“lease.pdf” is damaged"
    assert "save it anew" in shown.advice
    assert (shown.tone, shown.remedy) == (Tone.DANGER, Remedy.READ_AGAIN)


def test_a_locked_document_asks_for_its_password(qapp):
    shown = line(entry(DocumentState.NEEDS_PASSWORD, trouble=Notice("document_password")))
    assert (shown.tone, shown.remedy) == (Tone.WARNING, Remedy.GIVE_PASSWORD)


def test_a_document_with_findings_is_ready_and_says_them_all(qapp):
    findings = (Notice("document_pages_scanned", {"pages": "3, 4"}), Notice("document_thin"))
    shown = line(entry(DocumentState.READY, findings=findings))
    assert shown.remark == "Some pages of “lease.pdf” are pictures"
    assert "3, 4" in shown.advice
    assert "very little text" in shown.more


@pytest.mark.parametrize(
    ("state", "needs"),
    [
        (DocumentState.READY, False),
        (DocumentState.WAITING, False),
        (DocumentState.READING, False),
        (DocumentState.FAILED, True),
        (DocumentState.MISSING, True),
        (DocumentState.CHANGED, True),
        (DocumentState.NEEDS_PASSWORD, True),
    ],
)
def test_only_what_waits_for_the_user_needs_a_look(qapp, state, needs):
    assert is_in_need(entry(state)) is needs
    assert bool(reason_of(entry(state))) is needs


def test_a_screen_reader_hears_the_whole_line(qapp):
    shown = line(entry(DocumentState.FAILED, trouble=Notice("document_damaged")))
    for part in (shown.name, shown.remark, shown.advice, shown.caption):
        assert part in shown.spoken


def test_a_file_without_an_ending_has_no_kind(qapp):
    shown = line(entry(DocumentState.READY, name="README"))
    assert shown.caption.startswith("5 kB")


@pytest.mark.parametrize(("days", "text"), [(0, "today"), (1, "yesterday"), (-2, "today")], ids=str)
def test_days_are_named_as_one_says_them(qapp, days, text):
    assert day_text(NOW - days * DAY, NOW, QLocale.c()) == text


def test_an_older_day_has_its_date(qapp):
    assert "2023" in day_text(NOW - 9 * DAY, NOW, QLocale(QLocale.Language.Chinese)) or (
        "23" in day_text(NOW - 9 * DAY, NOW, QLocale.c())
    )
