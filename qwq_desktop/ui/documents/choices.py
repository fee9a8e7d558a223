"""What a chat can ask: collections and documents in the order in which one looks for them. Pure."""

from collections.abc import Collection as Some
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.document_records import Collection

MOST_DOCUMENTS = 200  # in the list at once; words find the others


@dataclass(frozen=True)
class Choice:
    """A collection or a document, and whether the chat asks it. `count` is of a collection."""

    id: int
    name: str
    is_collection: bool = False
    is_on: bool = False
    count: int = 0


def choices_of(
    collections: Sequence[Collection],
    entries: Iterable[Entry],
    sources: ChatSources,
    words: str = "",
    left_out: Some[int] = frozenset(),
) -> list[Choice]:
    """The collections, then the documents that were asked or brought last; all by these words.

    A document that could not be read has nothing to be asked, and isn't offered.
    """
    wanted = words.casefold().split()

    def fits(name: str) -> bool:
        return all(word in name.casefold() for word in wanted)

    known = [entry for entry in entries if entry.document.id not in left_out]
    groups = [
        Choice(
            one.id,
            one.name,
            True,
            one.id in sources.collection_ids,
            sum(one.id in entry.collection_ids for entry in known),
        )
        for one in collections
        if fits(one.name)
    ]
    found = [one for one in known if fits(one.document.name) and _can_be_asked(one, sources)]
    found.sort(key=lambda entry: _recency(entry, sources), reverse=True)
    documents = [
        Choice(one.document.id, one.document.name, is_on=one.document.id in sources.document_ids)
        for one in found[:MOST_DOCUMENTS]
    ]
    return groups + documents


def toggled(sources: ChatSources, choice: Choice) -> ChatSources:
    """The sources with a choice switched on, or off."""
    one = frozenset((choice.id,))
    if choice.is_collection:
        return replace(sources, collection_ids=sources.collection_ids ^ one)
    return replace(sources, document_ids=sources.document_ids ^ one)


def with_documents(sources: ChatSources, document_ids: Iterable[int]) -> ChatSources:
    """The sources with more documents."""
    return replace(sources, document_ids=sources.document_ids | frozenset(document_ids))


def asked_entries(entries: Iterable[Entry], sources: ChatSources) -> list[Entry]:
    """The documents that a chat asks, each once: by themselves or in a collection."""
    return [
        one
        for one in entries
        if one.document.id in sources.document_ids
        or not sources.collection_ids.isdisjoint(one.collection_ids)
    ]


def _can_be_asked(entry: Entry, sources: ChatSources) -> bool:
    status = entry.status
    is_lost = status.state is DocumentState.FAILED and not status.is_searchable
    return not is_lost or entry.document.id in sources.document_ids


def _recency(entry: Entry, sources: ChatSources) -> tuple[bool, float, int]:
    document = entry.document
    is_on = document.id in sources.document_ids
    return is_on, max(document.asked_at, document.added_at), document.id
