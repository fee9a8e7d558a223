"""One file, over a line as bad as lines get."""

import hashlib
import json
import os
import random
import threading
from dataclasses import replace

import pytest

from qwq_desktop.models.download.fetch import Fetch, FetchOptions
from qwq_desktop.models.download.http import HttpClient, Stopped
from qwq_desktop.models.download.pace import SpeedLimit
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard
from tests.doubles.hub import Fault, Hub, Served, random_faults

QUICK = FetchOptions(
    connections=3,
    ramp_s=0.01,
    smallest_share=20_000,
    tries=6,
    first_wait_s=0.001,
    spare_bytes=0,
)
DATA = b"GGUF" + random.Random(7).randbytes(300_000)
NAME = "模型 é 🙂.gguf"


@pytest.fixture
def hub():
    hub = Hub()
    yield hub
    hub.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "用户 数据 é"


def remote(hub, name="m.gguf", data=DATA, **values):
    hub.files.setdefault("m.gguf", Served(data))
    facts = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()} | values
    return RemoteFile(hub.file_url("m.gguf"), name, **facts)


def fetch(file, folder, options=QUICK, report=lambda _: None, limit=None, guard=None, stall_s=0.3):
    client = HttpClient(guard or NetworkGuard(), stall_s=stall_s)
    return Fetch(file, folder, client, limit or SpeedLimit(), report, options)


def code_of(file, folder, **values):
    with pytest.raises(QwQError) as caught:
        fetch(file, folder, **values).run()
    return caught.value.code


def asked(hub, begun):
    """The bytes that the store was asked for since a request."""
    ranges = [h["Range"] for _, path, h in hub.log.requests[begun:] if path.startswith("/cdn")]
    ends = [text.removeprefix("bytes=").split("-") for text in ranges]
    return sum(int(last) + 1 - int(first) for first, last in ends)


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_comes_whole_and_leaves_nothing_beside_it(hub, folder):
    told = []
    path = fetch(remote(hub, NAME), folder, report=told.append).run()
    assert path == folder / NAME
    assert path.read_bytes() == DATA
    assert left_in(folder) == [NAME]
    assert told[-1].total == len(DATA)


@pytest.mark.parametrize("seed", range(200))
def test_a_bad_line_ends_in_the_whole_file_or_in_a_clear_error(hub, folder, seed):
    hub.faults = random_faults(seed, len(DATA), 12)
    try:
        path = fetch(remote(hub), folder, stall_s=0.1).run()
    except QwQError as error:
        ended = error.code
        assert not (folder / "m.gguf").exists()
    else:
        ended = "whole"
        assert path.read_bytes() == DATA
        assert left_in(folder) == ["m.gguf"]
    assert ended in ("whole", "download_unreachable", "download_wrong_hash")


def test_what_came_before_a_break_is_not_fetched_again(hub, folder):
    hub.faults = [Fault(), Fault("drop", 100_000), Fault("drop", 100_000)]
    fetch(remote(hub), folder, replace(QUICK, connections=1)).run()
    assert hub.log.sent <= len(DATA) * 1.01


def test_a_stopped_download_goes_on_where_it_was(hub, folder):
    file, seen = remote(hub), []

    def stop_at_half(progress):
        seen.append(progress)
        if progress.done > len(DATA) // 2:
            first.stop()

    hub.bytes_per_s = 1_000_000
    first = fetch(file, folder, report=stop_at_half)
    with pytest.raises(Stopped):
        first.run()
    assert left_in(folder) == ["m.gguf.part", "m.gguf.part.json"]
    hub.bytes_per_s = 0
    begun = len(hub.log.requests)
    held = json.loads((folder / "m.gguf.part.json").read_bytes())["done"]
    fetch(file, folder).run()
    assert asked(hub, begun) == len(DATA) - sum(end - start for start, end in held) + 1
    assert (folder / "m.gguf").read_bytes() == DATA


def test_bytes_damaged_on_the_way_are_fetched_again(hub, folder):
    hub.faults = [Fault(), Fault("flip", 1000)]
    path = fetch(remote(hub), folder, replace(QUICK, connections=1)).run()
    assert path.read_bytes() == DATA


def test_a_file_that_is_wrong_on_the_hub_is_not_kept(hub, folder):
    wrong = remote(hub, sha256=hashlib.sha256(b"another").hexdigest())
    assert code_of(wrong, folder) == "download_wrong_hash"
    assert left_in(folder) == []


def test_a_server_without_ranges_is_asked_for_the_whole(hub, folder):
    hub.files["m.gguf"] = Served(DATA, takes_ranges=False)
    hub.faults = [Fault(), Fault("drop", 50_000)]
    assert fetch(remote(hub), folder, replace(QUICK, connections=1)).run().read_bytes() == DATA


def test_a_file_that_changed_since_is_fetched_anew(hub, folder):
    new = b"GGUF" + random.Random(8).randbytes(300_000)
    file = remote(hub, sha256=None)
    hub.bytes_per_s = 1_000_000
    first = fetch(file, folder, report=lambda p: p.done > 100_000 and first.stop())
    with pytest.raises(Stopped):
        first.run()
    hub.bytes_per_s = 0
    hub.files["m.gguf"] = Served(new, etag='"v2"')
    assert fetch(file, folder).run().read_bytes() == new


def test_a_file_that_changes_meanwhile_is_fetched_anew(hub, folder):
    new = b"GGUF" + random.Random(8).randbytes(300_000)
    file = remote(hub, sha256=None)

    def change(progress):
        if progress.done > 50_000:
            hub.files["m.gguf"] = Served(new, etag='"v2"')

    hub.bytes_per_s = 3_000_000
    hub.faults = [Fault(), Fault("drop", 200_000)]
    assert fetch(file, folder, replace(QUICK, connections=1), report=change).run()
    assert (folder / "m.gguf").read_bytes() in (DATA, new)


@pytest.mark.parametrize(
    ("served", "code"),
    [
        (Served(b""), "download_empty"),
        (Served(DATA, says_length=len(DATA) + 5), "download_wrong_length"),
        (Served(DATA[:-9]), "download_wrong_length"),
        (Served(DATA, content_type="text/html; charset=utf-8"), "download_not_a_model"),
        (Served(DATA, needs_token="secret"), "download_needs_token"),
    ],
)
def test_what_is_not_the_file_is_named(hub, folder, served, code):
    hub.files["m.gguf"] = served
    size = 0 if not served.data else len(DATA)
    assert code_of(remote(hub, size=size), folder) == code
    assert not (folder / "m.gguf").exists()


def test_a_file_that_is_no_model_is_not_kept(hub, folder):
    data = b"<!doctype html>" * 1000
    assert code_of(remote(hub, data=data), folder) == "download_not_a_model"
    assert left_in(folder) == []


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "download_needs_token"),
        (403, "download_forbidden"),
        (404, "download_gone"),
        (410, "download_gone"),
        (407, "download_proxy"),
        (418, "download_refused"),
        (503, "download_unreachable"),
    ],
)
def test_a_refusal_is_named(hub, folder, status, code):
    hub.pages["/files/m.gguf"] = (status, {}, b"no")
    assert code_of(remote(hub), folder) == code


def test_no_network_is_told_after_some_tries(hub, folder):
    hub.close()
    assert code_of(remote(hub), folder) == "download_unreachable"


def test_a_redirect_without_end_is_left(hub, folder):
    hub.pages["/files/m.gguf"] = (302, {"Location": "/files/m.gguf"}, b"")
    assert code_of(remote(hub), folder) == "download_redirects"


def test_the_token_goes_to_its_own_host_alone(hub, folder):
    store = Hub()
    store.files["m.gguf"] = Served(DATA)
    hub.files["m.gguf"] = Served(DATA, needs_token="secret")
    hub.redirect_to = store.url.replace("127.0.0.1", "localhost")
    fetch(remote(hub, token="secret"), folder).run()
    store.close()
    assert all(h["Authorization"] == "Bearer secret" for _, _, h in hub.log.requests)
    assert store.log.requests
    assert not any("Authorization" in headers for _, _, headers in store.log.requests)
    assert "secret" not in repr(remote(hub, token="secret"))


def test_offline_nothing_is_asked(hub, folder):
    file = replace(remote(hub), url="https://models.invalid/m.gguf")
    assert code_of(file, folder, guard=NetworkGuard(offline=True)) == "offline"


def test_a_full_disk_is_told_before_anything_comes(hub, folder):
    assert code_of(remote(hub), folder, options=replace(QUICK, spare_bytes=10**18)) == (
        "download_disk_full"
    )
    assert hub.log.sent <= 1


def test_a_disk_that_fills_up_meanwhile_keeps_what_came(hub, folder, monkeypatch):
    monkeypatch.setattr(os, "pwrite", _fails_after(100_000, os.pwrite))
    options = replace(QUICK, connections=1)
    monkeypatch.setattr("qwq_desktop.models.download.line._MOST", 10_000)
    assert code_of(remote(hub), folder, options=options) == "download_disk_full"
    monkeypatch.undo()
    begun = len(hub.log.requests)
    fetch(remote(hub), folder).run()
    assert asked(hub, begun) <= len(DATA) - 90_000


def _fails_after(limit, write):
    def pwrite(handle, data, offset):
        if offset + len(data) > limit:
            raise OSError(28, "No space left on device")
        return write(handle, data, offset)

    return pwrite


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(hub, folder):
    folder.mkdir()
    folder.chmod(0o500)
    assert code_of(remote(hub), folder) == "download_unwritable"


def test_a_place_that_is_a_file_is_named(hub, tmp_path):
    (tmp_path / "models").write_text("")
    assert code_of(remote(hub), tmp_path / "models") == "download_unwritable"


@pytest.mark.parametrize(
    "name", ["../m.gguf", "/m.gguf", "a//b", "con.gguf", "a:b", "x" * 300, "a\\b", "a ", ""]
)
def test_a_name_that_leads_elsewhere_is_refused(name):
    with pytest.raises(QwQError, match="download_name"):
        RemoteFile("https://models.invalid/m", name)


def test_a_stop_wakes_a_connection_that_is_silent(hub, folder):
    hub.faults = [Fault(), Fault("stall", 1000)]
    told = threading.Event()
    slow = fetch(remote(hub), folder, report=lambda p: told.set(), stall_s=60)
    threading.Thread(target=lambda: (told.wait(10), slow.stop()), daemon=True).start()
    with pytest.raises(Stopped):
        slow.run()
