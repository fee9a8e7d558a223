"""An embedder for benchmarks: a real engine process, and a file that remembers its vectors."""

import hashlib
import sqlite3
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.vectors import decode_vector
from tests.bench.driver import EngineDriver

AT_ONCE = 16
CACHE = Path.home() / ".cache" / "qwq-desktop-bench" / "vectors.db"


class EngineEmbedder:
    """multilingual-e5-small's way of asking ("query: ", "passage: "), in an engine of its own.

    Vectors are kept in a file under a digest of the weights and the text: a set of passages takes
    many minutes the first time, seconds the next.
    """

    def __init__(self, model: Path, cache: Path = CACHE) -> None:
        self.name = model.stem
        self.dimensions = 384
        self.computed = 0
        self._model = model
        self._driver: EngineDriver | None = None
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._cache = sqlite3.connect(cache, timeout=60, isolation_level=None)
        self._cache.execute("PRAGMA journal_mode = WAL")
        self._cache.execute(
            "CREATE TABLE IF NOT EXISTS vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL)"
        )

    def query(self, text: str) -> np.ndarray:
        return self._vectors(["query: " + text])[0]

    def passages(
        self, texts: Sequence[str], stopped: Callable[[], bool] = lambda: False
    ) -> list[np.ndarray]:
        return self._vectors(["passage: " + text for text in texts])

    def compute(self, texts: Sequence[str]) -> list[np.ndarray]:
        """The vectors, each computed now."""
        driver = self._engine()
        done = driver.wait(driver.send(p.EmbedRequest, texts=tuple(texts)))
        assert done.kind == "done", done
        self.computed += len(texts)
        return [np.asarray(decode_vector(text), np.float32) for text in done.result["vectors"]]

    def close(self) -> None:
        self._cache.close()
        if self._driver:
            self._driver.close()

    def _vectors(self, texts: Sequence[str]) -> list[np.ndarray]:
        normal = [unicodedata.normalize("NFKC", text) for text in texts]
        digests = [hashlib.sha256(f"{self.name}\n{text}".encode()).digest() for text in normal]
        found = {digest: self._known(digest) for digest in digests}
        missing = {d: t for d, t in zip(digests, normal, strict=True) if found[d] is None}
        waiting = list(missing.items())
        for start in range(0, len(waiting), AT_ONCE):
            some = waiting[start : start + AT_ONCE]
            for (digest, _), vector in zip(some, self.compute([t for _, t in some]), strict=True):
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

    def _engine(self) -> EngineDriver:
        if self._driver is None:
            self._driver = EngineDriver()
            done = self._driver.load(self._model, context_length=512, embeddings=True)
            assert done.kind == "done", done
        return self._driver
