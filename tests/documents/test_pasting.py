"""Pasted texts as files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.documents.pasting import drop_kept, keep_text, title_of
from qwq_desktop.platform.errors import QwQError


def test_texts_of_one_name_are_several_files(tmp_path):
    folder = tmp_path / "用户 数据 é"
    paths = [keep_text(folder, f"text {n}", "Notes / 笔记?") for n in range(3)]
    assert [path.name for path in paths] == ["Notes 笔记.md", "Notes 笔记 2.md", "Notes 笔记 3.md"]
    assert [path.read_text("utf-8") for path in paths] == ["text 0", "text 1", "text 2"]


@given(title=st.text())
def test_any_title_makes_a_name_that_stays_in_its_folder(tmp_path_factory, title):
    folder = tmp_path_factory.mktemp("kept")
    path = keep_text(folder, "text", title)
    assert path.parent == folder
    assert path.exists()
    assert len(path.name) < 80


def test_a_text_without_any_is_refused(tmp_path):
    with pytest.raises(QwQError, match="document_empty"):
        keep_text(tmp_path, " \n", "Nothing")


def test_a_title_is_the_first_words(tmp_path):
    assert title_of("\n## Minutes of May\n\nWe met.") == "Minutes of May"
    assert title_of("  ") == ""


def test_only_what_was_pasted_is_deleted(tmp_path):
    folder = tmp_path / "kept"
    kept, own = keep_text(folder, "text", "a"), tmp_path / "own.md"
    own.write_text("mine")
    drop_kept(folder, [str(kept), str(own), str(folder / "never.md")])
    assert (kept.exists(), own.exists()) == (False, True)
