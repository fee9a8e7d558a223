"""The program killed again and again while a model comes: no byte is wrong, few come twice."""

import hashlib
import random
import subprocess
import sys

import psutil
import pytest

from qwq_desktop.models.download.item import DownloadItem, DownloadState, dump, load
from qwq_desktop.models.download.partial import PART_ENDING
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.models.origins import RECORD_NAME
from qwq_desktop.platform.paths import Paths
from tests.doubles.hub_dialects import COMMIT
from tests.doubles.qwq_hub import NAME, QWQ, qwq_hub

SIZE = 60_000_000
KILLS = 20
ONE_BYTE = "bytes=0-0"  # a look at what the server says of the file
PATIENCE_S = 60


@pytest.fixture
def data(nano_model):
    """The demonstration model with as much behind it as a download of some seconds has."""
    model = nano_model.read_bytes()
    return model + random.Random(12).randbytes(SIZE - len(model))


@pytest.fixture
def hub(data, monkeypatch):
    with qwq_hub(data, monkeypatch) as hub:
        hub.bytes_per_s = 20_000_000
        yield hub


@pytest.fixture
def queued(home, hub, data):
    """A download that waits in the queue of the home."""
    url = f"{hub.url}/{QWQ}/resolve/{COMMIT}/{NAME}"
    file = RemoteFile(url, NAME, len(data), hashlib.sha256(data).hexdigest())
    origin = {"source": "huggingface", "repository": QWQ, "revision": COMMIT}
    folder = str(home / "models" / QWQ)
    item = DownloadItem(1, "QwQ-32B", folder, (file,), origin, total=len(data))
    Paths.find(str(home)).downloads_file.write_bytes(dump([item]))
    return item


def run_until(out):
    """Run the program in its window and kill it once the hub's bytes are out; its family."""
    program = psutil.Popen([sys.executable, "-m", "qwq_desktop"], stdout=subprocess.DEVNULL)
    try:
        assert out.wait(PATIENCE_S), f"nothing came; it ended with {program.poll()}"
        family = program.children(recursive=True)
    finally:
        program.kill()
        program.wait(PATIENCE_S)
    return family


def came(path):
    """How many bytes of a file lie there: one connection brings them in their order."""
    part = path.with_name(path.name + PART_ENDING)
    return next((p.stat().st_size for p in (part, path) if p.exists()), 0)


def asked_from(hub, begun):
    """Where the first request for the file's bytes begins."""
    ranges = [h["Range"] for _, path, h in hub.log.requests[begun:] if path.startswith("/cdn")]
    starts = [text.removeprefix("bytes=").partition("-")[0] for text in ranges if text != ONE_BYTE]
    return int(starts[0]) if starts else SIZE


@pytest.mark.timeout(400)  # forty starts of the program, on a busy computer
def test_killed_at_any_moment_a_download_goes_on(home, hub, data, queued, start):
    draw = random.Random(12)
    moments = sorted(draw.randrange(SIZE // 100, SIZE) for _ in range(KILLS - 1))
    path, family, here = queued.paths[0], [], 0
    for before, moment in zip([0, *moments], [*moments, SIZE], strict=True):
        begun = len(hub.log.requests)
        family += run_until(hub.gate.let_out(moment - before))
        assert here - asked_from(hub, begun) <= SIZE / 100
        here = came(path)
        kept = load(Paths.find(str(home)).downloads_file.read_bytes())
        assert [item.files for item in kept] == [queued.files]
    assert not psutil.wait_procs(family, PATIENCE_S)[1], "a child outlived the program"
    hub.gate.let_out(None)
    program = start()
    queue = program.app.services.downloads
    program.until(lambda: queue.items and queue.items[0].state is DownloadState.DONE)
    assert path.read_bytes() == data
    left = {file.name for file in path.parent.iterdir()}
    assert left <= {NAME, RECORD_NAME}
    program.app.shutdown()
    assert load(Paths.find(str(home)).downloads_file.read_bytes()) == []
