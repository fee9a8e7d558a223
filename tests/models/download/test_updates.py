"""News of downloads: every change of state at once, progress at a pace."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal

from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.models.download.updates import DownloadUpdates

ITEM = DownloadItem(1, "x", "/x", (), {}, state=DownloadState.RUNNING)


class Queue(QObject):
    added = Signal(object)
    changed = Signal(object)
    removed = Signal(int)


@pytest.fixture
def queue(qapp):
    return Queue()


@pytest.fixture
def told(queue):
    told = []
    updates = DownloadUpdates(queue, pace_ms=20, parent=queue)
    updates.shown.connect(told.append)
    updates.gone.connect(told.append)
    return told


def test_of_much_progress_the_last_is_told(queue, told, qtbot):
    queue.added.emit(ITEM)
    for done in range(1000):
        queue.changed.emit(replace(ITEM, done=done))
    qtbot.waitUntil(lambda: bool(told))
    assert [item.done for item in told] == [999]
    for done in range(2000):
        queue.changed.emit(replace(ITEM, done=done))
    assert len(told) == 1
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[-1].done == 1999


def test_a_new_state_is_told_in_the_next_turn(queue, told, qtbot):
    queue.added.emit(ITEM)
    qtbot.waitUntil(lambda: told == [ITEM])
    queue.changed.emit(replace(ITEM, done=5))
    paused = replace(ITEM, done=6, state=DownloadState.PAUSED)
    queue.changed.emit(paused)
    assert told == [ITEM]  # whoever changed it doesn't wait for the window
    QCoreApplication.processEvents()
    assert told == [ITEM, paused]
    queue.removed.emit(1)
    assert told[-1] == 1
