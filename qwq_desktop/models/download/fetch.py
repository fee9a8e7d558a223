"""Fetches one file whole: through breaks, and checked to the last byte."""

import errno
import http.client
import logging
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.download.failures import Passing, passing, refuse
from qwq_desktop.models.download.flushing import Flusher
from qwq_desktop.models.download.hashing import FrontHasher
from qwq_desktop.models.download.http import Answer, HttpClient, Stopped
from qwq_desktop.models.download.line import Changed, Job, Patience
from qwq_desktop.models.download.lines import Lines
from qwq_desktop.models.download.pace import Meter, SpeedLimit
from qwq_desktop.models.download.partial import Identity, PartialFile
from qwq_desktop.models.download.ranges import content_range
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.errors import QwQError

_LOG = logging.getLogger(__name__)
_MAGIC = b"GGUF"
_CHANGES = 3  # a file that changes more often while it is fetched is left to its owner
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


@dataclass(frozen=True)
class Progress:
    """Bytes that are there, all bytes, bytes a second; `trouble` is why nothing moves, or "".

    With `is_checking` the bytes are those whose hash is known.
    """

    done: int
    total: int
    speed: float = 0.0
    trouble: str = ""
    is_checking: bool = False


@dataclass(frozen=True)
class FetchOptions:
    """How a file is fetched.

    At most `connections`, the next after `ramp_s` seconds if it pays, none for less than
    `smallest_share` bytes; `tries` in a row that bring nothing, with pauses from `first_wait_s`
    doubling; `spare_bytes` stay free on the disk.
    """

    connections: int = 4
    ramp_s: float = 3.0
    smallest_share: int = 32 * 2**20
    tries: int = 8
    first_wait_s: float = 0.5
    spare_bytes: int = 512 * 2**20


class Fetch:
    """One file on its way to `folder`; `run` blocks, `stop` may come from any thread.

    `run` raises Stopped, with all bytes kept for another time, or QwQError: those of `refuse` and
    of `HttpClient`, and download_changed, download_disk_full, download_elsewhere, download_empty,
    download_not_a_model, download_too_large, download_unreachable, download_unwritable,
    download_wrong_hash, download_wrong_length.
    """

    def __init__(
        self,
        file: RemoteFile,
        folder: Path,
        client: HttpClient,
        limit: SpeedLimit,
        report: Callable[[Progress], None],
        options: FetchOptions,
    ) -> None:
        self._file = file
        self._path = folder / file.name
        self._client = client
        self._limit = limit
        self._report = report
        self._options = options
        self._meter = Meter()
        self._stopping = threading.Event()
        self._trouble = ""

    def stop(self) -> None:
        """End it soon; what came is kept."""
        self._stopping.set()
        self._client.stop()

    def run(self) -> Path:
        """Fetch what is missing, check it, give it its name; return where it lies."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            for _ in range(_CHANGES):
                try:
                    self._run_once(self._patiently(self._ask))
                    return self._path
                except Changed:
                    _LOG.warning("%s changed while it was fetched", self._file.name)
        except OSError as error:
            raise _disk_error(error, self._path) from error
        raise QwQError("download_changed", name=self._file.name)

    def _run_once(self, identity: Identity) -> None:
        partial = PartialFile(self._path, identity)
        try:
            self._check_space(partial)
            self._complete(partial)
        except Changed:
            partial.discard()
            raise
        except QwQError as error:
            if error.code in ("download_not_a_model", "download_wrong_hash"):
                partial.discard()
            raise
        finally:
            partial.keep()

    def _complete(self, partial: PartialFile) -> None:
        for attempt in (1, 2):
            digest = self._fill(partial)
            self._check_beginning(partial)
            if self._file.sha256 in (None, digest):
                partial.finish()
                return
            _LOG.warning("the hash of %s is wrong (pass %d)", self._file.name, attempt)
            # The second pass writes over what was damaged on the way; a server's own fault stays.
            partial.start_over()
        raise QwQError("download_wrong_hash", name=self._file.name)

    def _fill(self, partial: PartialFile) -> str:
        """Fetch all that is missing; the hash in hex where one is to be checked, else ""."""
        hasher = FrontHasher(partial, self._stopping.is_set) if self._file.sha256 else None
        job = Job(
            self._file,
            self._client,
            partial,
            hasher,
            self._meter,
            self._limit,
            self._stopping,
            self._patience,
            self._on_trouble,
        )
        options = self._options
        try:
            most = options.connections if partial.identity.takes_ranges else 1
            lines = Lines(job, most, options.smallest_share, options.ramp_s)
            with Flusher(partial):
                lines.run(partial.missing(), lambda: self._tell(partial))
        except BaseException:
            if hasher is not None:
                hasher.abandon()
            raise
        if hasher is None:
            return ""
        digest = hasher.digest(lambda done: self._tell_checking(done, partial))
        if self._stopping.is_set():
            raise Stopped
        return digest

    def _ask(self) -> Identity:
        """What the server says about the file."""
        headers = {"Range": "bytes=0-0"}
        with self._client.request(self._file.url, headers, self._file.token) as answer:
            if answer.status != 416:  # so is an empty file answered
                refuse(answer, self._file.url)
            self._check_kind(answer)
            size, etag, takes_ranges = _size(answer), answer.header("ETag"), answer.status == 206
        expected = self._file.size
        if size is None or expected not in (None, size):
            raise QwQError(
                "download_wrong_length",
                name=self._file.name,
                expected_bytes=expected,
                actual_bytes=size,
            )
        if size == 0:
            raise QwQError("download_empty", name=self._file.name)
        return Identity(size, etag, self._file.sha256 or "", takes_ranges)

    def _patiently(self, ask: Callable[[], Identity]) -> Identity:
        patience = self._patience()
        while True:
            try:
                return ask()
            except Passing as trouble:
                failure = trouble
            except (OSError, http.client.HTTPException) as error:
                failure = passing(error)
            self._trouble = failure.reason
            self._report(Progress(0, self._file.size or 0, 0.0, failure.reason))
            patience.spend(failure)

    def _check_kind(self, answer: Answer) -> None:
        """A model never comes as a page; what a network wants one to sign first does."""
        if self._is_model and answer.header("Content-Type").lower().startswith("text/html"):
            raise QwQError("download_not_a_model", name=self._file.name, url=answer.url)

    def _check_beginning(self, partial: PartialFile) -> None:
        beginning = bytearray(len(_MAGIC))
        partial.read(0, memoryview(beginning))
        if self._is_model and beginning != _MAGIC:
            raise QwQError("download_not_a_model", name=self._file.name, url=self._file.url)

    def _check_space(self, partial: PartialFile) -> None:
        needed = partial.identity.size - partial.count
        free = shutil.disk_usage(self._path.parent).free
        if needed + self._options.spare_bytes > free:
            raise QwQError(
                "download_disk_full", needed_bytes=needed, free_bytes=free, path=str(self._path)
            )

    @property
    def _is_model(self) -> bool:
        return self._file.name.lower().endswith(".gguf")

    def _patience(self) -> Patience:
        options = self._options
        return Patience(self._file.url, options.tries, options.first_wait_s, self._stopping)

    def _on_trouble(self, reason: str) -> None:
        self._trouble = reason

    def _tell(self, partial: PartialFile) -> None:
        size = partial.identity.size
        self._report(Progress(partial.count, size, self._meter.speed(), self._trouble))

    def _tell_checking(self, done: int, partial: PartialFile) -> None:
        self._report(Progress(done, partial.identity.size, is_checking=True))


def _size(answer: Answer) -> int | None:
    """The whole file's size by the answer to a request for its first byte."""
    if answer.status == 200:
        return answer.number("Content-Length")
    stated = answer.header("Content-Range")
    if answer.status == 416:
        return 0 if stated.strip().endswith("/0") else None
    return content_range(stated)[1]


def _disk_error(error: OSError, path: Path) -> QwQError:
    if error.errno == errno.EFBIG:
        return QwQError("download_too_large", detail=repr(error), path=str(path))
    if error.errno in _FULL:
        free = shutil.disk_usage(path.parent).free
        return QwQError("download_disk_full", detail=repr(error), path=str(path), free_bytes=free)
    return QwQError("download_unwritable", detail=repr(error), path=str(path))
