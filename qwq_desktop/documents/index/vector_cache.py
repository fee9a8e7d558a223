"""The vectors of one embedder in memory, and the search for the nearest of them.

A vector is kept as bytes and a scale, a quarter of the memory, measured without loss. The search
compares all of them: 100 000 take about 10 ms, and nothing has to be built or kept in step.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qwq_desktop.documents.embedder import Vector

_BLOCK = 1024  # vectors that become float32 at once: what fits a processor's cache
_SMALLEST = 256


@dataclass(frozen=True)
class PackedVector:
    """A vector as it is kept: bytes (-127 to 127), each times the scale."""

    scale: float
    data: bytes


@dataclass(frozen=True)
class KnownVector:
    """A packed vector and whose it is."""

    chunk_id: int
    document_id: int
    vector: PackedVector


def packed(vector: "Vector") -> PackedVector:
    """The vector in a byte a number."""
    import numpy as np

    scale = float(np.abs(vector).max(initial=0.0)) / 127 or 1.0
    return PackedVector(scale, np.rint(vector / scale).astype(np.int8).tobytes())


class VectorCache:
    """The vectors of the embedder `name`, in no particular order."""

    def __init__(self, name: str, dimensions: int) -> None:
        import numpy as np

        self.name = name
        self.dimensions = dimensions
        self._count = 0
        self._chunks = np.zeros(_SMALLEST, np.int64)
        self._documents = np.zeros(_SMALLEST, np.int64)
        self._scales = np.zeros(_SMALLEST, np.float32)
        self._bytes = np.zeros((_SMALLEST, dimensions), np.int8)

    def add(self, vectors: Iterable[KnownVector]) -> None:
        """Take in vectors of chunks that it doesn't have. Those of another size are left out."""
        import numpy as np

        fitting = [one for one in vectors if len(one.vector.data) == self.dimensions]
        end = self._count + len(fitting)
        if end > len(self._chunks):
            self._reserve(max(end, len(self._chunks) * 3 // 2))
        place = slice(self._count, end)
        self._chunks[place] = [one.chunk_id for one in fitting]
        self._documents[place] = [one.document_id for one in fitting]
        self._scales[place] = [one.vector.scale for one in fitting]
        joined = b"".join(one.vector.data for one in fitting)
        self._bytes[place] = np.frombuffer(joined, np.int8).reshape(-1, self.dimensions)
        self._count = end

    def drop_chunks(self, chunk_ids: Collection[int]) -> None:
        """Forget the vectors of some chunks."""
        self._keep_others(self._chunks, chunk_ids)

    def drop_documents(self, document_ids: Collection[int]) -> None:
        """Forget the vectors of some documents."""
        self._keep_others(self._documents, document_ids)

    def nearest(
        self, vector: "Vector", document_ids: Collection[int] | None, limit: int
    ) -> dict[int, float]:
        """The chunks nearest in meaning, nearest first, with their cosines."""
        import numpy as np

        rows = np.arange(self._count)
        if document_ids is not None:
            rows = np.flatnonzero(np.isin(self._documents[: self._count], list(document_ids)))
        cosines = self._cosines(vector, rows if len(rows) < self._count else None)
        best = (
            np.argpartition(-cosines, limit)[:limit] if len(rows) > limit else np.arange(len(rows))
        )
        best = best[np.lexsort((self._chunks[rows[best]], -cosines[best]))]
        return dict(zip(self._chunks[rows[best]].tolist(), cosines[best].tolist(), strict=True))

    def _cosines(self, vector: "Vector", rows: "NDArray[np.intp] | None") -> "NDArray[np.float32]":
        """The inner products with the vectors of some rows, or of all."""
        import numpy as np

        count = self._count if rows is None else len(rows)
        question = np.asarray(vector, np.float32)
        products = np.empty(count, np.float32)
        block = np.empty((_BLOCK, self.dimensions), np.float32)
        for start in range(0, count, _BLOCK):
            end = min(start + _BLOCK, count)
            place: slice | NDArray[np.intp] = slice(start, end) if rows is None else rows[start:end]
            np.copyto(block[: end - start], self._bytes[place])
            np.dot(block[: end - start], question, out=products[start:end])
        return products * (self._scales[:count] if rows is None else self._scales[rows])

    def _keep_others(self, column: "NDArray[np.int64]", gone: Collection[int]) -> None:
        import numpy as np

        kept = np.flatnonzero(~np.isin(column[: self._count], list(gone)))
        if len(kept) == self._count:
            return
        for array in (self._chunks, self._documents, self._scales, self._bytes):
            array[: len(kept)] = array[kept]
        self._count = len(kept)

    def _reserve(self, size: int) -> None:
        """Make room for so many vectors."""
        import numpy as np

        def longer(array: "NDArray[Any]") -> "NDArray[Any]":
            grown = np.zeros((size, *array.shape[1:]), array.dtype)
            grown[: self._count] = array[: self._count]
            return grown

        self._chunks, self._documents = longer(self._chunks), longer(self._documents)
        self._scales, self._bytes = longer(self._scales), longer(self._bytes)
