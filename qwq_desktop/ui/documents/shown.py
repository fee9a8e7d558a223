"""Which documents are on show, how many there are of each kind, and the watched folders. Pure."""

from collections import Counter
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.storage.document_records import WatchedFolder
from qwq_desktop.ui.documents.collection_bar import ALL, IN_NEED
from qwq_desktop.ui.documents.folder_lines import FolderState
from qwq_desktop.ui.documents.lines import is_in_need


def entries_on_show(entries: Iterable[Entry], current: int, left_out: Some[int]) -> list[Entry]:
    """Those of a collection (or ALL, or IN_NEED), what came last first."""
    found = [one for one in entries if one.document.id not in left_out and _is_in(one, current)]
    found.reverse()
    return found


def counts_of(entries: Iterable[Entry], left_out: Some[int]) -> dict[int, int]:
    """How many documents there are by collection, in all and in need of a look."""
    counts: Counter[int] = Counter()
    for one in entries:
        if one.document.id not in left_out:
            counts[ALL] += 1
            counts.update(one.collection_ids)
            counts[IN_NEED] += is_in_need(one)
    return dict(counts)


def folder_states(
    folders: Sequence[WatchedFolder],
    entries: Iterable[Entry],
    current: int,
    names: Mapping[int, str],
    missing: Some[str],
) -> list[FolderState]:
    """The folders watched for the collection on show, or for any; `missing` aren't there now."""
    brought = Counter(one.document.folder_id for one in entries)
    return [
        FolderState(
            folder.id,
            folder.path,
            names.get(folder.collection_id, ""),
            folder.path not in missing,
            brought[folder.id],
        )
        for folder in folders
        if current <= ALL or folder.collection_id == current
    ]


def _is_in(entry: Entry, current: int) -> bool:
    if current == IN_NEED:
        return is_in_need(entry)
    return current == ALL or current in entry.collection_ids
