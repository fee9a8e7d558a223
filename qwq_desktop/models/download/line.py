"""One connection's work: the bytes of a span, through breaks and pauses."""

import http.client
import threading
from collections.abc import Callable
from dataclasses import dataclass

from qwq_desktop.models.download.failures import Passing, passing, refuse
from qwq_desktop.models.download.hashing import FrontHasher
from qwq_desktop.models.download.http import Answer, HttpClient, Stopped
from qwq_desktop.models.download.pace import Meter, SpeedLimit
from qwq_desktop.models.download.partial import PartialFile
from qwq_desktop.models.download.ranges import content_range
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.download.spans import Span
from qwq_desktop.platform.errors import QwQError

_MOST = 1 << 19  # bytes a read: more at once costs the processor less, until its caches are full
_LONGEST_WAIT_S = 30.0


class Changed(Exception):
    """The server has another file now than when the first bytes came."""


class Patience:
    """How often and how long to wait for passing trouble."""

    def __init__(
        self, url: str, tries: int, first_wait_s: float, stopping: threading.Event
    ) -> None:
        self._url = url
        self._tries = tries
        self._first_wait_s = first_wait_s
        self._stopping = stopping
        self._failures = 0

    def reward(self) -> None:
        """Something came: begin counting anew."""
        self._failures = 0

    def spend(self, trouble: Passing) -> None:
        """Wait before the next try. Raises Stopped, at last QwQError("download_unreachable")."""
        self._failures += 1
        if self._failures >= self._tries:
            raise QwQError("download_unreachable", url=self._url, reason=trouble.reason)
        pause = min(self._first_wait_s * 2 ** (self._failures - 1), _LONGEST_WAIT_S)
        if self._stopping.wait(max(pause, trouble.wait_s)):
            raise Stopped


@dataclass(frozen=True)
class Job:
    """What all connections to one file share.

    `trouble` is told why nothing moves, and "" when something does.
    """

    file: RemoteFile
    client: HttpClient
    partial: PartialFile
    hasher: FrontHasher | None
    meter: Meter
    limit: SpeedLimit
    stopping: threading.Event
    patience: Callable[[], Patience]
    trouble: Callable[[str], None]


class Line:
    """Streams one span into the partial file.

    `run` raises Changed, Stopped, QwQError (those of `refuse`, HttpClient and Patience, and
    download_disk_full or download_unwritable as OSError of the file).
    """

    def __init__(self, job: Job, span: Span) -> None:
        self._job = job
        self._span = span
        self._at = self._furthest = span.start
        self._patience = job.patience()

    def run(self) -> None:
        """Fetch the span to its end."""
        while self._at < self._span.end:
            try:
                self._request()
            except Passing as trouble:
                self._wait(trouble)
            except _FileError as error:
                raise error.cause from error
            except (OSError, http.client.HTTPException) as error:
                self._wait(passing(error))

    def _wait(self, trouble: Passing) -> None:
        self._job.trouble(trouble.reason)
        self._patience.spend(trouble)

    def _request(self) -> None:
        file, etag = self._job.file, self._job.partial.identity.etag
        headers = {"Range": f"bytes={self._at}-{self._span.end - 1}"}
        if etag and not etag.startswith("W/"):
            headers["If-Range"] = etag
        with self._job.client.request(file.url, headers, file.token) as answer:
            refuse(answer, file.url)
            self._place(answer)
            self._read(answer)

    def _place(self, answer: Answer) -> None:
        """Find where in the file the answer begins."""
        before, now = self._job.partial.identity.etag, answer.header("ETag")
        if before and now and before != now:
            raise Changed
        size = self._job.partial.identity.size
        if answer.status == 206:
            start, total = content_range(answer.header("Content-Range"))
            if start != self._at or total not in (None, size):
                raise Passing("the server sent another part than asked for")
            return
        if answer.number("Content-Length") not in (None, size):
            raise Changed
        self._at = 0  # a server without ranges sends the whole again

    def _read(self, answer: Answer) -> None:
        job = self._job
        while self._at < self._span.end:
            data = answer.read_some(min(_MOST, self._span.end - self._at))
            count = len(data)
            if not count:
                raise Passing("the connection ended too soon")
            try:
                job.partial.write(self._at, memoryview(data))
            except OSError as error:
                raise _FileError(error) from error
            self._at += count
            job.meter.count(count)
            if job.hasher is not None:
                job.hasher.advance()
            if self._at > self._furthest:
                self._furthest = self._at
                self._patience.reward()
                job.trouble("")
            if job.stopping.wait(job.limit.reserve(count)):
                raise Stopped


class _FileError(Exception):
    """An error of the file, told apart from one of the connection."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause)
        self.cause = cause
