"""The list of models: looked at, deleted from, its folders chosen."""

import os
from dataclasses import replace

from qwq_desktop.models.origins import Origin, remember
from qwq_desktop.models.places import with_file, with_folder


def test_it_tells_models_folders_and_space(rig, put, look, tmp_path):
    put(rig.own / "a.gguf")
    gone = tmp_path / "unplugged"
    rig.settings.update(with_folder(rig.settings.value, gone, first=True))
    assert "a.gguf" in look()
    view = rig.keeping.shelf.view
    first, own = view.folders
    assert (first.path, first.is_there, first.takes_new) == (gone, False, True)
    assert (own.models, own.is_own, own.size_bytes) == (
        1,
        True,
        (rig.own / "a.gguf").stat().st_size,
    )
    assert view.free_bytes > 0


def test_a_deleted_model_goes_to_the_trash_and_is_asked_for_no_more(rig, put, look, trash, qtbot):
    path = put(rig.own / "a.gguf")
    rig.settings.update(replace(rig.settings.value, last_model=str(path)))
    item = look()["a.gguf"]
    with qtbot.waitSignals([rig.keeping.shelf.removed, rig.keeping.shelf.looked]):
        rig.keeping.shelf.remove(item)
    assert trash == [str(path)]
    assert rig.settings.value.last_model is None
    assert "a.gguf" not in look()


def test_the_built_in_model_takes_the_place_of_one_that_is_deleted(rig, put, look, trash, qtbot):
    put(rig.own / "a.gguf")
    item = look()["a.gguf"]
    rig.models.load(item.ref)
    with qtbot.waitSignal(rig.keeping.shelf.removed):
        rig.keeping.shelf.remove(item)
    assert rig.opened == ["qwq-nano"]


def test_what_lies_in_place_is_only_forgotten(rig, put, look, trash, qtbot, tmp_path):
    path = put(tmp_path / "elsewhere" / "b.gguf")
    rig.settings.update(with_file(rig.settings.value, path))
    item = look()["b.gguf"]
    with qtbot.waitSignal(rig.keeping.shelf.removed) as removed:
        rig.keeping.shelf.remove(item)
    assert removed.args[1].in_place
    assert path.exists()
    assert rig.settings.value.linked_models == ()
    assert trash == []


def test_what_another_hand_deleted_before_goes_off_the_list(rig, put, look, qtbot):
    path = put(rig.own / "a.gguf")
    item = look()["a.gguf"]
    os.unlink(path)
    with qtbot.waitSignal(rig.keeping.shelf.removed):
        rig.keeping.shelf.remove(item)
    assert "a.gguf" not in look()


def test_a_built_in_model_cannot_be_deleted(rig, look, qtbot):
    with qtbot.waitSignal(rig.keeping.shelf.failed) as failed:
        rig.keeping.shelf.remove(look()["qwq-nano.gguf"])
    assert failed.args[0].code == "model_built_in"


def test_folders_are_added_chosen_and_left(rig, qtbot, look, put, tmp_path):
    large = tmp_path / "large disk"
    put(large / "c.gguf")
    with qtbot.waitSignal(rig.keeping.shelf.changed):
        rig.keeping.shelf.add_folder(large)
    assert "c.gguf" in look()
    rig.keeping.shelf.use_for_downloads(rig.own)
    assert rig.library.places.downloads == rig.own
    rig.keeping.shelf.leave_folder(large)
    assert "c.gguf" not in look()
    assert (large / "c.gguf").exists()


def test_a_folder_that_is_not_there_is_told(rig, qtbot, tmp_path):
    with qtbot.waitSignal(rig.keeping.shelf.failed) as failed:
        rig.keeping.shelf.add_folder(tmp_path / "nowhere")
    assert failed.args[0].code == "folder_missing"


def test_a_damaged_model_is_fetched_again_from_where_it_came(rig, put, look, qtbot):
    path = put(rig.own / "q" / "a.gguf")
    remember(path, Origin("huggingface", "q/a", "abc", "0" * 64, 9, "https://hub.test/a.gguf"))
    item = look()["a.gguf"]
    with qtbot.waitSignal(rig.downloads.added) as added:
        rig.keeping.fetch_again(item)
    download = added.args[0]
    assert download.paths == (path,)
    assert download.origin["repository"] == "q/a"
    assert not path.exists()


def test_where_the_origin_is_unknown_nothing_is_deleted(rig, put, look, qtbot):
    path = put(rig.own / "a.gguf")
    item = look()["a.gguf"]
    with qtbot.waitSignal(rig.keeping.shelf.failed) as failed:
        rig.keeping.fetch_again(item)
    assert failed.args[0].code == "origin_unknown"
    assert path.exists()
