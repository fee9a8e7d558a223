"""`documents`: the user's own files, read, listed, searched and forgotten."""

import argparse
import math
from collections.abc import Callable, Sequence

from qwq_desktop.cli.document_passwords import Passwords, under_way
from qwq_desktop.cli.document_watch import DocumentWatch
from qwq_desktop.cli.output import print_error, print_json
from qwq_desktop.documents.library import Added, DocumentLibrary
from qwq_desktop.documents.passages import Hit
from qwq_desktop.documents.scanning import absolute
from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.notice import Notice
from qwq_desktop.services import Services
from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.document_records import Collection

INTERRUPTED = 130  # as shells count it
_FINE = (DocumentState.READY, DocumentState.CHANGED)


def run_documents(arguments: argparse.Namespace, services: Services) -> int:
    """Run an action; the exit status. Raises QwQError."""
    actions: dict[str, Callable[[argparse.Namespace, DocumentLibrary, DocumentWatch], int]] = {
        "add": _add,
        "list": _list,
        "remove": _remove,
        "search": _search,
    }
    library = services.documents
    watch = DocumentWatch(library)
    try:
        return actions[arguments.action](arguments, library, watch)
    except Stopped:
        return INTERRUPTED


def _add(arguments: argparse.Namespace, library: DocumentLibrary, watch: DocumentWatch) -> int:
    """Wait until words are found, and meaning too; tell each file that can't be read."""
    library.set_busy(arguments.no_vectors)  # as if something more urgent held the vectors back
    passwords = Passwords(arguments)
    collection_id = _collection(arguments, library, watch, may_be_new=True)

    def begin(done: Callable[[Added], None]) -> None:
        library.add(arguments.path, collection_id, done)

    added = watch.value(begin)
    for notice in added.refused:
        print_error(QwQError(notice.code, **notice.facts))
    watch.until(lambda: bool(watch.troubles) or not under_way(library, added.document_ids))
    passwords.open(library, watch, added.document_ids)
    entries = [entry for one in added.document_ids if (entry := library.entry(one))]
    if not arguments.no_vectors:
        watch.until(lambda: bool(watch.troubles) or not library.is_busy)
    for entry in entries:
        _print(arguments, library, entry)
        if entry.status.trouble is not None:
            _tell(entry.status.trouble)
    for trouble in watch.troubles:
        _tell(trouble)
    return 0 if any(entry.status.state in _FINE for entry in entries) else 1


def _list(arguments: argparse.Namespace, library: DocumentLibrary, watch: DocumentWatch) -> int:
    """A line a document. Nothing is read."""
    library.pause()
    collection_id = _collection(arguments, library, watch)
    for entry in library.entries:
        if collection_id is None or collection_id in entry.collection_ids:
            _print(arguments, library, entry)
    return 0


def _remove(arguments: argparse.Namespace, library: DocumentLibrary, watch: DocumentWatch) -> int:
    """Forget what is named; what is not there is told."""
    library.pause()
    _load(library, watch)
    known = {str(entry.document.id): entry for entry in library.entries}
    known |= {entry.document.path: entry for entry in library.entries}
    status = 0
    for name in arguments.document:
        entry = known.get(name) or known.get(absolute(name))
        if entry is None:
            _tell(Notice("document_not_held", {"name": name}))
            status = 1
            continue
        library.remove([entry.document.id])
        _print(arguments, library, entry)
    return status


def _search(arguments: argparse.Namespace, library: DocumentLibrary, watch: DocumentWatch) -> int:
    """A line a hit, best first."""
    library.pause()
    collection_id = _collection(arguments, library, watch)
    scope = None
    if collection_id is not None:
        scope = ChatSources(collection_ids=frozenset([collection_id]))

    def begin(done: Callable[[Sequence[Hit] | Exception], None]) -> None:
        library.asking.search(
            *(arguments.query, done, done), scope=scope, top=arguments.top, ranking_s=math.inf
        )

    found = watch.value(begin)
    if isinstance(found, Exception):
        raise found
    for hit in found:
        _print_hit(arguments, library, hit)
    return 0


def _print_hit(arguments: argparse.Namespace, library: DocumentLibrary, hit: Hit) -> None:
    entry = library.entry(hit.document_id)
    if entry is None:  # removed by another process just now
        return
    page = hit.span.page if entry.is_paged else None
    if arguments.json:
        print_json(
            {
                "document": entry.document.name,
                "page": page,
                "text": hit.text,
                "score": round(hit.score.total, 4),
                "path": entry.document.path,
                "heading": hit.heading,
                "start": hit.span.start,
                "end": hit.span.end,
                "words": round(hit.score.words, 4),
                "meaning": round(hit.score.meaning, 4),
                "ranked": None if hit.score.ranked is None else round(hit.score.ranked, 4),
            }
        )
    else:
        place = entry.document.name if page is None else f"{entry.document.name}:{page}"
        print(f"{hit.score.total:.2f}\t{place}\t{' '.join(hit.text.split())}")


def _collection(
    arguments: argparse.Namespace,
    library: DocumentLibrary,
    watch: DocumentWatch,
    *,
    may_be_new: bool = False,
) -> int | None:
    """The id of the collection that is named; None where none is. Waits for the library."""
    _load(library, watch)
    if arguments.collection is None:
        return None
    known = library.collections.named(arguments.collection)
    if known is None and may_be_new:

        def begin(done: Callable[[Collection], None]) -> None:
            library.collections.create(arguments.collection, done)

        known = watch.value(begin)
    if known is None:
        raise QwQError("collection_missing", name=arguments.collection)
    return known.id


def _load(library: DocumentLibrary, watch: DocumentWatch) -> None:
    library.start()
    watch.until(lambda: library.is_loaded or bool(watch.troubles))
    if not library.is_loaded:
        raise QwQError(watch.troubles[0].code, **watch.troubles[0].facts)


def _print(arguments: argparse.Namespace, library: DocumentLibrary, entry: Entry) -> None:
    status = entry.status
    names = [library.collections.name_of(one) for one in sorted(entry.collection_ids)]
    if arguments.json:
        print_json(
            {
                "id": entry.document.id,
                "document": entry.document.name,
                "path": entry.document.path,
                "state": str(status.state),
                "pages": status.pages,
                "findings": [finding.code for finding in status.findings],
                "trouble": status.trouble.code if status.trouble else None,
                "collections": names,
            }
        )
    else:
        state = status.trouble.code if status.trouble else str(status.state)
        print("\t".join((str(entry.document.id), state, ", ".join(names), entry.document.path)))


def _tell(notice: Notice) -> None:
    print_error(QwQError(notice.code, **notice.facts))
