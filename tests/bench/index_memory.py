"""What reading documents takes of the memory, over all processes that have to do with it.

A process as the application is one, without a window, brings PDFs in English and Chinese into the
real library: first some, whose first chunks get their vectors, then the others, with the embedder
still there, and at last one PDF of very many pages. All the while each process is looked at: what
it alone has and its share of what several have (PSS), or where the system doesn't tell that, its
resident memory. Of the application only what it grew by counts. The texts of the PDFs are random
words: nothing is repeated, so nothing is cheap.
"""

import argparse
import multiprocessing
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from tests.bench.result import Result

ALLOWED_MB = 400
PAGES_A_FILE = 50
LOOKS_EVERY_S = 0.05
BEGUN = "begun"
FIRST_HAN, LAST_HAN = 0x4E00, 0x5E00


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--pages", type=int, default=1_000, help="of the collection")
    parser.add_argument("--large-pages", type=int, default=10_000, help="of the one large PDF")
    parser.add_argument("--vectors", type=int, default=64, help="made before the second half")


def run(options: argparse.Namespace) -> Result:
    """Make the files in one process, read them in another, and look at that one."""
    processes = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory(prefix="用户 数据 é ") as folder:
        making = processes.Process(target=write_files, args=(Path(folder), options))
        making.start()
        making.join()
        here, there = processes.Pipe()
        reading = processes.Process(target=read_files, args=(Path(folder), options.vectors, there))
        reading.start()
        there.close()
        peaks = Peaks(psutil.Process(reading.pid))
        peaks.follow(here)
        reading.join()
        assert reading.exitcode == 0
    return peaks.result()


class Peaks:
    """The most that the processes took, by stage of the work."""

    def __init__(self, application: psutil.Process) -> None:
        self._application = application
        self._before = 0.0
        self._most: dict[str, float] = defaultdict(float)

    def follow(self, stages: Connection) -> None:
        """Look until the application tells no more stages."""
        stage = ""
        while True:
            try:
                if stages.poll(LOOKS_EVERY_S):
                    stage = stages.recv()
                    if stage == BEGUN:
                        self._before = megabytes(self._application)
                    stages.send(stage)
            except EOFError:
                return
            if stage not in ("", BEGUN):
                self._look(stage)

    def result(self) -> Result:
        """Peaks of each process over all stages, and together by stage."""
        together = max(value for name, value in self._most.items() if name.startswith("together"))
        figures = {f"{name}_mb": value for name, value in sorted(self._most.items())}
        return Result(
            {**figures, "together_mb": together},
            {"application_before_mb": self._before, "allowed_mb": ALLOWED_MB},
            {"to_allowed": together / ALLOWED_MB},
        )

    def _look(self, stage: str) -> None:
        sizes: dict[str, float] = defaultdict(float)
        sizes["application"] = megabytes(self._application) - self._before
        for child in self._application.children(recursive=True):
            sizes[kind_of(child)] += megabytes(child)
        for name, size in (*sizes.items(), (f"together_{stage}", sum(sizes.values()))):
            self._most[name] = max(self._most[name], size)


def kind_of(process: psutil.Process) -> str:
    """What a child of the application is there for."""
    try:
        command = " ".join(process.cmdline())
    except psutil.Error:
        return "other"
    known = {"documents.parser": "parser", "qwq_desktop.engine": "embedder"}
    return next((name for part, name in known.items() if part in command), "other")


def megabytes(process: psutil.Process) -> float:
    """What a process takes at this moment; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1000
    except OSError:
        pass  # another system, or it has ended
    try:
        return float(process.memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0


def write_files(folder: Path, options: argparse.Namespace) -> None:
    """The PDFs, half of them Chinese, in the folders `first`, `second` and `large`."""
    dice = random.Random(5)
    words = [
        "".join(dice.choices("abcdefghiklmnoprstuvw", k=dice.randint(2, 10))) for _ in " " * 9999
    ]
    count = max(2, options.pages // PAGES_A_FILE)
    for number in range(count):
        path = folder / ("first" if number < count // 2 else "second") / f"报告 {number}.pdf"
        write_pdf(path, PAGES_A_FILE, dice, words if number % 2 else ())
    if options.large_pages:
        write_pdf(folder / "large" / "large.pdf", options.large_pages, dice, words)


def write_pdf(path: Path, pages: int, dice: random.Random, words: Sequence[str]) -> None:
    """A PDF of full pages: 3 500 characters, or without words 900 in Chinese."""
    from tests.documents.parser.odd_files import lines, pdf

    def han() -> str:
        return "".join(chr(dice.randrange(FIRST_HAN, LAST_HAN)) for _ in range(36))

    def english() -> str:
        return " ".join(dice.choices(words, k=11))[:70]

    def page() -> Callable[[object], None]:
        if words:
            return lines([english() for _ in range(50)], y=770)
        return lines([han() for _ in range(25)], font="STSong-Light")

    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pdf([page() for _ in range(pages)]))


def read_files(folder: Path, vectors: int, stages: Connection) -> None:
    """In a process of its own: bring everything into a library, telling the stages."""
    from PySide6.QtCore import QCoreApplication

    from qwq_desktop.documents.opening import document_library, embedder_maker
    from qwq_desktop.models.catalogue import Catalogue
    from qwq_desktop.models.library import ModelLibrary
    from qwq_desktop.platform.inhibit import Inhibitor, NoBackend
    from qwq_desktop.platform.paths import Paths, resources_dir
    from qwq_desktop.platform.worker import Worker
    from qwq_desktop.storage.store import ChatStore

    application = QCoreApplication([])
    home, resources = Path(folder) / "home", resources_dir()
    models = ModelLibrary(Catalogue.load(resources), resources, home)
    storage = Worker("storage")
    paths = Paths(home)
    chats = ChatStore(storage, paths.database_file)
    library = document_library(paths, chats, Inhibitor(NoBackend()), embedder_maker(models, ""))

    def tell(stage: str) -> None:
        stages.send(stage)
        stages.recv()

    def read(stage: str) -> None:
        came: list[object] = []
        tell(stage)
        library.add([folder / stage], done=came.append)
        until(lambda: bool(came) and library.progress.unread == 0)
        assert {str(entry.status.state) for entry in library.entries} == {"ready"}

    library.start()
    until(lambda: library.is_loaded)
    tell(BEGUN)
    read("first")
    tell("vectors")
    until(lambda: library.progress.vectors_done >= vectors or not library.is_busy)
    read("second")
    if (folder / "large").is_dir():
        read("large")
    library.close()
    chats.close()
    storage.close()
    del application
    stages.close()
    os._exit(0)


def until(is_done: Callable[[], bool]) -> None:
    """Let the event loop run until something is so."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    looking = QTimer(interval=20)
    looking.timeout.connect(lambda: loop.quit() if is_done() else None)
    looking.start()
    loop.exec()
