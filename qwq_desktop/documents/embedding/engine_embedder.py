"""The `Embedder` on an engine process of its own, which is there only while it is needed."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from qwq_desktop.documents.embedder import Vector
from qwq_desktop.documents.embedding.model import EmbedderModel
from qwq_desktop.documents.embedding.process import Embedded, EmbedderProcess, Stopped
from qwq_desktop.documents.embedding.texts import halves, text_for
from qwq_desktop.engine.vectors import MOST_AT_ONCE, decode_vector
from qwq_desktop.platform.errors import QwQError

IDLE_S = 300.0
_QUERIES_KEPT = 64
_GROUP_CHARACTERS = 2000  # of one request: others get their turn after it
_LEAST_CHARACTERS = 64  # a text that short is not cut any more, however many tokens it has

_LOG = logging.getLogger(__name__)


def never() -> bool:
    """Don't stop."""
    return False


class EngineEmbedder:
    """Embeds with a GGUF model in a second engine process.

    The process starts at the first text and ends after `idle_s` without one, with `close`, and with
    the program. When it dies it is started once more for the same texts. Calls wait; they may come
    from several threads, and take turns between a few texts.
    """

    def __init__(self, model: EmbedderModel, idle_s: float = IDLE_S) -> None:
        self._model = model
        self._idle_s = idle_s
        self._process: EmbedderProcess | None = None
        self._is_closed = False
        self._turn = threading.RLock()  # held while the process works
        self._timer: threading.Timer | None = None
        self._last_used = 0.0
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
        return self._process is not None

    def query(self, text: str) -> Vector:
        """The vector of a question; those of the latest are kept.

        Raises QwQError: those of loading a model, embedder_failed, embedder_closed.
        """
        with self._turn:
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
            with self._turn:
                vectors = self._vectors(group, prefix, stopped)
            found += vectors
            if len(vectors) < len(group):
                break
        return found

    def close(self) -> None:
        """End the process and wait for it; a call under way ends with embedder_closed."""
        self._is_closed = True
        process = self._process
        if process is not None:
            process.end()
        with self._turn:
            self._drop()
            if self._timer is not None:
                self._timer.cancel()

    def _vectors(self, texts: Sequence[str], prefix: str, stopped: Stopped) -> list[Vector]:
        """The vectors of texts after a prefix; those before a stop."""
        answer = self._ask([text_for(text, prefix) for text in texts], stopped)
        found = [_vector(text) for text in answer.vectors]
        for number in answer.truncated:
            if number < len(found) and len(texts[number]) > _LEAST_CHARACTERS:
                parts = self._vectors(halves(texts[number]), prefix, stopped)
                if len(parts) < 2:
                    return found[:number]
                found[number] = _frozen(np.add(*parts))
        return found

    def _ask(self, texts: Sequence[str], stopped: Stopped) -> Embedded:
        """The process's answer, of a second process where the first one died."""
        try:
            return self._ask_once(texts, stopped)
        except QwQError as error:
            if error.code != "engine_died" or self._is_closed:
                raise self._told(error) from error
            _LOG.warning("the embedder ended by itself, starting it again: %s", error.detail)
        try:
            return self._ask_once(texts, stopped)
        except QwQError as error:
            raise self._told(error) from error

    def _ask_once(self, texts: Sequence[str], stopped: Stopped) -> Embedded:
        process = self._running()
        try:
            answer = process.embed(texts, stopped)
        except QwQError:
            self._drop()
            raise
        if self._is_closed:  # the process stopped in the middle, in good order
            raise QwQError("engine_died")
        self._last_used = time.monotonic()
        return answer

    def _running(self) -> EmbedderProcess:
        if self._is_closed:
            raise QwQError("engine_died")
        if self._process is None:
            self._process = EmbedderProcess(self._model)
            self._last_used = time.monotonic()
            self._watch(self._idle_s)
        return self._process

    def _told(self, error: QwQError) -> QwQError:
        if self._is_closed:
            return QwQError("embedder_closed", detail=error.detail)
        if error.code == "engine_died":
            return QwQError("embedder_failed", detail=error.detail, reason=error.detail)
        return error

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()

    def _watch(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(seconds, self._end_when_idle)
        self._timer.name, self._timer.daemon = "embedder-idle", True
        self._timer.start()

    def _end_when_idle(self) -> None:
        with self._turn:
            left = self._last_used + self._idle_s - time.monotonic()
            if self._process is None:
                return
            if left > 0:
                self._watch(left)
            else:
                self._drop()


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
