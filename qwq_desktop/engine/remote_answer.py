"""One `generate` on its way through a server: sent, adjusted if need be, streamed, ended."""

import json
import logging
from collections.abc import Callable
from dataclasses import replace

from qwq_desktop.engine.http import Exchange, HttpClient
from qwq_desktop.engine.openai.adjustments import Adjustments
from qwq_desktop.engine.openai.answer import Answer
from qwq_desktop.engine.openai.request import chat_body
from qwq_desktop.engine.openai.server import Server
from qwq_desktop.engine.protocol import DoneEvent, ErrorEvent, Event, GenerateRequest
from qwq_desktop.platform.errors import QwQError

_LOG = logging.getLogger(__name__)


class RemoteAnswer:
    """Emits the events of one request, the last of which is `done` or `error`.

    What the server taught by refusing is in `adjustments` when `ended` is called.
    """

    def __init__(
        self,
        request: GenerateRequest,
        http: HttpClient,
        server: Server,
        adjustments: Adjustments,
        emit: Callable[[Event], None],
        ended: Callable[["RemoteAnswer"], None],
        hold: Callable[[], None],
    ) -> None:
        """`hold` asks for `flush` to be called a sixtieth of a second later."""
        self.request = request
        self.adjustments = adjustments
        self._http = http
        self._server = server
        self._emit = emit
        self._ended = ended
        self._hold = hold
        self._body = chat_body(request, server)
        self._exchange: Exchange | None = None
        self._answer = self._new_answer()
        self._is_over = False

    def start(self) -> None:
        """Send the request. Raises QwQError("offline")."""
        body = self.adjustments.apply(self._body)
        url = f"{self._http.address.base}/chat/completions"
        self._answer = self._new_answer()
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        self._exchange = self._http.post(url, data, self._on_end, self._on_data)

    def cancel(self) -> None:
        """Stop the server and end with what came."""
        self._break_off()
        self._end(self._answer.cancel())

    def abandon(self) -> None:
        """Stop the server and tell nothing more."""
        self._is_over = True
        self._break_off()

    def flush(self) -> None:
        """Send the text that came too soon after the last."""
        self._answer.flush_if_due()
        if self._answer.is_holding:
            self._hold()

    def _new_answer(self) -> Answer:
        address, context = self._http.address, self._server.context_length
        return Answer(self.request, address.base, context, self._tell)

    def _tell(self, event: Event) -> None:
        """Whoever hears an event may end everything: then nothing follows it."""
        if not self._is_over:
            self._emit(event)

    def _on_data(self, exchange: Exchange) -> None:
        if not 200 <= exchange.status < 300:
            return  # an error's text waits for the end
        try:
            self._answer.feed(exchange.read())
        except QwQError as error:
            self._fail(error)
            return
        self.flush()
        if self._answer.is_complete:
            exchange.let_go()  # and let the server close the connection
            self._finish()

    def _on_end(self, exchange: Exchange) -> None:
        rest = exchange.read()
        failure = exchange.failure(self._http.address.base, rest)
        if failure is None or failure.code == "server_cut_off":
            self._finish(rest, failure)
        elif not self._adjust(exchange.status, rest):
            self._fail(failure)

    def _adjust(self, status: int, reply: bytes) -> bool:
        """Send again what a server refused for a field of it, without that field."""
        learnt = self.adjustments.after(self.adjustments.apply(self._body), status, reply)
        if learnt is None:
            return False
        _LOG.info("the server refused the request (%s); now %s", status, learnt)
        self.adjustments = learnt
        try:
            self.start()
        except QwQError as error:
            self._fail(error)
        return True

    def _finish(self, rest: bytes = b"", failure: QwQError | None = None) -> None:
        """The reply is over, perhaps because the connection was lost."""
        try:
            self._answer.feed(rest)
            done = self._answer.finish()
        except QwQError as error:
            is_end = error.code in ("server_cut_off", "server_not_openai")
            self._fail(failure if failure is not None and is_end else error)
        else:
            self._end(done)

    def _fail(self, error: QwQError) -> None:
        self._break_off()
        self._answer.break_off()
        facts = {"url": self._http.address.base, **error.facts}
        _LOG.info("a server's answer failed: %s %s", error.code, facts.get("status", ""))
        self._end(ErrorEvent(self.request.id, error.code, error.detail, facts))

    def _break_off(self) -> None:
        if self._exchange is not None:
            self._exchange.close()

    def _end(self, event: DoneEvent | ErrorEvent) -> None:
        if isinstance(event, DoneEvent) and self.adjustments.dropped:
            event = replace(event, result={"not_accepted": sorted(self.adjustments.dropped)})
        if not self._is_over:
            self._is_over = True
            self._ended(self)
            self._emit(event)
