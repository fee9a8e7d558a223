"""A model on a server: takes the requests of the engine process and yields its events."""

import itertools
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.engine.deltas import FLUSH_INTERVAL_S
from qwq_desktop.engine.http import HttpClient
from qwq_desktop.engine.openai.address import ServerAddress
from qwq_desktop.engine.openai.adjustments import Adjustments
from qwq_desktop.engine.openai.server import Server
from qwq_desktop.engine.protocol import (
    CancelRequest,
    CountRequest,
    DoneEvent,
    ErrorEvent,
    GenerateRequest,
    LoadRequest,
    PrewarmRequest,
    ProbeRequest,
    Request,
    SteerRequest,
    StopReason,
)
from qwq_desktop.engine.remote_answer import RemoteAnswer
from qwq_desktop.engine.server_check import ServerCheck
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard


class RemoteEngine(QObject):
    """Talks to one server at a time, chosen by `load` (its `path` is the address).

    Servers cannot be steered, and need no warming: such requests are done at once. Prompts cannot
    be counted there. The protocol's other rules hold: each request ends with one event, none of
    which comes before `send` has returned.
    """

    event_received = Signal(object)  # Event
    process_died = Signal(int, str)  # never: a server that is gone shows as an error

    def __init__(
        self,
        network: NetworkGuard,
        api_key: str = "",
        ids: Callable[[], int] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`ids` gives request ids (another engine's `next_id`, where the two take turns)."""
        super().__init__(parent)
        self._network = network
        self._api_key = api_key
        self._ids = ids or itertools.count(1).__next__
        self._is_running = False
        self._http: HttpClient | None = None
        self._server: Server | None = None
        self._adjustments = Adjustments()
        self._check: tuple[int, ServerCheck] | None = None  # the id of its load request
        self._answers: dict[int, RemoteAnswer] = {}
        self._inbox: deque[Request] = deque()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._work)
        interval = int(1000 * FLUSH_INTERVAL_S) + 1
        self._flush_timer = QTimer(self, singleShot=True, interval=interval)
        self._flush_timer.timeout.connect(self._flush)

    @property
    def is_running(self) -> bool:
        """Whether requests are taken."""
        return self._is_running

    def next_id(self) -> int:
        """A request id that was never used before."""
        return self._ids()

    def start(self) -> None:
        """Take requests from here on."""
        self._is_running = True

    def send(self, request: Request) -> None:
        """Send a request; does nothing before `start` and after `end`."""
        if self._is_running:
            self._inbox.append(request)
            self._timer.start()

    def cancel(self, target: int) -> None:
        """Stop a request."""
        self.send(CancelRequest(self.next_id(), target))

    def end(self) -> None:
        """Drop all connections; no event follows."""
        self._is_running = False
        self._inbox.clear()
        self._forget_server()

    def close(self) -> None:
        """End; there is nothing to wait for."""
        self.end()

    def _work(self) -> None:
        while self._inbox:
            request = self._inbox.popleft()
            try:
                self._handle(request)
            except QwQError as error:
                event = ErrorEvent(request.id, error.code, error.detail, error.facts)
                self.event_received.emit(event)

    def _handle(self, request: Request) -> None:
        handlers: dict[type[Any], Callable[[Any], None]] = {
            LoadRequest: self._load,
            GenerateRequest: self._generate,
            CancelRequest: self._on_cancel,
            CountRequest: self._refuse,
            PrewarmRequest: self._agree,
            ProbeRequest: self._agree,
            SteerRequest: self._agree,
        }
        handlers[type(request)](request)

    def _agree(self, request: Request) -> None:
        self.event_received.emit(DoneEvent(request.id))

    def _refuse(self, request: Request) -> None:
        raise QwQError("not_supported", request=request.kind)

    def _load(self, request: LoadRequest) -> None:
        address = ServerAddress.parse(request.path)
        self._forget_server()
        self._http = HttpClient(address, self._network, self._api_key, self)

        def done(server: Server) -> None:
            self._check = None
            self._server = server
            self.event_received.emit(DoneEvent(request.id, result=server.facts(address.host)))

        def failed(error: QwQError) -> None:
            self._check = None
            event = ErrorEvent(request.id, error.code, error.detail, error.facts)
            self.event_received.emit(event)

        check = ServerCheck(self._http, done, failed)
        self._check = (request.id, check)
        check.start()

    def _generate(self, request: GenerateRequest) -> None:
        if self._http is None or self._server is None:
            raise QwQError("no_model")
        if not request.messages:
            raise QwQError("message_empty")
        answer = RemoteAnswer(
            request,
            self._http,
            self._server,
            self._adjustments,
            self.event_received.emit,
            self._on_ended,
            self._flush_timer.start,
        )
        answer.start()
        self._answers[request.id] = answer

    def _on_ended(self, answer: RemoteAnswer) -> None:
        self._adjustments = answer.adjustments.lasting()
        self._answers.pop(answer.request.id, None)

    def _flush(self) -> None:
        for answer in tuple(self._answers.values()):
            answer.flush()

    def _on_cancel(self, request: CancelRequest) -> None:
        self._agree(request)
        answer = self._answers.get(request.target)
        if answer is not None:
            answer.cancel()
        elif self._check is not None and self._check[0] == request.target:
            self._check[1].cancel()
            self._check = None
            self.event_received.emit(DoneEvent(request.target, StopReason.CANCELLED))

    def _forget_server(self) -> None:
        """Whatever still runs there is dropped without a word."""
        if self._check is not None:
            self._check[1].cancel()
        for answer in self._answers.values():
            answer.abandon()
        self._answers.clear()
        self._http = self._server = self._check = None
        self._adjustments = Adjustments()
