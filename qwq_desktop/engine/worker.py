"""The engine process's worker thread: takes requests in order and answers each with events."""

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qwq_desktop.engine.protocol import (
    CancelRequest,
    CountRequest,
    DoneEvent,
    EmbedRequest,
    ErrorEvent,
    Event,
    ForgetRequest,
    GenerateRequest,
    LoadRequest,
    PrewarmRequest,
    ProbeRequest,
    ProgressEvent,
    Request,
    RerankRequest,
    SimulateRequest,
    SteerRequest,
    StopReason,
    Usage,
)
from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from qwq_desktop.engine.loaded import LoadedModel
    from qwq_desktop.engine.native_log import NativeLog
    from qwq_desktop.engine.steering import Steering

_LOG = logging.getLogger(__name__)
_LOAD_STEPS = 1000


class EngineWorker:
    """Owns the model and the thread that works with it.

    `submit` is called by the reader thread and never waits: cancelling and steering act at once,
    everything else queues. A running pre-warm gives way to whatever comes.
    """

    def __init__(self, emit: Callable[[Event], None]) -> None:
        """`emit` sends an event; it is called from both threads."""
        self._emit = emit
        self._queue: queue.Queue[Request | None] = queue.Queue()
        self._lock = threading.Lock()
        self._current: Request | None = None
        self._cancelled: set[int] = set()
        self._steering: Steering | None = None
        self._model: LoadedModel | None = None
        self._log: NativeLog | None = None
        self._is_closing = False
        self._thread = threading.Thread(target=self._run, name="engine-worker", daemon=True)

    def start(self) -> None:
        """Start the thread; it ends with the process."""
        self._thread.start()

    def close(self, timeout_s: float) -> None:
        """End what runs, save the chat's state if that is quick, and end the thread."""
        with self._lock:
            self._is_closing = True
            self._stop_current()
        self._queue.put(None)
        self._thread.join(timeout_s)

    def submit(self, request: Request) -> None:
        """Take a request."""
        if isinstance(request, CancelRequest):
            self._cancel(request.target)
            self._emit(DoneEvent(request.id))
        elif isinstance(request, SteerRequest):
            self._steer(request)
        else:
            with self._lock:
                if isinstance(self._current, PrewarmRequest):
                    self._stop_current()
                self._queue.put(request)

    def _cancel(self, target: int) -> None:
        with self._lock:
            self._cancelled.add(target)
            if self._current is not None and self._current.id == target:
                self._stop_current()

    def _stop_current(self) -> None:
        if self._current is not None:
            self._cancelled.add(self._current.id)
        if self._model is not None:
            self._model.cancel.set()

    def _steer(self, request: SteerRequest) -> None:
        with self._lock:
            running = self._current is not None and self._current.id == request.target
            if running and self._steering:
                self._steering.take(request.action, request.text)
        self._emit(DoneEvent(request.id))

    def _run(self) -> None:
        while (request := self._next_request()) is not None:
            with self._lock:
                self._current = request
                if self._model is not None:
                    self._model.cancel.clear()
                skipped = request.id in self._cancelled
            event = self._skip(request) if skipped else self._answer(request)
            with self._lock:
                self._current = self._steering = None
                self._cancelled.discard(request.id)
            self._emit(event)

    def _next_request(self) -> Request | None:
        """The next request; None at the end. While none comes the chat's state is saved."""
        states = None if self._model is None else self._model.states
        try:
            request = self._queue.get(timeout=None if states is None else states.idle_needed_s)
        except queue.Empty:
            if states is not None:
                keep(lambda: states.save_when_idle(lambda: not self._queue.empty()))
            return self._next_request()
        if self._is_closing:
            if states is not None:
                keep(states.save_at_end)
            return None
        return request

    def _skip(self, request: Request) -> Event:
        return DoneEvent(request.id, StopReason.CANCELLED)

    def _answer(self, request: Request) -> Event:
        handlers: dict[type[Any], Callable[[Any], Event]] = {
            LoadRequest: self._load,
            GenerateRequest: self._generate,
            PrewarmRequest: self._prewarm,
            ForgetRequest: self._forget,
            CountRequest: self._count,
            EmbedRequest: self._embed,
            RerankRequest: self._rerank,
            ProbeRequest: self._probe,
            SimulateRequest: self._simulate,
        }
        try:
            return handlers[type(request)](request)
        except QwQError as error:
            if error.code == "cancelled":
                return DoneEvent(request.id, StopReason.CANCELLED)
            _LOG.info("request %s failed: %s", request.kind, error)
            return ErrorEvent(request.id, error.code, error.detail, error.facts)
        except MemoryError:
            return ErrorEvent(request.id, "out_of_memory")
        except Exception as error:
            _LOG.exception("request %s broke", request.kind)
            return ErrorEvent(request.id, "unexpected", repr(error))

    def _load(self, request: LoadRequest) -> Event:
        from qwq_desktop.engine.loaded import LoadedModel

        if self._model is not None:
            keep(self._model.states.save_at_end)
            self._model.close()
            self._model = None

        def report(fraction: float) -> bool:
            self._emit(ProgressEvent(request.id, "load", int(fraction * _LOAD_STEPS), _LOAD_STEPS))
            return request.id not in self._cancelled

        model = LoadedModel(request, self._native_log(), report)
        with self._lock:
            self._model = model
        return DoneEvent(request.id, result=model.facts())

    def _generate(self, request: GenerateRequest) -> Event:
        from qwq_desktop.engine.generation import Generation
        from qwq_desktop.engine.steering import Steering

        model = self._chatting()
        with self._lock:
            self._steering = Steering()
        return Generation(model, request, self._steering, self._emit).run()

    def _prewarm(self, request: PrewarmRequest) -> Event:
        model = self._chatting()
        tokens = model.next_turn_prefix(request.messages, request.tools, request.thinking)
        if not 0 < len(tokens) < model.native.context_length:
            return DoneEvent(request.id, usage=Usage(prompt=len(tokens)))
        cached, finished = model.read(request.chat_key, tokens, lambda *_: None, waited_for=False)
        stop = StopReason.END if finished else StopReason.CANCELLED
        return DoneEvent(request.id, stop, Usage(prompt=len(tokens), cached=cached))

    def _forget(self, request: ForgetRequest) -> Event:
        if self._model is not None:
            self._model.states.forget(request.chat_key)
        return DoneEvent(request.id)

    def _count(self, request: CountRequest) -> Event:
        model = self._loaded()
        if request.texts:
            sizes = [len(model.plain_tokens(text)) for text in request.texts]
            return DoneEvent(request.id, result={"sizes": sizes})
        prompt = model.render(
            request.messages, request.tools, request.thinking, raw_history=request.raw_history
        )
        tokens = model.tokens(prompt)
        return DoneEvent(
            request.id,
            usage=Usage(prompt=len(tokens)),
            result={"text": prompt.text, "tokens": tokens},
        )

    def _embed(self, request: EmbedRequest) -> Event:
        from qwq_desktop.engine.embedding import Embedding

        return Embedding(self._loaded().native, request, self._emit).run()

    def _rerank(self, request: RerankRequest) -> Event:
        from qwq_desktop.engine.reranking import Reranking

        return Reranking(self._loaded(), request, self._emit).run()

    def _probe(self, request: ProbeRequest) -> Event:
        from qwq_desktop.engine.probe import probe

        self._native_log()
        return DoneEvent(request.id, result=probe())

    def _simulate(self, request: SimulateRequest) -> Event:
        from qwq_desktop.engine.simulate import simulate

        return DoneEvent(request.id, result=simulate(request, self._native_log()))

    def _loaded(self) -> "LoadedModel":
        if self._model is None:
            raise QwQError("no_model")
        return self._model

    def _chatting(self) -> "LoadedModel":
        model = self._loaded()
        if model.native.embeds or model.native.reranks:
            raise QwQError("bad_request", detail="the model was loaded to embed or to rank")
        if not model.native.can_write:
            raise QwQError("model_only_reads", name=Path(model.request.path).stem)
        return model

    def _native_log(self) -> "NativeLog":
        from qwq_desktop.engine.native_log import NativeLog

        if self._log is None:
            self._log = NativeLog()
        return self._log


def keep(save: Callable[[], bool]) -> None:
    """Save a state; whatever goes wrong, the thread goes on: nothing depends on it."""
    try:
        save()
    except Exception:
        _LOG.exception("saving a state broke")
