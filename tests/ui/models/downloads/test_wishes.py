"""What a user wishes of a download is carried out; much is not thrown away by one slip."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from qwq_desktop.models.advising.fetching import ENTRY
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.remote_file import RemoteFile
from qwq_desktop.ui.models.downloads.wishes import ASKED_FROM, DownloadWishes
from qwq_desktop.ui.models.line import Action

RESOURCES = Path(__file__).resolve().parents[4] / "resources"
FILE = RemoteFile("https://huggingface.co/x", "x.gguf")
ITEM = DownloadItem(1, "QwQ", "/models", (FILE,), {}, DownloadState.RUNNING, total=10**10)


class Queue(QObject):
    """Remembers what it was asked."""

    removed = Signal(int)

    def __init__(self, item):
        super().__init__()
        self.items = (item,)
        self.calls = []

    def pause(self, item_id):
        self.calls.append("pause")

    def resume(self, item_id):
        self.calls.append("resume")

    def remove(self, item_id):
        self.calls.append("remove")
        self.items = ()
        self.removed.emit(item_id)


@pytest.fixture
def make(qapp):
    def make_for(item):
        queue, opened = Queue(item), []
        wishes = DownloadWishes(queue, Catalogue.load(RESOURCES), opened.append, queue)
        return queue, wishes, opened

    return make_for


def test_little_is_thrown_away_at_once(make):
    queue, wishes, _ = make(replace(ITEM, done=ASKED_FROM - 1))
    wishes.carry_out(1, Action.CANCEL)
    assert queue.calls == ["remove"]
    wishes.carry_out(1, Action.CANCEL)
    assert queue.calls == ["remove"]


@pytest.mark.parametrize(("answer", "calls"), [(Action.DISCARD, ["remove"]), (Action.KEEP, [])])
def test_much_is_asked_about(make, answer, calls):
    queue, wishes, _ = make(replace(ITEM, done=ASKED_FROM))
    wishes.carry_out(1, Action.CANCEL)
    assert queue.calls == []
    assert wishes.line_of(queue.items[0]).actions == (Action.KEEP, Action.DISCARD)
    wishes.carry_out(1, answer)
    assert queue.calls == calls
    assert Action.PAUSE in wishes.line_of(ITEM).actions


def test_pausing_and_trying_again(make):
    queue, wishes, _ = make(ITEM)
    for action in (Action.PAUSE, Action.RESUME, Action.RETRY):
        wishes.carry_out(1, action)
    assert queue.calls == ["pause", "resume", "resume"]


def test_a_model_to_chat_with_is_opened_by_its_first_file(make):
    _, wishes, opened = make(replace(ITEM, state=DownloadState.DONE))
    wishes.carry_out(1, Action.OPEN)
    assert [Path(path) for path in opened] == [Path("/models/x.gguf")]
    embedder = replace(ITEM, origin={ENTRY: "bge-m3"})
    assert wishes.can_open(ITEM)
    assert not wishes.can_open(embedder)


def test_hiding_a_finished_one_asks_nothing(make):
    queue, wishes, _ = make(replace(ITEM, state=DownloadState.DONE, done=10**10))
    wishes.carry_out(1, Action.HIDE)
    assert queue.calls == ["remove"]
