"""Chats on their way between the database and files."""

import json

import pytest

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.transfer import ChatTransfers
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.store import ChatStore
from qwq_desktop.ui.exporting.formats import WRITERS
from qwq_desktop.ui.exporting.sinks import JsonFile, folder_of_files


@pytest.fixture
def store(qapp, tmp_path):
    worker = Worker("storage")
    yield ChatStore(worker, tmp_path / "chats.db")
    worker.close()


@pytest.fixture
def transfers(store):
    worker = Worker("files")
    yield ChatTransfers(store, worker)
    worker.close()


def added(qtbot, store, titles):
    """Chats with a message each; their ids."""
    found = []

    def add(repository):
        ids = [repository.create_chat(title, "").id for title in titles]
        for chat_id in ids:
            repository.add_user_message(chat_id, None, "hello")
        return ids

    store.call(add, found.extend)
    qtbot.waitUntil(lambda: len(found) == len(titles))
    return found


def test_each_chat_gets_a_file_and_the_window_is_told_of_each(transfers, store, qtbot, tmp_path):
    ids = added(qtbot, store, ["Same", "Same", "Other"])
    steps = []
    transfers.progressed.connect(lambda done, total: steps.append((done, total)))
    sink = folder_of_files(tmp_path / "out", "md", WRITERS["md"], ExportOptions())
    with qtbot.waitSignal(transfers.exported) as exported:
        transfers.export(ids, sink)
    assert [path.name for path in exported.args[0]] == ["Same.md", "Same (2).md", "Other.md"]
    assert steps == [(0, 3), (1, 3), (2, 3)]


def test_what_was_exported_is_imported_beside_the_old(transfers, store, qtbot, tmp_path):
    ids = added(qtbot, store, ["One", "Two"])
    path = tmp_path / "chats.json"
    with qtbot.waitSignal(transfers.exported):
        transfers.export(ids, JsonFile(path, ExportOptions()))
    with qtbot.waitSignal(transfers.imported) as imported:
        transfers.import_files([path])
    assert not set(imported.args[0]) & set(ids)
    listed = []
    store.call(ChatRepository.list_chats, listed.extend)
    qtbot.waitUntil(lambda: len(listed) == 4)


def test_trouble_is_told_with_its_code(transfers, store, qtbot, tmp_path):
    [chat_id] = added(qtbot, store, ["One"])
    (tmp_path / "file").write_text("")
    sink = folder_of_files(tmp_path / "file" / "x", "md", WRITERS["md"], ExportOptions())
    with qtbot.waitSignal(transfers.failed) as failed:
        transfers.export([chat_id], sink)
    assert failed.args[0].code == "export_failed"
    with qtbot.waitSignal(transfers.failed) as failed:
        transfers.export([99], sink)
    assert failed.args[0].code == "chat_missing"
    (tmp_path / "bad.json").write_text(json.dumps([1]))
    with qtbot.waitSignal(transfers.failed) as failed:
        transfers.import_files([tmp_path / "bad.json"])
    assert failed.args[0].code == "import_unknown"
