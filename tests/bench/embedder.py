"""The program's own embedder and re-rankers for benchmarks; a file remembers vectors."""

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from qwq_desktop.documents.embedding.engine_embedder import EngineEmbedder
from qwq_desktop.documents.embedding.model import NO_EMBEDDER, find_embedder
from qwq_desktop.documents.reranking.engine_reranker import EngineReranker
from qwq_desktop.documents.reranking.model import find_reranker
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.paths import resources_dir

AT_ONCE = 16
CACHE = Path.home() / ".cache" / "qwq-desktop-bench" / "vectors.db"
DEFAULT = ""  # the setting that means the model which the set-up makes


def embedder_for(setting: str, cache: Path = CACHE) -> "RememberingEmbedder | None":
    """What the setting `embedding_model` means: "" the default, "none", an id or a GGUF's path."""
    if setting == NO_EMBEDDER:
        return None
    resources = resources_dir()
    library = ModelLibrary(Catalogue.load(resources), resources, Path(tempfile.gettempdir()))
    model = find_embedder(library, setting)
    assert model is not None
    return RememberingEmbedder(EngineEmbedder(model), cache)


def reranker_at(path: Path) -> EngineReranker:
    """The re-ranker in a file. Raises QwQError where it is none."""
    resources = resources_dir()
    library = ModelLibrary(Catalogue.load(resources), resources, path.parent)
    model = find_reranker(library, str(path))
    assert model is not None
    return EngineReranker(model)


class RememberingEmbedder:
    """An embedder whose vectors are kept under a digest of its name and the text.

    A set of passages takes many minutes the first time, seconds the next.
    """

    def __init__(self, embedder: EngineEmbedder, cache: Path = CACHE) -> None:
        self.name = embedder.name
        self.dimensions = embedder.dimensions
        self.plain = embedder
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._cache = sqlite3.connect(cache, timeout=60, isolation_level=None)
        self._cache.execute("PRAGMA journal_mode = WAL")
        self._cache.execute(
            "CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL)"
        )

    def query(self, text: str) -> np.ndarray:
        return self._vectors("query", [text], lambda texts: [self.plain.query(texts[0])])[0]

    def passages(
        self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False
    ) -> list[np.ndarray]:
        return self._vectors("passage", texts, self.plain.passages)

    def close(self) -> None:
        self._cache.close()
        self.plain.close()

    def _vectors(
        self,
        kind: str,
        texts: Sequence[str],
        compute: Callable[[Sequence[str]], list[np.ndarray]],
    ) -> list[np.ndarray]:
        digests = [hashlib.sha256(f"{self.name}\n{kind}\n{t}".encode()).digest() for t in texts]
        found = {digest: self._known(digest) for digest in digests}
        missing = {d: t for d, t in zip(digests, texts, strict=True) if found[d] is None}
        waiting = list(missing.items())
        for start in range(0, len(waiting), AT_ONCE):
            some = waiting[start : start + AT_ONCE]
            for (digest, _), vector in zip(some, compute([t for _, t in some]), strict=True):
                self._cache.execute(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)", (digest, vector.tobytes())
                )
                found[digest] = vector
        return [found[digest] for digest in digests]

    def _known(self, digest: bytes) -> np.ndarray | None:
        row = self._cache.execute(
            "SELECT vector FROM vectors WHERE digest = ?", (digest,)
        ).fetchone()
        return None if row is None else np.frombuffer(row[0], np.float32)
