"""How fast a file comes, hashing included, against curl's plain copy over the same loopback.

Both write into the same folder and take turns; the ratio is the median of the turns' ratios. On a
machine with few cores the server, the hash and the disk share what there is. Then the file comes
a few times more in the window, whose event loop is watched.
"""

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from qwq_desktop.models.download.fetch import Fetch, FetchOptions
from qwq_desktop.models.download.http import HttpClient
from qwq_desktop.models.download.pace import SpeedLimit
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.paths import resources_dir
from tests.bench.event_gaps import gaps_while_fetching
from tests.bench.result import Result

MB = 10**6
NAME = "model.gguf"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--mb", type=int, default=500, help="size of the file")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--windows", type=int, default=3, help="downloads in a window's loop")
    parser.add_argument("--folder", type=Path, help="where the files lie (default: temporary)")


def run(options: argparse.Namespace) -> Result:
    """Fetch and copy in turn."""
    size = options.mb * MB
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        sha256 = make_file(folder / NAME, size)
        with serving(folder) as url:
            file = RemoteFile(f"{url}/{NAME}", NAME, size, sha256)
            ours, curls = [], []
            for number in range(options.runs + 1):
                fetched, copied = fetch(file, folder / "to"), curl(file.url, folder / "copy")
                if number:  # the first turn warms the caches
                    ours.append(fetched)
                    curls.append(copied)
            windows = [
                gaps_while_fetching(file, folder / f"home {number}")
                for number in range(options.windows)
            ]
    speed, baseline = (size / MB / median(times) for times in (ours, curls))
    ratio = median(copied / fetched for fetched, copied in zip(ours, curls, strict=True))
    gaps, at_rest = (
        {name: median(one[name] for one in each) for name in each[0]}
        for each in zip(*windows, strict=True)
    )
    figures, baselines = {"mb_per_s": speed, **gaps}, {"curl_mb_per_s": baseline, **at_rest}
    return Result(figures, baselines, {"speed": ratio})


def make_file(path: Path, size: int) -> str:
    """A model, with bytes behind it that nobody reads; its SHA-256."""
    block = random.Random(1).randbytes(1 << 20)
    digest = hashlib.sha256()
    with path.open("wb") as file:
        left, data = size, (resources_dir() / "qwq-nano.gguf").read_bytes()
        while left > 0:
            data = data[:left]
            file.write(data)
            digest.update(data)
            left, data = left - len(data), block
    return digest.hexdigest()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.file_server", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.kill()


def fetch(file: RemoteFile, folder: Path) -> float:
    """Seconds until the file is whole, checked, and under its name."""
    began = time.perf_counter()
    client, limit = HttpClient(NetworkGuard()), SpeedLimit()
    path = Fetch(file, folder, client, limit, lambda progress: None, FetchOptions()).run()
    taken = time.perf_counter() - began
    path.unlink()
    return taken


def curl(url: str, path: Path) -> float:
    """Seconds that curl takes."""
    began = time.perf_counter()
    subprocess.run(["curl", "-s", "-o", str(path), url], check=True)
    taken = time.perf_counter() - began
    path.unlink()
    return taken
