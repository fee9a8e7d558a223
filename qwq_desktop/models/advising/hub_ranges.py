"""Parts of files on a hub, over the program's own connections: with the user's token, stoppable."""

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from qwq_desktop.models.download.failures import Passing, refuse
from qwq_desktop.models.download.http import Answer, HttpClient
from qwq_desktop.models.download.ranges import content_range
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard, Purpose

SILENCE_S = 15.0  # that ends an answer


class HubRanges:
    """A `RangeSource` that measures how quickly bytes come. `close` from any thread ends it.

    Besides what `RangeSource` says it raises Stopped once closed, and QwQError: hub_unreachable,
    hub_busy, download_not_a_model, and those of `failures.refuse` and `HttpClient.request`.
    """

    def __init__(
        self,
        network: NetworkGuard,
        token_for: Callable[[str], str],
        *,
        silence_s: float = SILENCE_S,
    ) -> None:
        self._token_for = token_for
        self._client = HttpClient(network, stall_s=silence_s, purpose=Purpose.MODEL_HEADER)
        self._bytes = 0
        self._seconds = 0.0

    @property
    def bytes_per_second(self) -> float:
        """How quickly bytes came since `begin_measuring`; 0 where none did."""
        return self._bytes / self._seconds if self._seconds else 0.0

    def begin_measuring(self) -> None:
        """Forget how quickly bytes came before."""
        self._bytes, self._seconds = 0, 0.0

    def close(self) -> None:
        """End what is under way, and let nothing begin any more."""
        self._client.stop()

    def open(self, url: str, start: int, size: int) -> "HubReply":
        """Ask for bytes; see `RangeSource.open`."""
        headers = {"Range": f"bytes={start}-{start + size - 1}"}
        with ExitStack() as stack, _named(url):
            answer = stack.enter_context(self._client.request(url, headers, self._token_for(url)))
            total, left = _amounts(answer, url, start)
            return HubReply(answer, url, total, left, stack.pop_all(), self._count)
        raise AssertionError  # nothing swallows an exception here

    def _count(self, size: int, seconds: float) -> None:
        self._bytes += size
        self._seconds += seconds


class HubReply:
    """An answer under way, see `RangeReply`."""

    def __init__(
        self,
        answer: Answer,
        url: str,
        total_bytes: int,
        left: int,
        stack: ExitStack,
        count: Callable[[int, float], None],
    ) -> None:
        self.total_bytes = total_bytes
        self._answer = answer
        self._url = url
        self._left = left
        self._stack = stack
        self._count = count

    def read(self, size: int) -> bytes:
        """The next bytes. Raises as `HubRanges.open`."""
        data, wanted = bytearray(), min(size, self._left)
        began = time.monotonic()
        with _named(self._url):
            while len(data) < wanted:
                piece = self._answer.read_some(wanted - len(data))
                if not piece:
                    raise ConnectionError("the connection broke off")
                data += piece
        self._count(len(data), time.monotonic() - began)
        self._left -= len(data)
        return bytes(data)

    def close(self) -> None:
        """End the connection."""
        self._stack.close()


def _amounts(answer: Answer, url: str, start: int) -> tuple[int, int]:
    """(bytes of the whole file, bytes of this answer), where it is what was asked for."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    try:
        refuse(answer, url)
    except Passing as trouble:
        wait_s = round(trouble.wait_s) or None
        raise QwQError("hub_busy", host=host, wait_s=wait_s, status=answer.status) from trouble
    if "html" in answer.header("Content-Type").lower():
        name = PurePosixPath(unquote(urlsplit(url).path)).name
        raise QwQError("download_not_a_model", name=name, url=url)
    length = answer.number("Content-Length")
    if answer.status == 200 and start == 0 and length is not None:
        return length, length
    first, total = content_range(answer.header("Content-Range"))
    if answer.status != 206 or first != start or total is None or length is None:
        raise QwQError("hub_answer_unusable", host=host, status=answer.status)
    return total, min(length, total - start)


@contextmanager
def _named(url: str) -> Iterator[None]:
    """Name what goes wrong with a connection."""
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        host = urlsplit(url).netloc.rpartition("@")[2]
        reason = "silence" if isinstance(error, TimeoutError) else str(error) or repr(error)
        raise QwQError("hub_unreachable", detail=repr(error), host=host, reason=reason) from error
