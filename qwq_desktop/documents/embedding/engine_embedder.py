"""The `Embedder` on an engine process of its own, which is there only while it is needed."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from qwq_desktop.documents.embedder import Vector
from qwq_desktop.documents.embedding.kept import IDLE_S, KeptProcess
from qwq_desktop.documents.embedding.model import EmbedderModel
from qwq_desktop.documents.embedding.process import Stopped, never
from qwq_desktop.documents.embedding.texts import halves, text_for
from qwq_desktop.engine.vectors import MOST_AT_ONCE, decode_vector

_QUERIES_KEPT = 64
_GROUP_CHARACTERS = 2000  # of one request: others get their turn after it
_LEAST_CHARACTERS = 64  # a text that short is not cut any more, however many tokens it has


class EngineEmbedder:
    """Embeds with a GGUF model in a second engine process (see `KeptProcess`).

    Calls wait; they may come from several threads, and take turns between a few texts.
    """

    def __init__(self, model: EmbedderModel, idle_s: float = IDLE_S) -> None:
        self._model = model
        self._kept = KeptProcess(model.path, "embedder", idle_s, ranks=False)
        self._queries: OrderedDict[str, Vector] = OrderedDict()  # the latest last

    @property
    def name(self) -> str:
        """Names the weights: vectors of embedders with different names can't be compared."""
        return self._model.name

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._model.dimensions

    @property
    def is_running(self) -> bool:
        """Whether the process is there, with the memory that it takes."""
        return self._kept.process is not None

    def query(self, text: str) -> Vector:
        """The vector of a question; those of the latest are kept.

        Raises QwQError: those of loading a model, embedder_failed, embedder_closed.
        """
        with self._kept.turn:
            vector = self._queries.pop(text, None)
            if vector is None:
                (vector,) = self._vectors([text], self._model.wording.query_prefix, never)
            self._queries[text] = vector
            if len(self._queries) > _QUERIES_KEPT:
                self._queries.popitem(last=False)
        return vector

    def passages(self, texts: Sequence[str], stopped: Callable[[], bool] = never) -> list[Vector]:
        """The vectors of pieces of documents, in their order; those before a stop.

        A stop is heard within a text. Of a text that is too long for the model the vector is the
        mean of its parts'. Raises QwQError as `query` does.
        """
        prefix = self._model.wording.document_prefix
        found: list[Vector] = []
        for group in groups(texts):
            if stopped():
                break
            with self._kept.turn:
                vectors = self._vectors(group, prefix, stopped)
            found += vectors
            if len(vectors) < len(group):
                break
        return found

    def close(self) -> None:
        """End the process and wait for it; a call under way ends with embedder_closed."""
        self._kept.close()

    def _vectors(self, texts: Sequence[str], prefix: str, stopped: Stopped) -> list[Vector]:
        """The vectors of texts after a prefix; those before a stop."""
        put = [text_for(text, prefix) for text in texts]
        answer = self._kept.ask(lambda process: process.embed(put, stopped))
        found = [_vector(text) for text in answer.vectors]
        for number in answer.truncated:
            if number < len(found) and len(texts[number]) > _LEAST_CHARACTERS:
                parts = self._vectors(halves(texts[number]), prefix, stopped)
                if len(parts) < 2:
                    return found[:number]
                found[number] = _frozen(np.add(*parts))
        return found


def groups(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in their order, in groups that take about a second or less."""
    group: list[str] = []
    size = 0
    for text in texts:
        if group and (size + len(text) > _GROUP_CHARACTERS or len(group) == MOST_AT_ONCE):
            yield group
            group, size = [], 0
        group.append(text)
        size += len(text)
    if group:
        yield group


def _vector(text: str) -> Vector:
    return _frozen(np.array(decode_vector(text), dtype=np.float32))


def _frozen(numbers: Vector) -> Vector:
    """The vector with length 1, and as it will stay."""
    length = np.linalg.norm(numbers)
    vector = (numbers / length if length > 0 else numbers).astype(np.float32)
    vector.flags.writeable = False
    return vector
