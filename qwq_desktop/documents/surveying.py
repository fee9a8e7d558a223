"""Compares what the database knows of the user's files with the disk; blocking, for a worker."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.scanning import Scan, look, look_again
from qwq_desktop.documents.states import moved_files
from qwq_desktop.storage.document_records import Document, Holdings, WatchedFolder
from qwq_desktop.storage.documents import DocumentRepository

Stopped = Callable[[], bool]


@dataclass(frozen=True)
class Survey:
    """What a look at the disk told.

    `on_disk` has the fingerprint of each document's file, None where it is gone; `moved` where
    files went; `new` the files of watched folders that are no documents yet; `folders` those
    whose changes matter.
    """

    on_disk: Mapping[int, Fingerprint | None]
    moved: Mapping[int, str]
    new: tuple[tuple[WatchedFolder, Mapping[str, Fingerprint]], ...]
    folders: tuple[str, ...]


def survey(
    holdings: Holdings, wanted: Callable[[str], bool], stopped: Stopped = lambda: False
) -> Survey:
    """Look at all documents' files and into all watched folders."""
    scans = {
        folder: look([folder.path], wanted, stopped)
        for folder in holdings.folders
        if Path(folder.path).is_dir()
    }
    seen: dict[str, Fingerprint] = {}
    for scan in scans.values():
        seen |= scan.files
    by_path = {document.path: document.id for document in holdings.documents}
    unseen = look_again(path for path in by_path if path not in seen)
    on_disk = {number: seen.get(path) or unseen.get(path) for path, number in by_path.items()}
    moved = _moved(holdings, on_disk, {p: mark for p, mark in seen.items() if p not in by_path})
    on_disk |= {number: seen[path] for number, path in moved.items()}
    known = by_path | {path: number for number, path in moved.items()}
    return Survey(
        on_disk,
        moved,
        tuple((folder, _unknown(scan, known)) for folder, scan in scans.items()),
        tuple(path for scan in scans.values() for path in scan.folders),
    )


def apply_survey(
    documents: DocumentRepository, found: Survey
) -> tuple[Holdings, Mapping[int, Fingerprint | None]]:
    """Write down where files went and which came; all that is known then, and each file now."""
    for document_id, path in found.moved.items():
        documents.move(document_id, path, Path(path).name)
        for folder, _ in found.new:
            if lies_in(path, folder):
                documents.put_in(folder.collection_id, [document_id])
    on_disk = dict(found.on_disk)
    for folder, files in found.new:
        added = documents.add(named(files), folder.collection_id, folder.id) if files else ()
        on_disk |= {document.id: files[document.path] for document in added}
    return documents.load(), on_disk


def named(files: Mapping[str, Fingerprint]) -> list[tuple[str, str]]:
    """Files as the repository takes them: path and name."""
    return [(path, Path(path).name) for path in files]


def is_followed(document: Document, folders: Iterable[WatchedFolder]) -> bool:
    """Whether a document lies in a folder that is watched, so that its changes are followed."""
    return any(lies_in(document.path, folder) for folder in folders)


def lies_in(path: str, folder: WatchedFolder) -> bool:
    """Whether a file lies in a folder or below it."""
    return Path(path).is_relative_to(folder.path)


def _moved(
    holdings: Holdings, on_disk: Mapping[int, Fingerprint | None], new: dict[str, Fingerprint]
) -> dict[int, str]:
    gone = {
        reading.document_id: Fingerprint(reading.size_bytes, reading.mtime_ns)
        for reading in holdings.readings
        if on_disk.get(reading.document_id, True) is None
    }
    return moved_files(gone, new)


def _unknown(scan: Scan, known: Mapping[str, int]) -> dict[str, Fingerprint]:
    return {path: mark for path, mark in scan.files.items() if path not in known}
