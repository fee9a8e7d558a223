"""The index's file: damaged, of another version, on a full disk; it is made anew, never trusted."""

import random
import shutil
import sqlite3

import pytest

from qwq_desktop.documents.index.document_index import DocumentIndex
from qwq_desktop.platform.errors import QwQError
from tests.documents.index.conftest import FINGERPRINT, Meanings, document

TEXT = "The tenant pays the rent on the third working day of month {}. 承租人支付租金。"


@pytest.fixture
def filled(index_file):
    opened = DocumentIndex(index_file)
    for number in range(60):
        opened.put(number, FINGERPRINT, document(TEXT.format(number) * 9))
    opened.search("rent", embedder=Meanings(["rent"]))
    opened.close()
    return index_file


def names(file):
    return sorted(path.name for path in file.parent.iterdir())


def test_an_index_is_there_again_when_it_is_opened_again(filled):
    opened = DocumentIndex(filled)
    assert opened.notices == ()
    assert len(opened.fingerprints()) == 60
    assert opened.search("rent")
    opened.close()


@pytest.mark.log_errors_expected("damaged")
@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_index_is_set_aside(index_file, content):
    index_file.write_bytes(content)
    opened = DocumentIndex(index_file)
    (notice,) = opened.notices
    assert notice.code == "index_renewed"
    assert opened.fingerprints() == {}
    opened.put(1, FINGERPRINT, document("A boat."))
    assert opened.search("boat")
    opened.close()


def test_a_newer_index_is_set_aside(filled):
    with sqlite3.connect(filled) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    opened = DocumentIndex(filled)
    assert [notice.code for notice in opened.notices] == ["index_renewed"]
    assert opened.fingerprints() == {}
    opened.close()


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.log_errors_expected
def test_a_damaged_file_is_told_or_renewed_and_never_believed_broken(filled, seed):
    damage(filled, random.Random(seed))
    opened = DocumentIndex(filled)
    if trouble(opened):
        assert trouble(opened) == "index_damaged"
        assert opened.renew().code == "index_renewed"
        assert trouble(opened) == ""
    opened.close()


def trouble(index):
    """The code of what goes wrong when all calls are made, or ""."""
    try:
        use(index)
    except QwQError as error:
        return error.code
    return ""


def damage(file, dice):
    """Cut the end off, or turn some bytes over."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        if dice.random() < 0.3:
            opened.truncate(dice.randrange(size))
            return
        for _ in range(dice.choice([1, 20, 400])):
            opened.seek(dice.randrange(size))
            opened.write(bytes([dice.randrange(256)]))


def use(index):
    """All calls."""
    for number in list(index.fingerprints())[:10]:
        index.document(number)
        index.page_text(number, 1)
        index.chunks(number)
    index.search("rent 租金", embedder=Meanings(["rent"]))
    index.put(0, FINGERPRINT, document("A boat."))
    index.drop([1, 2])
    index.put(99, FINGERPRINT, document("A lease."))
    index.search("lease", document_ids=[99])


def test_a_full_disk_changes_nothing(filled):
    opened = DocumentIndex(filled)
    pages = opened._connection.execute("PRAGMA page_count").fetchone()[0]
    opened._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    before = [opened.chunks(number) for number in opened.fingerprints()]
    big = document(*(TEXT.format(number) * 40 for number in range(100)))
    for number in (3, 500):
        with pytest.raises(QwQError) as caught:
            opened.put(number, FINGERPRINT, big)
        assert caught.value.code == "disk_full"
    assert [opened.chunks(number) for number in opened.fingerprints()] == before
    assert opened.search("month 3 rent")
    opened._connection.execute("PRAGMA max_page_count = 100000")
    opened.put(3, FINGERPRINT, big)
    assert opened._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened._connection.execute("INSERT INTO chunk_words (chunk_words) VALUES ('integrity-check')")
    opened.close()


def test_a_locked_index_says_so(filled, monkeypatch):
    monkeypatch.setattr("qwq_desktop.storage.database._BUSY_TIMEOUT_S", 0.01)
    opened = DocumentIndex(filled)
    other = sqlite3.connect(filled)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(QwQError) as caught:
        opened.put(1, FINGERPRINT, document("A boat."))
    assert caught.value.code == "index_busy"
    other.close()
    opened.close()


def test_a_copy_of_the_file_can_be_used(filled, tmp_path):
    copied = tmp_path / "copy.db"
    shutil.copy(filled, copied)
    opened = DocumentIndex(copied)
    assert len(opened.fingerprints()) == 60
    opened.close()
