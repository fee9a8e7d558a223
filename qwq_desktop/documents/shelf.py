"""What the library knows at this moment, in memory: documents, how they stand, collections."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from qwq_desktop.documents.choosing import Label
from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.states import Known, Status, status_of
from qwq_desktop.documents.surveying import is_followed
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.document_records import (
    Collection,
    Document,
    Holdings,
    Reading,
    WatchedFolder,
)

MOST_ASKED = 200


@dataclass(frozen=True)
class Entry:
    """A document as the user meets it. `size_bytes` is 0 where its file was never seen."""

    document: Document
    status: Status
    collection_ids: frozenset[int] = frozenset()
    is_paged: bool = False
    size_bytes: int = 0


class Shelf:
    """Holds the documents in the order in which they came; decides nothing, asks nobody."""

    def __init__(self) -> None:
        self.collections: dict[int, Collection] = {}
        self.folders: dict[int, WatchedFolder] = {}
        self._documents: dict[int, Document] = {}
        self._readings: dict[int, Reading] = {}
        self._statuses: dict[int, Status] = {}
        self._within: dict[int, frozenset[int]] = {}  # a document's collections
        self._on_disk: dict[int, Fingerprint | None] = {}
        self._in_index: dict[int, Fingerprint] = {}
        self._fresh: set[int] = set()  # read since a look at the disk began

    def __contains__(self, document_id: int) -> bool:
        return document_id in self._documents

    def __iter__(self) -> Iterator[int]:
        return iter(tuple(self._documents))

    def __len__(self) -> int:
        return len(self._documents)

    def expect(self) -> None:
        """From now on keep in mind what is read: what `take` brings may be older."""
        self._fresh.clear()

    def forget_index(self) -> None:
        """Know that the index is empty: nothing can be searched until it is read again."""
        self._in_index.clear()
        self._fresh.clear()
        for number, status in self._statuses.items():
            if status.is_searchable:
                self._statuses[number] = self._judged(number)

    def take(
        self,
        holdings: Holdings,
        on_disk: Mapping[int, Fingerprint | None],
        in_index: Mapping[int, Fingerprint],
    ) -> None:
        """Know this, and nothing of before but what was read since `expect`."""
        fresh = {one: self._readings[one] for one in self._fresh if one in self._readings}
        marks = {one: Fingerprint(r.size_bytes, r.mtime_ns) for one, r in fresh.items()}
        put = {one: mark for one, mark in marks.items() if fresh[one].trouble is None}
        self.collections = {one.id: one for one in holdings.collections}
        self.folders = {one.id: one for one in holdings.folders}
        self._documents = {one.id: one for one in holdings.documents}
        self._readings = {one.document_id: one for one in holdings.readings} | fresh
        self._within = {}
        for collection_id, document_id in holdings.members:
            within = self._within.get(document_id, frozenset())
            self._within[document_id] = within | {collection_id}
        self._on_disk = {**on_disk, **marks}
        self._in_index = {**in_index, **put}
        self._statuses = {number: self._judged(number) for number in self._documents}

    def entry(self, document_id: int) -> Entry:
        """One document. Raises KeyError for one that left."""
        reading = self._readings.get(document_id)
        return Entry(
            self._documents[document_id],
            self._statuses[document_id],
            self._within.get(document_id, frozenset()),
            reading is not None and reading.is_paged,
            self._size_of(document_id),
        )

    def status(self, document_id: int) -> Status:
        """How it stands with a document."""
        return self._statuses[document_id]

    def entries(self) -> list[Entry]:
        """All documents."""
        return [self.entry(document_id) for document_id in self._documents]

    def add(self, document: Document, on_disk: Fingerprint | None) -> Status:
        """Know a document, new or not, and its file as it is now; its state."""
        self._documents[document.id] = document
        self._on_disk[document.id] = on_disk
        self._statuses[document.id] = self._judged(document.id)
        return self._statuses[document.id]

    def remove(self, document_ids: Iterable[int]) -> None:
        """Forget documents."""
        for document_id in document_ids:
            for known in (self._documents, self._readings, self._statuses, self._within):
                known.pop(document_id, None)
            self._on_disk.pop(document_id, None)
            self._in_index.pop(document_id, None)
            self._fresh.discard(document_id)

    def set_reading(self, reading: Reading) -> None:
        """Know what came of a reading just now: the file is still as it was then."""
        mark = Fingerprint(reading.size_bytes, reading.mtime_ns)
        self._readings[reading.document_id] = reading
        self._on_disk[reading.document_id] = mark
        self._fresh.add(reading.document_id)
        if reading.trouble is None:
            self._in_index[reading.document_id] = mark
        self._statuses[reading.document_id] = self._judged(reading.document_id)

    def set_status(self, document_id: int, status: Status) -> None:
        """Know a state that only those who work on the document can tell."""
        self._statuses[document_id] = status

    def set_gone(self, document_id: int) -> None:
        """Know that a document's file is not where it was."""
        self._on_disk[document_id] = None
        self._statuses[document_id] = self._judged(document_id)

    def set_members(self, collection_id: int, document_ids: Iterable[int], are_in: bool) -> None:
        """Know which documents are in a collection, or no longer."""
        for document_id in document_ids:
            within = self._within.get(document_id, frozenset())
            if document_id in self._documents:
                one = {collection_id}
                self._within[document_id] = within | one if are_in else within - one

    def drop_collection(self, collection_id: int) -> None:
        """Forget a collection and what it watched."""
        self.collections.pop(collection_id, None)
        self._within = {number: ids - {collection_id} for number, ids in self._within.items()}
        self.folders = {
            n: folder for n, folder in self.folders.items() if folder.collection_id != collection_id
        }

    def set_asked(self, document_ids: Iterable[int], asked_at: float) -> None:
        """Know that documents were asked."""
        for number in document_ids:
            if number in self._documents:
                self._documents[number] = replace(self._documents[number], asked_at=asked_at)

    def ids_of(self, scope: ChatSources | None) -> list[int]:
        """The documents of a scope whose text can be found; None is all."""
        ids = self._documents if scope is None else self.ids_within(scope)
        return [number for number in ids if self._statuses[number].is_searchable]

    def ids_within(self, scope: ChatSources) -> list[int]:
        """All documents of a scope."""
        return [
            number
            for number in self._documents
            if number in scope.document_ids
            or not scope.collection_ids.isdisjoint(self._within.get(number, ()))
        ]

    def labels(self, document_ids: Iterable[int]) -> dict[int, Label]:
        """How documents are called, and their pages."""
        found: dict[int, Label] = {}
        for number in document_ids:
            reading, name = self._readings.get(number), self._documents[number].name
            if reading is None:
                found[number] = Label(name)
            else:
                found[number] = Label(name, reading.is_paged, reading.page_names)
        return found

    def fingerprint(self, document_id: int) -> Fingerprint | None:
        """Of which file the index has the text of a document."""
        return self._in_index.get(document_id)

    def asked(self) -> list[int]:
        """The documents that were asked, the one asked last first; of many the latest."""
        listed = [one for one in self._documents.values() if one.asked_at > 0]
        listed.sort(key=lambda one: (one.asked_at, one.id), reverse=True)
        return [one.id for one in listed[:MOST_ASKED]]

    def _size_of(self, document_id: int) -> int:
        mark = self._on_disk.get(document_id) or self._in_index.get(document_id)
        return 0 if mark is None else mark.size

    def _judged(self, document_id: int) -> Status:
        document = self._documents[document_id]
        return status_of(
            Known(
                document,
                self._readings.get(document_id),
                self._on_disk.get(document_id),
                self._in_index.get(document_id),
                is_followed(document, self.folders.values()),
            )
        )
