"""Which files of folders are documents."""

import os
import sys

import pytest

from qwq_desktop.documents import scanning
from qwq_desktop.documents.scanning import absolute, look, look_again


def wanted(name):
    return name.endswith((".txt", ".pdf"))


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "用户 数据 é"
    for name in ("b.txt", "sub 二/a.pdf", "sub 二/picture.png", ".hidden.txt", "~$open.txt"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    for name in (".git/x.txt", "node_modules/y.txt"):
        path = root / name
        path.parent.mkdir()
        path.write_text("z", encoding="utf-8")
    return root


def codes(scan):
    return [notice.code for notice in scan.refused]


def test_a_folder_gives_what_can_be_read_and_counts_the_rest(folder):
    scan = look([folder], wanted)
    assert [os.path.basename(path) for path in scan.files] == ["b.txt", "a.pdf"]
    assert codes(scan) == ["documents_other_files"]
    assert scan.refused[0].facts["count"] == 1
    assert len(scan.folders) == 2


def test_a_file_that_is_named_is_taken_whatever_its_name(folder):
    scan = look([folder / "sub 二/picture.png"], wanted)
    assert list(scan.files) == [absolute(folder / "sub 二/picture.png")]


def test_what_is_not_there_is_told(folder):
    scan = look([folder / "no.pdf"], wanted)
    assert (scan.files, codes(scan)) == ({}, ["document_missing"])


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text")
def test_odd_names_and_odd_files_are_told(folder):
    odd = os.fsdecode(os.fsencode(folder) + b"/\xff.txt")
    with open(odd, "w", encoding="utf-8") as file:
        file.write("x")
    os.mkfifo(folder / "pipe.txt")
    scan = look([folder], wanted)
    assert "document_name_odd" in codes(scan)
    assert all("pipe" not in path for path in scan.files)
    assert codes(look([folder / "pipe.txt", odd], wanted)) == [
        "document_not_file",
        "document_name_odd",
    ]


def test_links_in_a_circle_come_to_an_end(folder):
    try:
        (folder / "circle").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("no links here")
    assert len(look([folder], wanted).files) == 2


def test_a_folder_with_too_many_files_is_told(folder, monkeypatch):
    monkeypatch.setattr(scanning, "MOST_FILES", 1)
    scan = look([folder], wanted)
    assert len(scan.files) == 1
    assert "documents_too_many" in codes(scan)


def test_a_look_can_be_stopped(folder):
    assert look([folder], wanted, lambda: True).files == {}


def test_a_second_look_sees_what_changed(folder):
    path = absolute(folder / "b.txt")
    before = look_again([path])[path]
    (folder / "b.txt").write_text("longer than before", encoding="utf-8")
    assert look_again([path])[path] != before
    (folder / "b.txt").unlink()
    assert look_again([path]) == {path: None}
