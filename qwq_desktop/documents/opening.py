"""Builds the library of the real parts; what is heavy is imported by the worker that needs it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qwq_desktop.documents.embedder_room import MakeEmbedder
from qwq_desktop.documents.library import DocumentLibrary, LibraryParts
from qwq_desktop.documents.names import is_readable
from qwq_desktop.documents.ports import Index, Parser
from qwq_desktop.documents.reranker import MakeReranker, Reranker, no_reranker
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.notice import Notice
from qwq_desktop.platform.paths import Paths
from qwq_desktop.storage.document_store import DocumentStore
from qwq_desktop.storage.store import ChatStore

if TYPE_CHECKING:  # numpy is for the workers
    from qwq_desktop.documents.embedder import Embedder


def document_library(
    paths: Paths,
    chats: ChatStore,
    inhibitor: Inhibitor,
    make_embedder: MakeEmbedder,
    make_reranker: MakeReranker = no_reranker,
) -> DocumentLibrary:
    """The library of this installation; nothing is opened yet."""
    parts = LibraryParts(
        lambda: paths.pasted_dir,
        _make_parser,
        lambda: _open_index(paths.documents_file),
        make_embedder,
        is_readable,
        make_reranker,
    )
    return DocumentLibrary(parts, DocumentStore(chats), inhibitor)


def embedder_maker(library: ModelLibrary, setting: str) -> MakeEmbedder:
    """Makes the embedder that the setting `embedding_model` means; None for words alone.

    Where the default one was not made by the set-up, words must do, without a complaint.
    """

    def make() -> "Embedder | None":
        from qwq_desktop.documents.embedding.engine_embedder import EngineEmbedder
        from qwq_desktop.documents.embedding.model import find_embedder

        try:
            model = find_embedder(library, setting)
        except QwQError as error:
            if setting or error.code != "model_not_installed":
                raise
            return None
        return None if model is None else EngineEmbedder(model)

    return make


def reranker_maker(library: ModelLibrary, setting: str) -> MakeReranker:
    """Makes the re-ranker that the setting `reranking_model` means; None for none."""

    def make() -> Reranker | None:
        from qwq_desktop.documents.reranking.engine_reranker import EngineReranker
        from qwq_desktop.documents.reranking.model import find_reranker

        model = find_reranker(library, setting)
        return None if model is None else EngineReranker(model)

    return make


def _make_parser() -> Parser:
    from qwq_desktop.documents.parser_client import DocumentParser

    return DocumentParser()


def _open_index(file: Path) -> tuple[Index, Sequence[Notice]]:
    from qwq_desktop.documents.index.document_index import DocumentIndex

    index = DocumentIndex(file)
    return index, index.notices
