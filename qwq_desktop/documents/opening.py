"""Builds the library of the real parts; what is heavy is imported by the worker that needs it."""

from collections.abc import Sequence
from pathlib import Path

from qwq_desktop.documents.embedder_room import MakeEmbedder
from qwq_desktop.documents.library import DocumentLibrary, LibraryParts
from qwq_desktop.documents.names import is_readable
from qwq_desktop.documents.ports import Index, Parser
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.paths import Paths
from qwq_desktop.storage.document_store import DocumentStore
from qwq_desktop.storage.store import ChatStore


def document_library(
    paths: Paths, chats: ChatStore, inhibitor: Inhibitor, make_embedder: MakeEmbedder
) -> DocumentLibrary:
    """The library of this installation; nothing is opened yet."""
    parts = LibraryParts(
        lambda: paths.pasted_dir,
        _make_parser,
        lambda: _open_index(paths.documents_file),
        make_embedder,
        is_readable,
    )
    return DocumentLibrary(parts, DocumentStore(chats), inhibitor)


def _make_parser() -> Parser:
    from qwq_desktop.documents.parser_client import DocumentParser

    return DocumentParser()


def _open_index(file: Path) -> tuple[Index, Sequence[Notice]]:
    from qwq_desktop.documents.index.document_index import DocumentIndex

    index = DocumentIndex(file)
    return index, index.notices
