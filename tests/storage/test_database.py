import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.database import open_database, transaction
from qwq_desktop.storage.migrations import MIGRATIONS

ONE = ("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)",)
TWO = ("ALTER TABLE notes ADD COLUMN kind TEXT", "UPDATE notes SET kind = 'old'")
BROKEN = ("ALTER TABLE notes ADD COLUMN colour TEXT", "NONSENSE")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "用户 数据 é 😀.db"


def notes_at(path, *texts):
    """Make a database of version 1 that holds some notes."""
    with closing(open_database(path, (ONE,)).connection) as connection:
        connection.executemany("INSERT INTO notes (text) VALUES (?)", [(text,) for text in texts])


def pragma(connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_fresh_database_has_the_newest_version_and_safe_settings(path):
    database = open_database(path)
    with closing(database.connection) as connection:
        assert database.notices == ()
        assert pragma(connection, "user_version") == len(MIGRATIONS)
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "synchronous") == 1
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "busy_timeout") > 0
    assert os.listdir(path.parent) == [path.name]


def test_opening_again_changes_nothing(path):
    open_database(path).connection.close()
    content = path.read_bytes()
    open_database(str(path)).connection.close()
    assert path.read_bytes() == content


def test_a_migration_keeps_the_content_and_a_copy_of_before(path):
    notes_at(path, "a", "b\0é")
    with closing(open_database(path, (ONE, TWO)).connection) as connection:
        rows = connection.execute("SELECT text, kind FROM notes").fetchall()
        assert rows == [("a", "old"), ("b\0é", "old")]
    copy = path.with_name(f"{path.name}.before-version-2")
    with closing(sqlite3.connect(copy)) as connection:
        assert pragma(connection, "user_version") == 1
        assert connection.execute("SELECT text FROM notes").fetchall() == [("a",), ("b\0é",)]


def test_a_failing_migration_leaves_the_database_as_it_was(path):
    notes_at(path, "a")
    with pytest.raises(QwQError) as caught:
        open_database(path, (ONE, BROKEN))
    assert caught.value.code == "database_not_upgraded"
    with closing(open_database(path, (ONE,)).connection) as connection:
        assert connection.execute("SELECT * FROM notes").fetchall() == [(1, "a")]


def test_steps_before_a_failing_one_are_kept(path):
    notes_at(path, "a")
    with pytest.raises(QwQError, match="database_not_upgraded"):
        open_database(path, (ONE, TWO, BROKEN))
    with closing(sqlite3.connect(path)) as connection:
        assert pragma(connection, "user_version") == 2


def test_a_database_of_a_newer_version_is_refused_untouched(path):
    notes_at(path, "a")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    content = path.read_bytes()
    with pytest.raises(QwQError) as caught:
        open_database(path)
    assert caught.value.code == "database_newer"
    assert caught.value.facts == {"found": 99, "known": len(MIGRATIONS)}
    assert path.read_bytes() == content
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.log_errors_expected("is damaged")
@pytest.mark.parametrize("damage", ["nonsense", "middle", "cut", "header"])
def test_a_damaged_file_is_set_aside_and_a_fresh_one_begun(path, damage):
    notes_at(path, *("x" * 500 for _ in range(100)))
    whole = path.read_bytes()
    contents = {
        "nonsense": b"this is no database at all" * 100,
        "middle": whole[:4096] + os.urandom(8192) + whole[12288:],
        "cut": whole[: len(whole) // 2],
        "header": b"\0" * 100 + whole[100:],
    }
    path.write_bytes(contents[damage])
    database = open_database(path, (ONE,))
    with closing(database.connection) as connection:
        assert connection.execute("SELECT * FROM notes").fetchall() == []
    (notice,) = database.notices
    assert notice.code == "database_damaged"
    (kept,) = [p for p in path.parent.iterdir() if ".damaged-" in p.name]
    assert str(kept) == notice.facts["path"]
    assert kept.read_bytes() == contents[damage]


@pytest.mark.log_errors_expected("is damaged")
def test_a_database_of_another_program_is_set_aside_not_changed(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    content = path.read_bytes()
    open_database(path).connection.close()
    (kept,) = [p for p in path.parent.iterdir() if ".damaged-" in p.name]
    assert kept.read_bytes() == content


def test_an_empty_file_is_a_fresh_database(path):
    path.write_bytes(b"")
    database = open_database(path)
    database.connection.close()
    assert database.notices == ()


@pytest.mark.parametrize("place", ["folder", "missing"])
def test_a_place_that_cannot_hold_a_database_is_told(path, place):
    if place == "folder":
        path.mkdir()
    with pytest.raises(QwQError) as caught:
        open_database(path if place == "folder" else path / "no" / "such")
    assert caught.value.code == "home_unwritable"


def test_a_lock_held_by_another_program_is_told(path, monkeypatch):
    monkeypatch.setattr("qwq_desktop.storage.database._BUSY_TIMEOUT_S", 0.01)
    notes_at(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(QwQError) as caught:
            open_database(path, (ONE, ("CREATE TABLE more (a)",)))
        assert caught.value.code == "database_not_upgraded"
        with closing(open_database(path, (ONE,)).connection) as mine:
            with pytest.raises(QwQError) as caught, transaction(mine):
                pass
            assert caught.value.code == "database_busy"
            assert caught.value.facts["path"] == str(path)


def interrupted(connection, error):
    with transaction(connection, durable=True):
        connection.execute("INSERT INTO notes (text) VALUES ('a')")
        raise error


def test_a_transaction_is_undone_by_any_exception(path):
    notes_at(path)
    with closing(open_database(path, (ONE,)).connection) as connection:
        for error in (ValueError, KeyboardInterrupt):
            with pytest.raises(error):
                interrupted(connection, error)
        assert connection.execute("SELECT * FROM notes").fetchall() == []
        assert pragma(connection, "synchronous") == 1


def test_a_full_disk_is_told_and_the_database_goes_on(path):
    notes_at(path, "a")
    with closing(open_database(path, (ONE,)).connection) as connection:
        connection.execute(f"PRAGMA max_page_count = {pragma(connection, 'page_count')}")
        with pytest.raises(QwQError) as caught, transaction(connection):
            connection.execute("INSERT INTO notes (text) VALUES (?)", ("x" * 100_000,))
        assert caught.value.code == "disk_full"
        assert connection.execute("SELECT text FROM notes").fetchall() == [("a",)]


def test_what_a_dead_process_left_in_the_log_file_counts(path, tmp_path):
    notes_at(path)
    with closing(open_database(path, (ONE,)).connection) as connection:
        connection.execute("INSERT INTO notes (text) VALUES ('a')")
        copy = tmp_path / "copy.db"
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    with closing(open_database(copy, (ONE,)).connection) as connection:
        assert connection.execute("SELECT text FROM notes").fetchall() == [("a",)]
