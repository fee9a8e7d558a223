"""What the index tells of itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from qwq_desktop.documents.text import Span
from qwq_desktop.platform.notice import Notice


@dataclass(frozen=True)
class Fingerprint:
    """By what a changed file is known without reading it: size in bytes, time of writing."""

    size: int
    mtime_ns: int


@dataclass(frozen=True)
class IndexedDocument:
    """What is known of a document in the index; the fields are those of DocumentText."""

    id: int
    fingerprint: Fingerprint
    format: str
    title: str
    page_count: int
    is_paged: bool
    page_names: Mapping[int, str]
    findings: tuple[Notice, ...]
    chunk_count: int


@dataclass(frozen=True)
class StoredChunk:
    """A chunk in the index; `id` is the index's own."""

    id: int
    document_id: int
    span: Span
    text: str
    heading: str


@dataclass(frozen=True)
class Unembedded:
    """A chunk without a vector, and the text that one is made of."""

    chunk_id: int
    text: str


@dataclass(frozen=True)
class Progress:
    """How many of all chunks have a vector of some embedder."""

    done: int
    total: int
