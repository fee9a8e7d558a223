"""The engine process that embeds: loaded once, asked again and again, stopped within a text."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import psutil

from qwq_desktop.documents.embedding.model import EmbedderModel
from qwq_desktop.engine.pipe import EnginePipe
from qwq_desktop.engine.protocol import (
    CancelRequest,
    DoneEvent,
    EmbedRequest,
    ErrorEvent,
    Event,
    LoadRequest,
    Request,
    StopReason,
)
from qwq_desktop.models.beside import EMBEDDER_TOKENS
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.priority import give_way_further

_LOG = logging.getLogger(__name__)
MOST_THREADS = 4
_LOOKS_EVERY_S = 0.05  # whether to stop, while an answer is awaited

Stopped = Callable[[], bool]


def few_threads() -> int:
    """Half of the cores, and not many: vectors are made while the computer is used."""
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    return max(1, min(MOST_THREADS, cores // 2))


@dataclass(frozen=True)
class Embedded:
    """Vectors as they travel, and the numbers of those whose texts were cut at their end."""

    vectors: tuple[str, ...] = ()
    truncated: tuple[int, ...] = ()


class EmbedderProcess:
    """One process with one model. One thread asks; `end` may be called from any."""

    def __init__(self, model: EmbedderModel) -> None:
        """Starts the process and its load; the first answer comes when that is done."""
        self._pipe = EnginePipe()
        give_way_further(self._pipe.pid)
        self._events: queue.Queue[Event | None] = queue.Queue()
        self._load: LoadRequest | None = LoadRequest(
            self._pipe.next_id(),
            str(model.path),
            context_length=EMBEDDER_TOKENS,
            batch_size=EMBEDDER_TOKENS,
            micro_batch_size=EMBEDDER_TOKENS,
            threads=few_threads(),
            embeddings=True,
        )
        self._reader = threading.Thread(target=self._read, name="embedder-pipe", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._pipe.pid

    def embed(self, texts: Sequence[str], stopped: Stopped) -> Embedded:
        """Embed texts; after a stop those that were ready.

        Raises QwQError: those of the engine's answers, engine_died.
        """
        if self._load is not None:
            loaded = self._ask(self._load, stopped)
            if loaded.stop is StopReason.CANCELLED:
                return Embedded()
            self._load = None
        done = self._ask(EmbedRequest(self._pipe.next_id(), tuple(texts)), stopped)
        if not done.result:  # stopped before it was begun
            return Embedded()
        return Embedded(tuple(done.result["vectors"]), tuple(done.result["truncated"]))

    def end(self) -> None:
        """End the process and wait for it; who waits for an answer gets engine_died."""
        self._pipe.close()
        self._reader.join()

    def _ask(self, request: Request, stopped: Stopped) -> DoneEvent:
        self._pipe.send(request)
        asked_to_stop = False
        while True:
            if not asked_to_stop and stopped():
                asked_to_stop = True
                self._pipe.send(CancelRequest(self._pipe.next_id(), request.id))
            try:
                event = self._events.get(timeout=_LOOKS_EVERY_S)
            except queue.Empty:
                continue
            if event is None:
                self._events.put(None)  # for whoever asks next
                raise self._pipe.death()
            if event.id == request.id and isinstance(event, ErrorEvent):
                raise QwQError(event.code, detail=event.detail, **event.facts)
            if event.id == request.id and isinstance(event, DoneEvent):
                return event

    def _read(self) -> None:
        """Hand on what the process says; None when it says no more."""
        try:
            for event in self._pipe.events():
                self._events.put(event)
        except QwQError as error:
            _LOG.warning("the embedder said something unreadable: %s", error)
        finally:
            self._events.put(None)
