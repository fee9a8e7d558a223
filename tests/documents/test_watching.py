"""Changes in folders are heard of."""

import pytest

from qwq_desktop.documents.watching import FolderWatcher


@pytest.fixture
def watcher(qtbot):
    made = FolderWatcher(settle_ms=1)
    yield made
    made.close()


def test_a_file_that_comes_or_changes_is_heard_of(qtbot, watcher, tmp_path):
    folder = tmp_path / "用户 数据 é"
    folder.mkdir()
    file = folder / "a.txt"
    file.write_text("a")
    heard = []
    watcher.changed.connect(lambda: heard.append(1))
    watcher.watch([str(folder)], [str(file)])
    qtbot.waitUntil(lambda: not watcher._not_yet and not watcher._adding.isActive())
    file.write_text("another text")
    qtbot.waitUntil(lambda: bool(heard))
    heard.clear()
    (folder / "b.txt").write_text("b")
    qtbot.waitUntil(lambda: bool(heard))


def test_places_that_are_not_wanted_any_more_are_let_go(qtbot, watcher, tmp_path):
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
    watcher.watch(map(str, folders), [])
    qtbot.waitUntil(lambda: not watcher._adding.isActive())
    watcher.watch([str(folders[1])], [str(tmp_path / "missing.txt")])
    qtbot.waitUntil(lambda: not watcher._adding.isActive())
    assert watcher._watcher.directories() == [str(folders[1])]


def test_it_looks_again_now_and_then(qtbot):
    watcher = FolderWatcher(look_again_ms=1)
    with qtbot.waitSignal(watcher.changed):
        watcher.watch([], [])
    watcher.close()
