"""`huggingface_hub` on the program's own connections: nothing goes out but what was asked for.

The library has one HTTP client a process. It is given one that sends through the `Line` of whoever
asks at the moment, reads lists of models and nothing else: the library's own requests (such as
`/api/agent-harnesses`, asked for before the first real one) end before the network. It never sees
a token, and neither its agent text nor its trace numbers are sent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache

import httpx2
from huggingface_hub import HfApi, constants, set_client_factory

from qwq_desktop.models.hubs.line import Line


@dataclass(frozen=True)
class _Question:
    """Who asks, and about which repository ("" for all)."""

    line: Line
    repository: str


_QUESTION: ContextVar[_Question | None] = ContextVar("question", default=None)


class _Transport(httpx2.BaseTransport):
    """Carries the questions of `hub_api`.

    What a `Line` raises passes through the library, which knows none of it and so tries nothing
    again by itself.
    """

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Ask, redirects followed. Raises as `Line.ask`, httpx2.ConnectError for what is barred."""
        question, url = _QUESTION.get(), str(request.url)
        if question is None or request.method != "GET" or not _is_list(url, question.line):
            raise httpx2.ConnectError("not asked for by the user", request=request)
        reply = question.line.ask(url, question.repository)
        # Without its headers: one page is enough, and no link to a next one leads elsewhere.
        return httpx2.Response(reply.status, content=reply.body, request=request)


@contextmanager
def hub_api(line: Line, repository: str = "") -> Iterator[HfApi]:
    """The library, speaking over `line` in this thread as long as the block lasts."""
    _set_up()
    token = _QUESTION.set(_Question(line, repository))
    try:
        yield HfApi(endpoint=line.endpoint, token=False)
    finally:
        _QUESTION.reset(token)


@cache
def _set_up() -> None:
    constants.HF_HUB_DISABLE_TELEMETRY = True
    set_client_factory(lambda: httpx2.Client(transport=_Transport(), trust_env=False))


def _is_list(url: str, line: Line) -> bool:
    path = url.partition("?")[0]
    lists = f"{line.endpoint}/api/models"
    return path == lists or path.startswith(f"{lists}/")
