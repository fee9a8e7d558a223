"""How quick a library of documents opens whose files did not change, and how free the window stays.

The real library, database, index and parser process, over a folder of small text files. The window
is free as long as its event loop turns: `…_stall_ms` are the longest times that it did not. The
baseline is looking at each file once, which is the least that opening must do.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QTimer

from qwq_desktop.documents.library import DocumentLibrary
from qwq_desktop.documents.opening import document_library
from qwq_desktop.platform.inhibit import Inhibitor, NoBackend
from qwq_desktop.platform.paths import Paths
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.store import ChatStore
from tests.bench.result import Result

_OPENINGS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--files", type=int, default=1_000)


def run(options: argparse.Namespace) -> Result:
    """Read a folder, then open its library again and again."""
    application = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory(prefix="用户 数据 é ") as folder:
        home, files = Path(folder) / "home", Path(folder) / "files"
        paths = _written(files, options.files)
        read_s, read_stall_ms = _timed(home, lambda library: _read(library, files))
        opened = [_timed(home, lambda _: None) for _ in range(_OPENINGS)]
        begun = time.perf_counter()
        for path in paths:
            os.stat(path)
        stat_s = time.perf_counter() - begun
    del application
    open_s = sorted(seconds for seconds, _ in opened)[_OPENINGS // 2]
    figures = {
        "files": len(paths),
        "open_s": open_s,
        "open_stall_ms": max(stall for _, stall in opened),
        "read_files_per_s": len(paths) / read_s,
        "read_stall_ms": read_stall_ms,
    }
    return Result(figures, {"stat_s": stat_s}, {"open_to_stat": open_s / stat_s})


def _written(folder: Path, count: int) -> list[Path]:
    dice = random.Random(5)
    words = [f"word{number}" for number in range(4_000)]
    paths = [folder / f"{n % 10}" / f"文件 {n}.txt" for n in range(count)]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(" ".join(dice.choices(words, k=100)) for _ in range(5)))
    return paths


def _read(library: DocumentLibrary, folder: Path) -> None:
    came: list[object] = []
    library.add([folder], done=came.append)
    _until(lambda: bool(came) and library.progress.unread == 0)


def _timed(home: Path, work: Callable[[DocumentLibrary], None]) -> tuple[float, float]:
    """Seconds from the start of a library until it is loaded and worked with; longest stall, ms."""
    storage = Worker("storage")
    paths = Paths(home)
    chats = ChatStore(storage, paths.database_file)
    library = document_library(paths, chats, Inhibitor(NoBackend()), lambda: None)
    clock, longest = QElapsedTimer(), [0.0]
    turning = QTimer(interval=0)
    turning.timeout.connect(
        lambda: longest.__setitem__(0, max(longest[0], clock.nsecsElapsed() / 1e6)) or clock.start()
    )
    clock.start()
    turning.start()
    begun = time.perf_counter()
    library.start()
    _until(lambda: library.is_loaded)
    work(library)
    seconds = time.perf_counter() - begun
    turning.stop()
    library.close()
    chats.close()
    storage.close()
    return seconds, longest[0]


def _until(is_done: Callable[[], bool]) -> None:
    loop = QEventLoop()
    looking = QTimer(interval=5)
    looking.timeout.connect(lambda: loop.quit() if is_done() else None)
    looking.start()
    loop.exec()
