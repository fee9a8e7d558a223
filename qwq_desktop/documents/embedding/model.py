"""Which models can embed, which one the settings mean, and what to know of it before it runs."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.catalogue import Embedding, Role
from qwq_desktop.models.gguf_header import Header, read_header
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.reranking import ranks
from qwq_desktop.platform.errors import QwQError

DEFAULT_EMBEDDER = "multilingual-e5-small"
NO_EMBEDDER = "none"  # the setting that leaves it at words

_AS_THEY_ARE = Embedding(None, query_prefix="", document_prefix="")
_POOLS = (1, 2, 3)  # mean, first and last token of enum llama_pooling_type; 4 only ranks
_SAMPLES, _SAMPLE_BYTES = 16, 1 << 16
_RECIPE = 1  # of `text_for`: another one makes other vectors of the same texts


@dataclass(frozen=True)
class EmbedderModel:
    """An embedding model's file.

    `name` is the same wherever the file lies, and another one for other weights or another way to
    put texts to them. `context_length` is in tokens.
    """

    path: Path
    name: str
    dimensions: int
    context_length: int
    wording: Embedding


def find_embedder(library: ModelLibrary, setting: str = "") -> EmbedderModel | None:
    """The model that the setting `embedding_model` means; None where words alone are wanted.

    Blocking. Raises QwQError: what `ModelLibrary.resolve` raises (`model_not_installed` where the
    set-up did not make the default), embedder_unfit(path) for a model that makes no vectors.
    """
    if setting == NO_EMBEDDER:
        return None
    return describe(library.resolve(setting or DEFAULT_EMBEDDER))


def usable_embedders(library: ModelLibrary, recent: Sequence[str] = ()) -> list[ModelRef]:
    """The models on this computer that make vectors, in the library's order. Blocking."""
    return [ref for ref in library.available(recent) if _embeds(ref)]


def describe(ref: ModelRef) -> EmbedderModel:
    """What there is to know of a model. Blocking, below 0.2 s.

    Raises QwQError: model_… as `read_metadata` does, embedder_unfit(path).
    """
    header = read_header(ref.path)
    if not embeds(header, ref):
        raise QwQError("embedder_unfit", path=str(ref.path))
    entry = ref.entry
    wording = _AS_THEY_ARE if entry is None or entry.embedding is None else entry.embedding
    length = _own_number(header, "embedding_length")
    return EmbedderModel(
        path=ref.path,
        name=_name(header, ref, wording),
        dimensions=_own_number(header, "embedding_length_out") or length,
        context_length=_own_number(header, "context_length"),
        wording=wording,
    )


def embeds(header: Header, ref: ModelRef) -> bool:
    """Whether a model is made to find passages: its file says so, or the catalogue does."""
    stated = _own_number(header, "pooling_type")
    if not _own_number(header, "embedding_length") or stated > max(_POOLS) or ranks(header):
        return False
    known = ref.entry is not None and ref.entry.role is Role.EMBEDDING
    both_ways = header.values.get(f"{_architecture(header)}.attention.causal") is False
    return known or stated in _POOLS or both_ways


def _embeds(ref: ModelRef) -> bool:
    try:
        return embeds(read_header(ref.path), ref)
    except QwQError:
        return False


def _architecture(header: Header) -> str:
    return str(header.values.get("general.architecture", ""))


def _own_number(header: Header, key: str) -> int:
    value = header.values.get(f"{_architecture(header)}.{key}")
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _name(header: Header, ref: ModelRef, wording: Embedding) -> str:
    """The model's own name with a hash of pieces of the file and of the way it is used."""
    digest = hashlib.sha256(f"{_RECIPE}\0{wording.document_prefix}\0".encode())
    try:
        for part in ref.parts:
            _add_samples(digest, part)
    except OSError as error:
        reason = error.strerror or str(error)
        raise QwQError("model_unreadable", path=str(ref.path), reason=reason) from error
    shown = str(header.values.get("general.name") or ref.path.stem)
    return f"{shown} {digest.hexdigest()[:12]}"


def _add_samples(digest: "hashlib._Hash", path: Path) -> None:
    """Hash a file's size and pieces of it from begin to end: weights differ all over a file."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        digest.update(size.to_bytes(8, "little"))
        for number in range(_SAMPLES):
            file.seek(max(0, size - _SAMPLE_BYTES) * number // (_SAMPLES - 1))
            digest.update(file.read(_SAMPLE_BYTES))
