"""`models download`: one model, with its progress on the terminal."""

import argparse
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer

from qwq_desktop.cli.output import print_error, print_json
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.gguf_remote import is_address
from qwq_desktop.models.http_ranges import HttpRanges
from qwq_desktop.models.hubs.direct import ADDRESS, check, files_at, hub_address
from qwq_desktop.models.hubs.offers import chosen, folder_for, origin_facts, remote_files
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.services import Services, download_queue

INTERRUPTED = 130  # as shells count it
_LISTEN_MS = 100  # how soon Python hears of Ctrl+C inside Qt's event loop


@dataclass(frozen=True)
class Order:
    """What is to be fetched, and where to."""

    title: str
    files: tuple[RemoteFile, ...]
    folder: Path
    origin: dict[str, str]


def run_download(arguments: argparse.Namespace, services: Services) -> int:
    """Fetch a model; the exit status. Raises QwQError."""
    try:
        order = _order(arguments, services)
    except KeyboardInterrupt:
        return INTERRUPTED
    watch = DownloadWatch(services, as_json=arguments.json)
    return watch.run(order)


def _order(arguments: argparse.Namespace, services: Services) -> Order:
    repository, wanted, revision = arguments.repository, arguments.file, "main"
    source, models = arguments.source, services.library.places.downloads
    if is_address(repository):
        address = hub_address(repository)
        if address is None:
            files = files_at(repository)
            check(files, HttpRanges(services.network))
            return Order(files[0].name, files, models, {"source": ADDRESS})
        source, repository, revision = address.source, address.repository, address.revision
        wanted = wanted or address.path
    listing = services.hubs.chosen(source).listing(repository, revision)
    offer = chosen(listing, wanted)
    folder = folder_for(models, repository)
    return Order(offer.name, remote_files(offer, listing), folder, origin_facts(listing))


class DownloadWatch(QObject):
    """Runs one download in a queue of its own, apart from the window's, and prints how it goes."""

    def __init__(self, services: Services, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json
        self._shows = not as_json and sys.stderr.isatty()
        self._loop = QEventLoop()
        self._status = 1
        self._last = (-1, "")
        self._queue = download_queue(
            services.paths.cache_dir / "terminal-download.json",
            services.network,
            services.worker,
            services.inhibitor,
            services.secrets,
        )
        self._queue.changed.connect(self._on_changed)

    def run(self, order: Order) -> int:
        """Fetch it; the exit status. What came before a Ctrl+C or an error is kept."""
        listening = QTimer(self)
        listening.start(_LISTEN_MS)
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        for number in before:
            signal.signal(number, lambda *_: self._pause())
        try:
            self._queue.add(order.title, order.files, order.folder, order.origin)
            self._loop.exec()
        finally:
            self._queue.close()
            for number, handler in before.items():
                signal.signal(number, handler)
        return self._status

    def _pause(self) -> None:
        for item in self._queue.items:
            self._queue.pause(item.id)

    def _on_changed(self, item: DownloadItem) -> None:
        if item.state is DownloadState.DONE:
            self._end(0, item)
        elif item.state is DownloadState.PAUSED:
            self._end(INTERRUPTED, item)
        elif item.state in (DownloadState.FAILED, DownloadState.STALLED):
            self._end(1, item)
        elif item.state is not DownloadState.WAITING:
            self._show_progress(item)

    def _show_progress(self, item: DownloadItem) -> None:
        now = (item.done, str(item.state))
        if now == self._last:
            return
        self._last = now
        if self._as_json:
            print_json(
                {
                    "type": "progress",
                    "state": str(item.state),
                    "done": item.done,
                    "total": item.total,
                    "speed": round(item.speed),
                }
            )
        elif self._shows:
            share = 100 * item.done / item.total if item.total else 0
            speed = f"{format_bytes(item.speed)}/s"
            left = _time(item.seconds_left)
            total = format_bytes(item.total)
            line = (
                f"{item.title}  {share:.0f} %  {format_bytes(item.done)} / {total}  {speed}  {left}"
            )
            print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)

    def _end(self, status: int, item: DownloadItem) -> None:
        self._status = status
        if self._shows:
            print(file=sys.stderr)
        if item.error is not None:
            print_error(item.error)
        elif self._as_json:
            facts = {"done": item.done, "total": item.total, "path": str(item.paths[0])}
            print_json({"type": str(item.state), **facts, **item.origin})
        elif item.state is DownloadState.DONE:
            print(item.paths[0])
        self._loop.quit()


def _line(item: DownloadItem) -> str:
    share = 100 * item.done / item.total if item.total else 0
    amounts = f"{format_bytes(item.done)} / {format_bytes(item.total)}"
    speed, left = f"{format_bytes(item.speed)}/s", _time(item.seconds_left)
    return f"{item.title}  {share:.0f} %  {amounts}  {speed}  {left}".rstrip()


def _time(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
