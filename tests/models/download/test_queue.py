"""Downloads in order, over restarts, without a thread of the window's."""

import hashlib
import random
import subprocess
import sys
from dataclasses import replace

import pytest

from qwq_desktop.models.download.fetch import FetchOptions
from qwq_desktop.models.download.item import DownloadState, dump, load
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker
from tests.doubles.hub import Fault, Hub, Served

QUICK = FetchOptions(tries=2, first_wait_s=0.001, spare_bytes=0)
DATA = b"GGUF" + random.Random(3).randbytes(200_000)


class Awake:
    def __init__(self):
        self.calls = []

    def begin(self, reason):
        self.calls.append(reason)

    def end(self):
        self.calls.append("end")


class Driver:
    def __init__(self, qtbot, home, hub):
        self.qtbot, self.home, self.hub = qtbot, home, hub
        self.awake = Awake()
        self.worker = Worker("files")
        self.finished = []
        self.queue = DownloadQueue(
            home / "downloads.json",
            NetworkGuard(),
            self.worker,
            Inhibitor(self.awake),
            options=QUICK,
        )
        self.queue.finished.connect(self.finished.append)

    def file(self, name, data=DATA, **values):
        self.hub.files.setdefault(name, Served(data))
        facts = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} | values
        return RemoteFile(self.hub.file_url(name), name, **facts)

    def add(self, *files):
        return self.queue.add(files[0].name, files, self.home / "models", {"source": "test"})

    def state(self, item):
        return next(i for i in self.queue.items if i.id == item.id).state

    def until(self, item, state):
        self.qtbot.waitUntil(lambda: self.state(item) is state, timeout=20_000)

    def close(self):
        self.queue.close()
        self.worker.close()


@pytest.fixture
def hub():
    hub = Hub()
    yield hub
    hub.close()


@pytest.fixture
def make_driver(qtbot, tmp_path, hub):
    drivers = []

    def make():
        drivers.append(Driver(qtbot, tmp_path / "家 é", hub))
        drivers[-1].home.mkdir(exist_ok=True)
        return drivers[-1]

    yield make
    for driver in drivers:
        driver.close()


@pytest.fixture
def driver(make_driver):
    return make_driver()


def test_downloads_come_one_after_another(driver):
    first, second = (driver.add(driver.file(name)) for name in ("a.gguf", "b.gguf"))
    assert driver.state(first) is DownloadState.RUNNING
    assert driver.state(second) is DownloadState.WAITING
    driver.until(second, DownloadState.DONE)
    assert [item.id for item in driver.finished] == [first.id, second.id]
    assert all(path.read_bytes() == DATA for item in driver.finished for path in item.paths)
    assert driver.awake.calls == ["downloading a model", "end"]


def test_a_split_model_is_one_item_whose_first_part_comes_last(driver):
    names = [f"m-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
    item = driver.add(*(driver.file(name) for name in names))
    assert item.total == 3 * len(DATA)
    driver.until(item, DownloadState.DONE)
    asked = [path for _, path, _ in driver.hub.log.requests if path.startswith("/files")]
    assert list(dict.fromkeys(asked)) == [f"/files/{name}" for name in reversed(names)]
    assert driver.finished[0].done == 3 * len(DATA)


def test_a_paused_download_rests_and_goes_on(driver):
    driver.hub.faults = [Fault(), Fault("stall", 10)]
    item = driver.add(driver.file("a.gguf"))
    driver.qtbot.waitUntil(lambda: driver.queue.items[0].done == 10)
    driver.queue.pause(item.id)
    driver.qtbot.waitUntil(lambda: not driver.queue.is_busy)
    assert driver.state(item) is DownloadState.PAUSED
    driver.queue.resume(item.id)
    driver.until(item, DownloadState.DONE)


def test_pausing_lets_the_next_begin(driver):
    driver.hub.faults = [Fault(), Fault("stall", 10)]
    first, second = (driver.add(driver.file(name)) for name in ("a.gguf", "b.gguf"))
    driver.qtbot.waitUntil(lambda: driver.queue.items[0].done == 10)
    driver.queue.pause(first.id)
    driver.until(second, DownloadState.DONE)
    assert driver.state(first) is DownloadState.PAUSED


def test_what_was_under_way_goes_on_at_the_next_start(make_driver, hub):
    hub.faults = [Fault(), Fault("stall", 150_000)]
    before = make_driver()
    item = before.add(before.file("a.gguf"))
    paused = before.add(before.file("b.gguf"))
    before.queue.pause(paused.id)
    part = before.home / "models" / "a.gguf.part"
    before.qtbot.waitUntil(lambda: part.exists() and part.stat().st_size >= 150_000)
    before.close()
    after = make_driver()
    after.queue.start()
    after.qtbot.waitUntil(lambda: len(after.finished) == 1, timeout=20_000)
    assert after.finished[0].id == item.id
    assert after.state(paused) is DownloadState.PAUSED
    assert (after.home / "models" / "a.gguf").read_bytes() == DATA


def test_a_line_that_is_gone_is_tried_again(driver):
    driver.hub.faults = [Fault("busy")] * 2
    item = driver.add(driver.file("a.gguf"))
    driver.until(item, DownloadState.STALLED)
    driver.queue.retry()
    driver.until(item, DownloadState.DONE)


def test_a_failure_waits_for_the_user(driver):
    wrong = driver.file("a.gguf", sha256="0" * 64)
    item, other = driver.add(wrong), driver.add(driver.file("b.gguf"))
    driver.until(other, DownloadState.DONE)
    assert driver.state(item) is DownloadState.FAILED
    failed = next(i for i in driver.queue.items if i.id == item.id)
    assert failed.error.code == "download_wrong_hash"


def test_a_failure_rests_at_the_next_start_and_still_says_why(make_driver, hub):
    before = make_driver()
    item = before.add(before.file("a.gguf", sha256="0" * 64))
    before.until(item, DownloadState.FAILED)
    before.close()
    asked = len(hub.log.requests)
    after = make_driver()
    after.queue.start()
    other = after.add(after.file("b.gguf"))  # before the old ones are known
    after.until(other, DownloadState.DONE)
    failed = next(i for i in after.queue.items if i.title == item.title)
    assert failed.state is DownloadState.FAILED
    assert failed.error.code == "download_wrong_hash"
    assert not [path for _, path, _ in hub.log.requests[asked:] if "a.gguf" in path]


def test_a_removed_download_leaves_nothing(driver):
    driver.hub.faults = [Fault(), Fault("stall", 100_000)]
    item = driver.add(driver.file("a.gguf"))
    folder = driver.home / "models"
    driver.qtbot.waitUntil(lambda: (folder / "a.gguf.part").exists())
    driver.queue.remove(item.id)
    driver.qtbot.waitUntil(lambda: not driver.queue.is_busy)
    driver.qtbot.waitUntil(lambda: not list(folder.iterdir()))
    assert driver.queue.items == ()


def test_the_same_model_is_queued_once(driver):
    file = driver.file("a.gguf")
    assert driver.add(file).id == driver.add(file).id
    assert len(driver.queue.items) == 1


def test_a_speed_limit_holds(driver):
    driver.queue.limit_speed(10_000_000_000)
    item = driver.add(driver.file("a.gguf"))
    driver.until(item, DownloadState.DONE)


def test_the_kept_queue_holds_no_token_and_forgives_damage(driver):
    item = driver.add(replace(driver.file("a.gguf"), token="hf_secret"))
    kept = dump([item])
    assert b"hf_secret" not in kept
    assert load(kept)[0].files == item.files or load(kept)[0].files[0].token == ""
    assert load(b"{") == load(b'{"a": 1}') == load(b'[3, {"id": 1}]') == []
    assert load(kept.replace(b"a.gguf", b"../a.gguf")) == []


KILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from qwq_desktop.models.download.fetch import FetchOptions
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker
from tests.models.download.test_queue import Awake

home, url, size, sha256 = sys.argv[1:]
app = QCoreApplication([])
queue = DownloadQueue(Path(home) / "downloads.json", NetworkGuard(), Worker("files"),
                      Inhibitor(Awake()), options=FetchOptions(spare_bytes=0))
queue.finished.connect(lambda _: (print("whole", flush=True), app.quit()))
queue.changed.connect(lambda item: print(item.done, flush=True))
queue.start()
if not Path(home, "downloads.json").exists():
    queue.add("a", [RemoteFile(url, "a.gguf", int(size), sha256)], Path(home, "models"), {})
app.exec()
"""


def test_a_program_killed_at_any_moment_resumes_the_download(tmp_path, hub):
    data = b"GGUF" + random.Random(9).randbytes(3_000_000)
    hub.files["a.gguf"] = Served(data)
    hub.bytes_per_s = 4_000_000
    facts = (str(tmp_path), hub.file_url("a.gguf"), str(len(data)))
    command = [sys.executable, "-c", KILLED, *facts, hashlib.sha256(data).hexdigest()]
    draw, kills, lines = random.Random(5), 0, []
    while "whole" not in lines:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        last = kills < 4
        wanted = draw.randrange(100_000, 900_000)
        begun, lines = None, []
        for line in child.stdout:
            lines.append(line.strip())
            done = int(line) if line.strip().isdigit() else 0
            begun = done if begun is None else begun
            if last and done - begun > wanted:
                child.kill()
                kills += 1
                break
        child.stdout.close()
        child.wait(30)
    assert kills
    assert (tmp_path / "models" / "a.gguf").read_bytes() == data
    # Bytes on their way when it died are lost, and 1/1000 of the file each time.
    assert hub.log.sent < len(data) + kills * (len(data) / 100 + 2_500_000)
