"""The models folder moves to another disk, in whatever moment it is broken off."""

import shutil

import pytest

from qwq_desktop.models import moving
from qwq_desktop.models.moving import carry_out, plan_move
from qwq_desktop.models.origins import Origin, origin_of, remember
from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.errors import QwQError

NAMES = ("a.gguf", "Qwen/QwQ/模型-00001-of-00002.gguf", "Qwen/QwQ/模型-00002-of-00002.gguf")


@pytest.fixture
def old(tmp_path):
    folder = tmp_path / "用户 数据 é" / "models"
    for number, name in enumerate(NAMES):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(bytes([number]) * 5000)
    (folder / "notes.txt").write_text("the user's own")
    remember(folder / "a.gguf", Origin("huggingface", "a/b"))
    return folder


@pytest.fixture
def new(tmp_path):
    return tmp_path / "large disk é" / "models"


@pytest.fixture
def switched():
    return []


@pytest.fixture
def run(switched, new):
    def carry(move, **options):
        def switch():
            assert all((new / name).exists() for name in NAMES)
            assert all((move.old / name).exists() for name in NAMES)
            switched.append(move.new)

        return carry_out(move, switch, **options)

    return carry


def code_of(call):
    with pytest.raises(QwQError) as caught:
        call()
    return caught.value.code


def test_models_are_copied_switched_and_then_deleted(old, new, run, switched):
    told = []
    move = plan_move(old, new)
    assert move.bytes_to_copy == 15_000
    assert run(move, tell=told.append) == ()
    assert told[-1] == 30_000
    assert switched == [new]
    assert [(new / name).read_bytes()[0] for name in NAMES] == [0, 1, 2]
    assert origin_of(new / "a.gguf").repository == "a/b"
    assert [path.name for path in old.rglob("*")] == ["notes.txt"]


@pytest.mark.parametrize("after", range(6))
def test_a_move_that_is_broken_off_goes_on(old, new, run, switched, after):
    answers = iter([False] * after)
    with pytest.raises(Stopped):
        run(plan_move(old, new), stopped=lambda: next(answers, True))
    assert switched == []
    assert all((old / name).stat().st_size == 5000 for name in NAMES)
    run(plan_move(old, new))
    assert all((new / name).stat().st_size == 5000 for name in NAMES)
    assert not (old / "a.gguf").exists()


def test_what_is_there_already_is_not_copied_again(old, new, run):
    new.mkdir(parents=True)
    shutil.copy2(old / "a.gguf", new / "a.gguf")
    move = plan_move(old, new)
    assert move.bytes_to_copy == 10_000
    run(move)


@pytest.mark.parametrize("content", [b"short", b"x" * 5000])
def test_another_file_of_the_same_name_is_never_overwritten(old, new, run, switched, content):
    new.mkdir(parents=True)
    (new / "a.gguf").write_bytes(content)
    assert code_of(lambda: run(plan_move(old, new))) == "target_exists"
    assert (new / "a.gguf").read_bytes() == content
    assert switched == []
    assert (old / "a.gguf").exists()


def test_a_disk_without_room_is_told_before_anything_is_copied(old, new, monkeypatch):
    usage = shutil.disk_usage(old)._replace(free=10_000)
    monkeypatch.setattr(moving.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(QwQError) as caught:
        plan_move(old, new)
    assert caught.value.code == "move_no_room"
    assert caught.value.facts["free_bytes"] == 10_000


def test_a_folder_within_or_around_is_refused(old):
    assert code_of(lambda: plan_move(old, old)) == "move_into_itself"
    assert code_of(lambda: plan_move(old, old / "sub")) == "move_into_itself"
    assert code_of(lambda: plan_move(old, old.parent)) == "move_into_itself"


def test_a_download_under_way_comes_first(old, new):
    (old / "b.gguf.part").touch()
    assert code_of(lambda: plan_move(old, new)) == "downloads_unfinished"


def test_a_file_in_the_place_of_the_new_folder_is_told(old, new):
    new.parent.mkdir()
    new.touch()
    assert code_of(lambda: plan_move(old, new)) == "copy_failed"


def test_links_to_other_programs_files_stay_links(old, new, run, tmp_path):
    real = tmp_path / "theirs.gguf"
    real.write_bytes(b"GGUF")
    (old / "link.gguf").symlink_to(real)
    run(plan_move(old, new))
    assert (new / "link.gguf").resolve() == real
    assert real.exists()


def test_what_cannot_be_deleted_is_returned(old, new, run, monkeypatch):
    monkeypatch.setattr(moving, "_deleted", lambda path: path.name != "a.gguf")
    assert run(plan_move(old, new)) == (old / "a.gguf",)
