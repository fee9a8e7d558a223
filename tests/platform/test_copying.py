"""Large files on their way: never half under their name, never lost, taken up again."""

import errno
import os
from pathlib import Path

import pytest

from qwq_desktop.platform import copying
from qwq_desktop.platform.copying import (
    PART_ENDING,
    Stopped,
    copy_verified,
    move_together,
    sha256_of,
    told,
)
from qwq_desktop.platform.errors import QwQError


def move_one(source, target, **others):
    """Give one file its new place."""
    move_together([(source, target)], **others)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(copying, "_BUFFER", 1000)


@pytest.fixture
def source(tmp_path) -> Path:
    path = tmp_path / "用户 数据 é" / "模型.gguf"
    path.parent.mkdir()
    path.write_bytes(os.urandom(10_500))
    return path


@pytest.fixture
def target(tmp_path) -> Path:
    return tmp_path / "other disk é" / "sub" / "模型.gguf"


@pytest.fixture
def two_disks(monkeypatch):
    """Renaming fails as it does between disks; replacing within one works."""

    def rename(*_paths):
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "rename", rename)


def part_of(path: Path) -> Path:
    return path.with_name(path.name + PART_ENDING)


def test_a_copy_is_the_same_and_tells_its_way(source, target):
    told_bytes = []
    copy_verified(source, target, told_bytes.append)
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_mtime_ns == source.stat().st_mtime_ns
    assert told_bytes == sorted(told_bytes)
    assert told_bytes[-1] == 2 * 10_500
    assert not part_of(target).exists()


def test_a_copy_that_was_stopped_goes_on_where_it_was(source, target):
    with pytest.raises(Stopped):
        copy_verified(source, target, stopped=lambda: part_size(target) >= 4000)
    held = part_size(target)
    assert 0 < held < 10_500
    assert not target.exists()
    before = part_of(target).stat().st_ino
    copy_verified(source, target)
    assert target.read_bytes() == source.read_bytes()
    assert target.stat().st_ino == before


def part_size(target: Path) -> int:
    part = part_of(target)
    return part.stat().st_size if part.exists() else 0


@pytest.mark.parametrize("held", [b"x" * 3000, b"y" * 20_000])
def test_what_lay_there_of_another_file_does_no_harm(source, target, held):
    target.parent.mkdir(parents=True)
    part_of(target).write_bytes(held)
    copy_verified(source, target)
    assert target.read_bytes() == source.read_bytes()


def test_a_copy_that_comes_out_differently_is_discarded(source, target, monkeypatch):
    monkeypatch.setattr(copying, "sha256_of", lambda *_: "0" * 64)
    with pytest.raises(QwQError) as caught:
        copy_verified(source, target)
    assert caught.value.code == "copy_differs"
    assert not target.exists()
    assert not part_of(target).exists()
    assert source.stat().st_size == 10_500


def test_a_file_that_changes_meanwhile_is_told(source, target):
    def grow(done):
        if done == 3000:
            with source.open("ab") as file:
                file.write(b"more")

    with pytest.raises(QwQError) as caught:
        copy_verified(source, target, grow)
    assert caught.value.code == "source_changed"
    assert not target.exists()


def test_nothing_is_overwritten(source, target, two_disks):
    target.parent.mkdir(parents=True)
    target.write_bytes(b"mine")
    for move in (copy_verified, move_one):
        with pytest.raises(QwQError) as caught:
            move(source, target)
        assert caught.value.code == "target_exists"
    assert target.read_bytes() == b"mine"
    assert source.exists()


def test_on_one_disk_a_file_is_renamed(source, target):
    number = source.stat().st_ino
    move_one(source, target)
    assert target.stat().st_ino == number
    assert not source.exists()


def test_between_disks_it_is_copied_and_then_deleted(source, target, two_disks):
    data = source.read_bytes()
    move_one(source, target)
    assert target.read_bytes() == data
    assert not source.exists()


def test_a_move_that_is_stopped_leaves_the_source(source, target, two_disks):
    with pytest.raises(Stopped):
        move_one(source, target, stopped=lambda: part_size(target) >= 2000)
    assert source.stat().st_size == 10_500
    assert not target.exists()


@pytest.fixture
def parts(tmp_path):
    """Two parts with their new places."""
    made = []
    for number in (1, 2):
        path = tmp_path / f"q-0000{number}-of-00002.gguf"
        path.write_bytes(os.urandom(5000))
        made.append((path, tmp_path / "large é" / path.name))
    return made


@pytest.mark.parametrize("after", range(0, 20, 3))
def test_parts_that_are_stopped_between_disks_stay_together(parts, two_disks, after):
    answers = iter([False] * after)
    data = [source.read_bytes() for source, _ in parts]
    with pytest.raises(Stopped):
        move_together(parts, stopped=lambda: next(answers, True))
    assert all(source.exists() and not target.exists() for source, target in parts)
    move_together(parts)
    assert [target.read_bytes() for _, target in parts] == data
    assert not any(source.exists() for source, _ in parts)
    assert not any(part_of(target).exists() for _, target in parts)


def test_parts_whose_renaming_fails_half_way_go_back(parts, monkeypatch):
    real = os.rename
    calls = []

    def rename(source, target):
        calls.append(source)
        if len(calls) == 2:
            raise OSError(errno.EACCES, "Permission denied")
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(QwQError) as caught:
        move_together(parts)
    assert caught.value.code == "folder_read_only"
    assert all(source.exists() and not target.exists() for source, target in parts)


def test_a_disk_that_gets_full_is_told_and_the_copy_goes_on_later(source, target, monkeypatch):
    real_open = Path.open

    class Full:
        """A file on a disk that takes 3000 bytes more."""

        def __init__(self, file):
            self._file, self._left = file, 3000

        def write(self, data):
            if self._left < len(data):
                raise OSError(errno.ENOSPC, "No space left on device")
            self._left -= len(data)
            return self._file.write(data)

        def __getattr__(self, name):
            return getattr(self._file, name)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self._file.close()

    def open_file(self, mode="r", *args, **options):
        file = real_open(self, mode, *args, **options)
        return Full(file) if mode == "ab" else file

    with monkeypatch.context() as full:
        full.setattr(Path, "open", open_file)
        with pytest.raises(QwQError) as caught:
            copy_verified(source, target)
    assert (caught.value.code, caught.value.facts["path"]) == ("disk_full", str(target))
    assert source.exists()
    assert part_size(target) == 3000
    copy_verified(source, target)
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_read_only_folder_is_named(source, target):
    target.parent.mkdir(parents=True)
    target.parent.chmod(0o500)
    for move in (copy_verified, move_one):
        with pytest.raises(QwQError) as caught:
            move(source, target)
        assert caught.value.code == "folder_read_only"
        assert caught.value.facts["path"] == str(target.parent)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "folder_read_only"),
        (errno.EROFS, "folder_read_only"),
        (errno.EIO, "copy_failed"),
        (errno.ENODEV, "copy_failed"),
    ],
)
def test_errors_of_the_system_have_our_words(number, code):
    assert told(OSError(number, os.strerror(number)), Path("/a/b")).code == code


def test_a_hash_can_be_stopped(source):
    assert len(sha256_of(source)) == 64
    with pytest.raises(Stopped):
        sha256_of(source, stopped=lambda: True)
