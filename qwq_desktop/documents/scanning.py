"""Looks which files lie in folders, and how they are; blocking, for a worker thread."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qwq_desktop.documents.fingerprint import fingerprint_of
from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.platform.notice import Notice

MOST_FILES = 20_000  # of one folder; more are told and left out
_MOST_FOLDERS = 20_000
# What programs put there for themselves; nobody asks questions about it.
_MACHINE_FOLDERS = frozenset(
    ("node_modules", "__pycache__", "venv", "$recycle.bin", "system volume information")
)
_TEMPORARY_STARTS = ("~$", ".~lock.")  # of Microsoft's and LibreOffice's open documents
_TEMPORARY_ENDS = (".tmp", ".part", ".crdownload", ".swp")

Stopped = Callable[[], bool]


@dataclass
class Scan:
    """What a look brought: files by path, the folders seen, and what can't be taken, with why."""

    files: dict[str, Fingerprint] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    refused: list[Notice] = field(default_factory=list)


def absolute(path: str | os.PathLike[str]) -> str:
    """The one name of a file or folder, links followed."""
    return os.path.realpath(os.fspath(path))


def look(
    paths: Iterable[str | os.PathLike[str]],
    wanted: Callable[[str], bool],
    stopped: Stopped = lambda: False,
) -> Scan:
    """Gather files: those named, whatever they are, and of folders those with a `wanted` name.

    Hidden files of a folder, and what is there for machines, are left out without a word.
    """
    scan = Scan()
    for path in map(absolute, paths):
        if os.path.isdir(path):
            _look_into(path, wanted, scan, stopped)
        else:
            _look_at(path, scan)
    return scan


def look_again(paths: Iterable[str]) -> dict[str, Fingerprint | None]:
    """How files are now; None for those that are not there."""
    return {path: fingerprint_of(path) for path in paths}


def _look_at(path: str, scan: Scan) -> None:
    name = Path(path).name
    found = fingerprint_of(path)
    if found is None:
        code = "document_not_file" if os.path.exists(path) else "document_missing"
        scan.refused.append(Notice(code, {"name": _printable(name), "path": _printable(path)}))
    elif not _is_text(path):
        scan.refused.append(Notice("document_name_odd", {"name": _printable(name)}))
    else:
        scan.files[path] = found


def _look_into(folder: str, wanted: Callable[[str], bool], scan: Scan, stopped: Stopped) -> None:
    before = len(scan.files)
    others = 0
    for entry in _entries(folder, scan, stopped):
        if _is_passing(entry.name):
            continue
        if not wanted(entry.name):
            others += 1
        elif len(scan.files) - before >= MOST_FILES:
            scan.refused.append(
                Notice("documents_too_many", {"path": _printable(folder), "limit": MOST_FILES})
            )
            break
        elif not _is_text(entry.path):
            scan.refused.append(Notice("document_name_odd", {"name": _printable(entry.name)}))
        elif (found := fingerprint_of(entry.path)) is not None:
            scan.files[entry.path] = found
    if others:
        facts = {"path": _printable(folder), "name": _printable(Path(folder).name), "count": others}
        scan.refused.append(Notice("documents_other_files", facts))


def _entries(folder: str, scan: Scan, stopped: Stopped) -> Iterator["os.DirEntry[str]"]:
    """The files of a folder and those below it, in the order of their names; links not followed."""
    waiting = [folder]
    while waiting and not stopped() and len(scan.folders) < _MOST_FOLDERS:
        current = waiting.pop()
        try:
            with os.scandir(current) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            facts = {"path": _printable(current), "reason": error.strerror or str(error)}
            scan.refused.append(Notice("document_folder_unreadable", facts))
            continue
        scan.folders.append(current)
        folders = [e for e in entries if _is_folder(e) and not _is_for_machines(e.name)]
        waiting.extend(entry.path for entry in reversed(folders))
        yield from (entry for entry in entries if _is_file(entry))


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return False


def _is_for_machines(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _MACHINE_FOLDERS


def _is_passing(name: str) -> bool:
    """Whether a file is hidden, or will be gone as soon as a program closes."""
    lower = name.casefold()
    return lower.startswith((".", *_TEMPORARY_STARTS)) or lower.endswith(_TEMPORARY_ENDS)


def _is_text(path: str) -> bool:
    """Whether a path can be stored: Linux allows names that are no text."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")
