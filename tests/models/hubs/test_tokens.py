"""A token's whole way: from the keyring to its hub, and no further."""

import pytest

from qwq_desktop.models.download.fetch import FetchOptions
from qwq_desktop.models.download.item import DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.hubs.huggingface import HuggingFace
from qwq_desktop.models.hubs.offers import chosen, origin_facts, remote_files
from qwq_desktop.platform.inhibit import Inhibitor
from qwq_desktop.platform.secrets import Secrets
from qwq_desktop.platform.worker import Worker
from tests.doubles.hub import Hub

TOKEN = "hf_abcdef"
GATED = "meta/gated-GGUF"


class Ring:
    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get(username)

    def set_password(self, service, username, password):
        self.kept[username] = password


class Awake:
    def begin(self, reason):
        pass

    def end(self):
        pass


@pytest.fixture
def secrets(home):
    return Secrets(home / "hosts.json", Ring())


@pytest.fixture
def download(qtbot, home, hub, repositories, guard, secrets):
    """Fetch the gated model with a token for a host, "" for none; the item as it ended."""
    repositories.add(GATED, {"m.gguf": b"GGUF" + bytes(9000)}, is_gated=True, accepted={TOKEN})
    worker = Worker("files")
    queue = DownloadQueue(
        home / "downloads.json",
        guard,
        worker,
        Inhibitor(Awake()),
        secrets.token_for,
        FetchOptions(tries=2, first_wait_s=0.001, spare_bytes=0),
    )

    def run(host):
        if host:
            secrets.put(host, TOKEN)
        listing = HuggingFace(guard, secrets.token_for, hub.url).listing(GATED)
        offer = chosen(listing, "")
        item = queue.add("m", remote_files(offer, listing), home / "models", origin_facts(listing))
        qtbot.waitUntil(lambda: queue.items[0].is_over)
        return next(one for one in queue.items if one.id == item.id)

    yield run
    queue.close()
    worker.close()


def told_a_token(hub):
    return {path for _, path, headers in hub.log.requests if "Authorization" in headers}


def test_the_hub_is_told_and_its_store_elsewhere_is_not(download, hub, home):
    store = Hub()
    hub.redirect_to = store.url
    store.files = hub.files
    item = download(hub.url.removeprefix("http://"))
    assert item.state is DownloadState.DONE
    assert any("/resolve/" in path for path in told_a_token(hub))
    assert store.log.requests
    assert told_a_token(store) == set()
    store.close()
    texts = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert not [text for text in texts if TOKEN.encode() in text]


def test_a_mirror_never_sees_the_token_for_the_hub_itself(download, hub):
    item = download("huggingface.co")
    assert item.error is not None
    assert item.error.code == "download_needs_token"
    assert told_a_token(hub) == set()


def test_without_a_token_the_user_learns_what_to_do(download):
    item = download("")
    assert item.error is not None
    assert item.error.code == "download_needs_token"
