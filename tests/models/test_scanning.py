import os

import pytest

from qwq_desktop.models.scanning import is_later_part, model_files, without_part


def names(folder, trouble=None):
    return [path.name for path in model_files(folder, trouble)]


def test_files_are_found_in_order_at_any_depth_but_not_hidden(tmp_path):
    for name in ("b.gguf", "a/c.GGUF", "a/notes.txt", ".hidden/d.gguf", "e.gguf.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert names(tmp_path) == ["c.GGUF", "b.gguf"]


def test_of_a_split_model_the_first_part_that_is_there_stands_for_all(tmp_path):
    for name in ("q-00001-of-00003.gguf", "q-00002-of-00003.gguf", "r-00002-of-00003.gguf"):
        (tmp_path / name).touch()
    (tmp_path / "r-00003-of-00003.gguf").touch()
    assert names(tmp_path) == ["q-00001-of-00003.gguf", "r-00002-of-00003.gguf"]
    assert is_later_part(tmp_path / "q-00003-of-00003.gguf")
    assert without_part("q-00003-of-00003") == "q"


def test_linked_folders_are_entered_once_and_rings_end(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.gguf").touch()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real/ring").symlink_to(tmp_path)
    (tmp_path / "nowhere.gguf").symlink_to(tmp_path / "gone")
    assert sorted(names(tmp_path)) == ["a.gguf", "nowhere.gguf"]


def test_what_can_not_be_read_is_told(tmp_path):
    told = []
    assert names(tmp_path / "gone", lambda path, error: told.append(path.name)) == []
    assert told == ["gone"]
    assert names(tmp_path / "gone") == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_folder_does_not_hide_the_others(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.gguf").touch()
    (tmp_path / "a").chmod(0)
    told = []
    try:
        assert names(tmp_path, lambda path, error: told.append(path.name)) == ["b.gguf"]
    finally:
        (tmp_path / "a").chmod(0o700)
    assert told == ["a"]
