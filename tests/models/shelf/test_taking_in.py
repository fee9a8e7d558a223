"""Models that the user brings."""

import os

import pytest

from qwq_desktop.models.places import with_file


@pytest.fixture
def offer(rig, qtbot):
    """What the program finds at some paths."""

    def brought(*paths):
        with qtbot.waitSignal(rig.keeping.taking_in.looked) as looked:
            rig.keeping.taking_in.look([str(path) for path in paths])
        return looked.args[0]

    return brought


@pytest.fixture
def moved(rig, qtbot):
    """Move models; what was taken and what went wrong."""

    def to_the_end(models):
        with qtbot.waitSignal(rig.keeping.taking_in.ended) as ended:
            rig.keeping.taking_in.move(models)
        return ended.args

    return to_the_end


def test_files_and_folders_are_looked_through_and_troubles_named(offer, put, tmp_path):
    box = tmp_path / "下载 é"
    put(box / "a.gguf")
    put(box / "deep" / "b.gguf")
    (box / "text.gguf").write_text("hello")
    put(box / "q-00002-of-00003.gguf")
    found = offer(box, box / "a.gguf", box / "nothing.gguf")
    assert {model.path.name for model in found.new} == {"a.gguf", "b.gguf"}
    codes = {error.code for error in found.troubles}
    assert codes == {"model_not_gguf", "model_part_missing", "model_missing"}
    assert found.has_room


def test_what_is_held_already_is_marked(rig, offer, put, tmp_path):
    inside, linked = put(rig.own / "a.gguf"), put(tmp_path / "b.gguf")
    rig.settings.update(with_file(rig.settings.value, linked))
    found = offer(inside, linked)
    assert found.new == ()
    assert len(found.models) == 2


def test_models_are_used_where_they_lie(rig, offer, put, look, tmp_path):
    path = put(tmp_path / "box" / "a.gguf")
    rig.keeping.taking_in.use(offer(path).new)
    assert rig.settings.value.linked_models == (str(path),)
    assert look()["a.gguf"].keeping == "in-place"
    assert rig.keeping.taking_in.offer is None


def test_models_are_moved_and_references_follow(rig, offer, moved, put, look, tmp_path):
    path = put(tmp_path / "box" / "a.gguf")
    rig.settings.update(with_file(rig.settings.value, path))
    rig.models.load(rig.library.listed(path))
    taken, troubles = moved(offer(path).models)
    assert troubles == ()
    assert [one.path for one in taken] == [rig.own / "a.gguf"]
    assert not path.exists()
    assert rig.settings.value.linked_models == ()
    assert rig.opened == [str(rig.own / "a.gguf")]
    assert look()["a.gguf"].keeping == "own"


def test_the_loaded_model_is_opened_at_its_new_place_after_the_answer(
    rig, offer, moved, put, tmp_path
):
    path = put(tmp_path / "box" / "a.gguf")
    rig.models.load(rig.library.listed(path))
    rig.keeping.follower.set_busy(True)
    moved(offer(path).models)
    assert rig.opened == []
    rig.keeping.follower.set_busy(False)
    assert rig.opened == [str(rig.own / "a.gguf")]


def test_one_that_cannot_be_moved_keeps_no_other(rig, offer, moved, put, tmp_path):
    put(rig.own / "a.gguf")
    (rig.own / "a.gguf").write_bytes((rig.own / "a.gguf").read_bytes() + b"x")
    found = offer(put(tmp_path / "box" / "a.gguf"), put(tmp_path / "box" / "b.gguf"))
    taken, troubles = moved(found.new)
    assert [one.path.name for one in taken] == ["b.gguf"]
    assert [error.code for error in troubles] == ["target_exists"]
    assert (tmp_path / "box" / "a.gguf").exists()


def test_a_model_in_place_is_moved_by_its_path(rig, put, qtbot, tmp_path):
    path = put(tmp_path / "box" / "a.gguf")
    with qtbot.waitSignal(rig.keeping.taking_in.ended):
        rig.keeping.taking_in.move_in(str(path))
    assert (rig.own / "a.gguf").exists()


def test_that_a_path_is_gone_is_told_instead_of_moved(rig, qtbot, tmp_path):
    with qtbot.waitSignal(rig.keeping.taking_in.ended) as ended:
        rig.keeping.taking_in.move_in(os.fspath(tmp_path / "gone.gguf"))
    assert [error.code for error in ended.args[1]] == ["model_missing"]


def test_what_was_moved_when_the_program_ends_is_not_looked_for_at_its_old_place(
    rig, offer, put, tmp_path
):
    paths = [put(tmp_path / "box" / f"{number}.gguf") for number in range(3)]
    for path in paths:
        rig.settings.update(with_file(rig.settings.value, path))
    rig.keeping.taking_in.move(offer(*paths).models)
    rig.keeping.close()
    left = [str(path) for path in paths if path.exists()]
    assert list(rig.settings.value.linked_models) == left
