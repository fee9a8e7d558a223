"""From advice to a download, and which files are here already."""

import pytest

from qwq_desktop.models.advising.fetching import (
    ENTRY,
    arrived,
    fetch,
    installed,
    installed_path,
    item_of,
    title_of,
)
from qwq_desktop.models.download.item import DownloadState
from qwq_desktop.models.download.queue import DownloadQueue
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.inhibit import Inhibitor, NoBackend
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker


@pytest.fixture
def queue(qtbot, home):
    worker = Worker("files")
    queue = DownloadQueue(home / "downloads.json", NetworkGuard(), worker, Inhibitor(NoBackend()))
    yield queue
    queue.close()
    worker.close()


@pytest.fixture
def advice(make_advisor, qtbot):
    advisor = make_advisor()
    with qtbot.waitSignal(advisor.recommendation_found, timeout=20_000) as found:
        advisor.begin()
    return found.args[0]


def test_a_recommendation_becomes_a_file_that_is_found_again(
    queue, advice, home, qtbot, catalogue, resources
):
    best = advice.recommended
    library = ModelLibrary(catalogue, resources, home / "models")
    assert installed_path(best, installed(library)) is None
    with qtbot.waitSignal(queue.finished, timeout=20_000) as finished:
        item = fetch(queue, advice, best, home / "models")
    assert (item.title, item.origin[ENTRY]) == ("QwQ-32B · Q8_0", "qwq-32b")
    assert item_of(queue, advice, best).id == item.id
    path = home / "models" / "Qwen" / "QwQ-32B-GGUF" / "qwq-32b-q8_0.gguf"
    assert installed_path(best, installed(library)) == path
    assert installed_path(best, arrived(finished.args[0])) == path


def test_what_was_removed_can_be_fetched_again(queue, advice, home, qtbot):
    best = advice.recommended
    for _ in range(2):
        with qtbot.waitSignal(queue.finished, timeout=20_000) as finished:
            fetch(queue, advice, best, home / "models")
        finished.args[0].paths[0].unlink()
    assert [item.state for item in queue.items] == [DownloadState.DONE]


def test_two_files_of_a_model_are_two_downloads(queue, advice, home):
    titles = [title_of(advice, offer) for offer in advice.found.offers]
    assert titles == ["QwQ-32B · Q4_K_M", "QwQ-32B · Q8_0"]
    first, second = (fetch(queue, advice, o, home / "models") for o in advice.found.offers)
    assert first.id != second.id
    assert item_of(queue, advice, advice.found.offers[1]).id == second.id
