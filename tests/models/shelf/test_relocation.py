"""The models folder moves to another disk beside the window."""

import json
import threading

import pytest

from qwq_desktop.models.download.remote_file import RemoteFile


@pytest.fixture
def planned(rig, put, qtbot, tmp_path):
    """A move of the program's own folder with a model in it, to a new folder."""
    put(rig.own / "a.gguf")
    with qtbot.waitSignal(rig.keeping.relocation.planned) as planned:
        rig.keeping.relocation.plan(rig.own, tmp_path / "large disk é")
    return planned.args[0]


def test_the_plan_tells_before_anything_moves(rig, planned):
    assert planned.bytes_to_copy == (rig.own / "a.gguf").stat().st_size
    assert rig.settings.value.model_folders == ()


def test_models_are_at_the_new_place_and_the_loaded_one_is_opened_there(rig, planned, qtbot):
    rig.models.load(rig.library.listed(rig.own / "a.gguf"))
    with qtbot.waitSignal(rig.keeping.relocation.ended) as ended:
        rig.keeping.relocation.start()
    assert ended.args[1] == ()
    assert (planned.new / "a.gguf").exists()
    assert not (rig.own / "a.gguf").exists()
    assert rig.library.places.downloads == planned.new
    assert rig.opened == [str(planned.new / "a.gguf")]
    written = threading.Event()
    rig.storage.submit(written.set)
    written.wait()
    kept = json.loads((rig.own.parents[1] / "settings.json").read_bytes())
    assert kept["model_folders"] == [str(planned.new)]


def test_a_move_that_is_stopped_leaves_all_where_it_was(rig, planned, qtbot):
    relocation = rig.keeping.relocation
    with qtbot.waitSignal(relocation.stopped):
        relocation._copied.disconnect()  # as if the window were at its end
        relocation.start()
        relocation.cancel()
    assert (rig.own / "a.gguf").exists()
    assert rig.settings.value.model_folders == ()
    assert not relocation.is_running


def test_a_download_under_way_is_told(rig, qtbot, tmp_path):
    file = RemoteFile("https://hub.test/a.gguf", "a.gguf", 9)
    rig.downloads.add("a", [file], rig.own, {})
    rig.downloads.pause(1)
    with qtbot.waitSignal(rig.keeping.relocation.failed) as failed:
        rig.keeping.relocation.plan(rig.own, tmp_path / "new")
    assert failed.args[0].code == "downloads_unfinished"


def test_a_folder_within_the_old_one_is_refused(rig, qtbot):
    with qtbot.waitSignal(rig.keeping.relocation.failed) as failed:
        rig.keeping.relocation.plan(rig.own, rig.own / "inner")
    assert failed.args[0].code == "move_into_itself"


def test_a_plan_can_be_dropped(rig, planned):
    rig.keeping.relocation.drop_plan()
    rig.keeping.relocation.start()
    assert not rig.keeping.relocation.is_running
