"""Asks a server what it is, what it serves, and how much of a conversation it can keep in view."""

import json
from collections.abc import Callable
from typing import Any

from qwq_desktop.engine.http import Exchange, HttpClient
from qwq_desktop.engine.openai.server import (
    ServedModel,
    Server,
    ServerKind,
    describe,
    kind_of,
    read_models,
)
from qwq_desktop.platform.errors import QwQError


class ServerCheck:
    """One `load` of a server. Calls `done` or `failed` once, or neither after `cancel`."""

    def __init__(
        self,
        http: HttpClient,
        done: Callable[[Server], None],
        failed: Callable[[QwQError], None],
    ) -> None:
        self._http = http
        self._done = done
        self._failed = failed
        self._exchange: Exchange | None = None
        self._models: list[ServedModel] = []

    def start(self) -> None:
        """Send the first request."""
        self._get(f"{self._http.address.base}/models", self._on_models)

    def cancel(self) -> None:
        """Ask no more and tell nothing."""
        if self._exchange is not None:
            self._exchange.close()

    def _get(self, url: str, then: Callable[[Exchange], None]) -> None:
        def ended(exchange: Exchange) -> None:
            try:
                then(exchange)
            except QwQError as error:
                self._fail(error)

        try:
            self._exchange = self._http.get(url, ended)
        except QwQError as error:
            self._fail(error)

    def _fail(self, error: QwQError) -> None:
        facts = {"url": self._http.address.base, **error.facts}
        self._failed(QwQError(error.code, detail=error.detail, **facts))

    def _on_models(self, exchange: Exchange) -> None:
        wanted, body = self._http.address.model, exchange.read()
        failure = exchange.failure(self._http.address.base, body)
        if failure is not None:
            # Some servers have no such list; a model named by the user will do.
            if wanted and exchange.status in (404, 405, 501):
                self._done(describe((), wanted))
                return
            raise failure
        self._models = read_models(_json(body))
        if kind_of(self._models) is ServerKind.LLAMA_SERVER:
            self._get(f"{self._http.address.root}/props", self._on_props)
            return
        self._done(describe(self._models, wanted))

    def _on_props(self, exchange: Exchange) -> None:
        """What llama-server tells beyond its list of models; it works without, too."""
        body = exchange.read()
        failure = exchange.failure(self._http.address.base, body)
        if failure is not None and failure.code == "server_auth":
            raise failure  # the list is open to all, unlike the rest
        props = None if failure is not None else _json(body)
        self._done(describe(self._models, self._http.address.model, props))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
