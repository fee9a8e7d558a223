"""What the library wants of the parser and of the index."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from qwq_desktop.documents.index.records import Fingerprint
from qwq_desktop.documents.passages import Hit
from qwq_desktop.documents.text import DocumentText, Span
from qwq_desktop.platform.notice import Notice

if TYPE_CHECKING:  # numpy is for the workers
    from qwq_desktop.documents.embedder import Embedder, Vector


class Parser(Protocol):
    """Reads files; each call waits. Raises QwQError."""

    def parse(
        self,
        path: Path,
        *,
        password: str = "",
        stopped: Callable[[], bool] = ...,
        progress: Callable[[int, int], None] = ...,
    ) -> DocumentText:
        """The text of a file; `progress` hears now and then which page of how many is read."""

    def close(self) -> None:
        """End what it holds."""


class Chunk(Protocol):
    """A stretch of a page, as the index keeps it."""

    @property
    def span(self) -> Span:
        """Its place."""

    @property
    def heading(self) -> str:
        """The headings above it."""


class Unembedded(Protocol):
    """A chunk without a vector."""

    @property
    def chunk_id(self) -> int:
        """The index's number of it."""

    @property
    def text(self) -> str:
        """What the vector is made of."""


class VectorProgress(Protocol):
    """How many of the chunks have a vector."""

    @property
    def done(self) -> int:
        """Those that have."""

    @property
    def total(self) -> int:
        """All."""


class Index(Protocol):
    """Finds what was read; for one thread. Raises QwQError."""

    def fingerprints(self) -> Mapping[int, Fingerprint]:
        """Of which files it holds the text, by document."""

    def put(self, document_id: int, fingerprint: Fingerprint, text: DocumentText) -> None:
        """Hold a document's text, in place of what it held of it; whole or not at all."""

    def drop(self, document_ids: Collection[int]) -> None:
        """Forget documents."""

    def page_text(self, document_id: int, page: int) -> str | None:
        """The text of a page; None where there is none."""

    def chunks(self, document_id: int) -> Sequence[Chunk]:
        """The chunks of a document, in its order."""

    def search(
        self,
        question: str,
        document_ids: Collection[int] | None = None,
        embedder: "Embedder | None" = None,
        top: int = 10,
        stopped: Callable[[], bool] = ...,
    ) -> list[Hit]:
        """What fits a question best, best first; after a stop no more vectors are made for it."""

    def neighbours(self, hit: Hit) -> Sequence[Chunk]:
        """The chunks right before and after one."""

    def unembedded(self, embedder: str, limit: int, first: Sequence[int]) -> Sequence[Unembedded]:
        """Chunks without a vector of this embedder; those of the documents `first` come first."""

    def progress(self, embedder: str) -> VectorProgress:
        """How far the vectors of an embedder are."""

    def put_vectors(self, embedder: str, vectors: "Mapping[int, Vector]") -> None:
        """Keep vectors by chunk; of a chunk that is gone nothing."""

    def keep_only(self, embedder: str) -> None:
        """Forget the vectors of all embedders but one."""

    def renew(self) -> Notice:
        """Begin an empty one in place of one that is damaged; what to tell the user."""

    def close(self) -> None:
        """Close it."""
