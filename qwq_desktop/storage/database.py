"""Opens the SQLite database: sound, of this version, and set to lose nothing that was written."""

import logging
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.files import aside_name
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.words import index_text
from qwq_desktop.storage.migrations import MIGRATIONS, Migration

_log = logging.getLogger(__name__)

_BUSY_TIMEOUT_S = 5.0
_CHECKED_BYTES = 16_000_000  # a full check of a larger file would hold up the start
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
# A damaged file may hold, and SQLite's message quote, what is no text.
_TROUBLE = (sqlite3.Error, UnicodeDecodeError)
_COMPANIONS = ("-wal", "-shm")


@dataclass(frozen=True)
class Database:
    """An open database and what the user should hear about its opening.

    The connection may be used from any thread, by one at a time.
    """

    connection: sqlite3.Connection
    notices: tuple[Notice, ...] = ()


def open_database(file: str | Path, migrations: Sequence[Migration] = MIGRATIONS) -> Database:
    """Open the database, created or brought to this version where need be.

    A damaged file is set aside and a fresh one begun (notice `database_damaged`). Before an
    existing database is migrated, a copy is kept as `….before-version-N`. Raises QwQError:
    `database_newer`, `database_busy`, `database_not_upgraded`, `disk_full`, `home_unwritable`.
    """
    path = Path(file)
    try:
        return Database(_open(path, migrations))
    except _TROUBLE as error:
        if _primary_code(error) not in _DAMAGED:
            raise _storage_error(error, path) from error
        _log.error("Database %s is damaged: %s", path, error)
    kept = set_aside_database(path)
    try:
        return Database(_open(path, migrations), (Notice("database_damaged", {"path": str(kept)}),))
    except _TROUBLE as error:
        raise _storage_error(error, path) from error


@contextmanager
def transaction(connection: sqlite3.Connection, *, durable: bool = False) -> Iterator[None]:
    """Make what happens inside one transaction, undone by an exception.

    A commit survives the death of the process; a `durable` one also survives a power cut, and so
    do all before it, at the price of waiting for the disk. Raises QwQError for SQLite's errors.
    """
    if durable:
        connection.execute("PRAGMA synchronous = FULL")
    try:
        with explained(connection):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
    finally:
        if durable:
            connection.execute("PRAGMA synchronous = NORMAL")


@contextmanager
def explained(connection: sqlite3.Connection) -> Iterator[None]:
    """Turn SQLite's errors into the program's."""
    try:
        yield
    except _TROUBLE as error:
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        raise _storage_error(error, Path(path)) from error


def _storage_error(error: Exception, path: Path) -> QwQError:
    codes = {
        sqlite3.SQLITE_BUSY: "database_busy",
        sqlite3.SQLITE_LOCKED: "database_busy",
        sqlite3.SQLITE_FULL: "disk_full",
        sqlite3.SQLITE_CORRUPT: "database_damaged",
        sqlite3.SQLITE_NOTADB: "database_damaged",
    }
    code = codes.get(_primary_code(error), "home_unwritable")
    return QwQError(code, detail=repr(error), path=str(path))


def _open(path: Path, migrations: Sequence[Migration]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    try:
        version = _checked_version(connection, path)
        if version > len(migrations):
            raise QwQError("database_newer", found=version, known=len(migrations))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        add_functions(connection)
        _migrate(connection, path, version, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def add_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the schema's triggers call."""
    connection.create_function("index_text", 1, index_text, deterministic=True)


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema's version. Raises sqlite3.DatabaseError with a code of `_DAMAGED`."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    tables: int = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if version < 0 or (version == 0 and tables):
        raise _damage("not a database of this program")
    if path.stat().st_size <= _CHECKED_BYTES:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise _damage(found)
    return version


def _damage(what: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(what)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _primary_code(error: Exception) -> int:
    if isinstance(error, UnicodeDecodeError) or "decode to UTF-8" in str(error):
        return sqlite3.SQLITE_CORRUPT
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _migrate(
    connection: sqlite3.Connection, path: Path, version: int, migrations: Sequence[Migration]
) -> None:
    if version == len(migrations):
        return
    try:
        if version > 0:
            _back_up(connection, path, version)
        for number, statements in enumerate(migrations[version:], version + 1):
            with transaction(connection, durable=True):
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
    except (sqlite3.Error, QwQError, OSError) as error:
        if version == 0:
            raise
        raise QwQError("database_not_upgraded", detail=repr(error), path=str(path)) from error


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    copy = path.with_name(f"{path.name}.before-version-{version + 1}")
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as target:
        connection.backup(target)
    unfinished.replace(copy)


def set_aside_database(path: Path) -> Path:
    """Rename the file, and its log with it, so that tools can still mend the two together.

    Returns the new name. Raises QwQError("database_damaged").
    """
    kept = aside_name(path, time.time())
    try:
        path.rename(kept)
        for ending in _COMPANIONS:
            companion = path.with_name(path.name + ending)
            if companion.exists():
                companion.rename(kept.with_name(kept.name + ending))
    except OSError as error:
        raise QwQError("database_damaged", detail=repr(error), path=str(path)) from error
    return kept
