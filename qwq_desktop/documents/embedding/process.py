"""The engine process of a model that only reads: loaded once, stopped within a text."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from qwq_desktop.engine.pipe import EnginePipe
from qwq_desktop.engine.protocol import (
    CancelRequest,
    DoneEvent,
    EmbedRequest,
    ErrorEvent,
    Event,
    LoadRequest,
    Request,
    RerankRequest,
)
from qwq_desktop.models.beside import EMBEDDER_TOKENS
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.priority import give_way_further

_LOG = logging.getLogger(__name__)
MOST_THREADS = 4
_LOOKS_EVERY_S = 0.05  # whether to stop, while an answer is awaited

Stopped = Callable[[], bool]


def never() -> bool:
    """Don't stop."""
    return False


def few_threads() -> int:
    """Half of the cores, and not many: vectors are made while the computer is used."""
    return max(1, min(MOST_THREADS, _cores() // 2))


def waited_for_threads() -> int:
    """The cores, and not very many: someone waits, and other work goes on all the same."""
    return min(2 * MOST_THREADS, _cores())


def _cores() -> int:
    return psutil.cpu_count(logical=False) or psutil.cpu_count() or 1


@dataclass(frozen=True)
class Embedded:
    """Vectors as they travel, and the numbers of those whose texts were cut at their end."""

    vectors: tuple[str, ...] = ()
    truncated: tuple[int, ...] = ()


class ReadingProcess:
    """One process with one model. One thread asks; `end` may be called from any."""

    def __init__(self, path: Path, *, ranks: bool = False) -> None:
        """Starts the process; its model, which embeds or `ranks`, is loaded with the first call."""
        self._pipe = EnginePipe()
        give_way_further(self._pipe.pid)
        self._events: queue.Queue[Event | None] = queue.Queue()
        self._is_loading = False
        self._load: LoadRequest | None = LoadRequest(
            self._pipe.next_id(),
            str(path),
            context_length=EMBEDDER_TOKENS,
            batch_size=EMBEDDER_TOKENS,
            micro_batch_size=EMBEDDER_TOKENS,
            threads=waited_for_threads() if ranks else few_threads(),
            embeddings=not ranks,
            reranking=ranks,
        )
        self._reader = threading.Thread(target=self._read, name="reading-pipe", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._pipe.pid

    def embed(self, texts: Sequence[str], stopped: Stopped) -> Embedded:
        """Embed texts; after a stop those that were ready.

        Raises QwQError: those of the engine's answers, engine_died.
        """
        if not self._is_loaded(stopped):
            return Embedded()
        done = self._ask(EmbedRequest(self._pipe.next_id(), tuple(texts)), stopped)
        if not done.result:  # stopped before it was begun
            return Embedded()
        return Embedded(tuple(done.result["vectors"]), tuple(done.result["truncated"]))

    def rank(self, question: str, texts: Sequence[str], stopped: Stopped) -> list[float]:
        """The model's own scores of texts for a question; stops and errors as `embed`'s."""
        if not self._is_loaded(stopped):
            return []
        request = RerankRequest(self._pipe.next_id(), question, tuple(texts))
        return list(self._ask(request, stopped).result.get("scores", ()))

    def end(self) -> None:
        """End the process and wait for it; who waits for an answer gets engine_died."""
        self._pipe.close()
        self._reader.join()

    def _is_loaded(self, stopped: Stopped) -> bool:
        """Whether the model is loaded by now. A stop leaves it loading, for who asks next."""
        if self._load is not None:
            if not self._is_loading:
                self._pipe.send(self._load)
                self._is_loading = True
            if self._answer(self._load.id, stopped) is None:
                return False
            self._load = None
        return True

    def _ask(self, request: Request, stopped: Stopped) -> DoneEvent:
        self._pipe.send(request)
        done = self._answer(request.id, stopped)
        if done is None:
            self._pipe.send(CancelRequest(self._pipe.next_id(), request.id))
            done = self._answer(request.id, never)
        assert done is not None
        return done

    def _answer(self, request_id: int, stopped: Stopped) -> DoneEvent | None:
        """The answer to a request; None where a stop came before it."""
        while not stopped():
            try:
                event = self._events.get(timeout=_LOOKS_EVERY_S)
            except queue.Empty:
                continue
            if event is None:
                self._events.put(None)  # for whoever asks next
                raise self._pipe.death()
            if event.id == request_id and isinstance(event, ErrorEvent):
                raise QwQError(event.code, detail=event.detail, **event.facts)
            if event.id == request_id and isinstance(event, DoneEvent):
                return event
        return None

    def _read(self) -> None:
        """Hand on what the process says; None when it says no more."""
        try:
            for event in self._pipe.events():
                self._events.put(event)
        except QwQError as error:
            _LOG.warning("the process said something unreadable: %s", error)
        finally:
            self._events.put(None)
