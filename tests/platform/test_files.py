import os

import pytest

from qwq_desktop.platform.files import aside_name, set_aside, write_atomically


def test_writing_replaces_the_content_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "é 😀.json"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == [path.name]


def test_a_failed_write_keeps_the_old_content(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["file"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_two_files_set_aside_in_the_same_second_are_both_kept(tmp_path):
    path = tmp_path / "file"
    for content in ("one", "two", "three"):
        path.write_text(content)
        set_aside(path, now=1_700_000_000.0)
    kept = sorted(p.read_text() for p in tmp_path.iterdir())
    assert kept == ["one", "three", "two"]


def test_the_name_of_a_damaged_file_tells_when_it_was_found(tmp_path):
    name = aside_name(tmp_path / "chats.db", 1_700_000_000.0).name
    prefix, stamp = name.split(".damaged-")
    assert prefix == "chats.db"
    day, time = stamp.split("-")
    assert (len(day), len(time)) == (8, 6)
    assert (day + time).isdigit()
