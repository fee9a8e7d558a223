"""Long work beside the window."""

import threading

import pytest

from qwq_desktop.platform.copying import Stopped
from qwq_desktop.platform.long_work import LongWork


@pytest.fixture
def long_work(qapp):
    work = LongWork("test")
    yield work
    work.close()


def test_a_task_tells_its_progress_and_its_result(long_work, qtbot):
    def count(tell, _stopped):
        for done in (0, 1, 500, 1000):
            tell(done)
        return "done"

    told = []
    task = long_work.start(count, 1000)
    task.progressed.connect(told.append)
    with qtbot.waitSignal(task.finished) as finished:
        pass
    assert finished.args == ["done"]
    assert told == [0.0, 0.001, 0.5, 1.0]


def test_a_task_that_runs_stops_when_it_asks(long_work, qtbot):
    begun, asked = threading.Event(), threading.Event()

    def wait(_tell, stopped):
        begun.set()
        asked.wait()
        if stopped():
            raise Stopped
        return

    task = long_work.start(wait, 1)
    begun.wait()
    with qtbot.waitSignal(task.stopped):
        task.cancel()
        asked.set()


def test_a_task_that_waits_never_begins_once_it_is_cancelled(long_work, qtbot):
    free = threading.Event()
    done = []
    first = long_work.start(lambda _tell, _stopped: free.wait(), 1)
    second = long_work.start(lambda _tell, _stopped: done.append("second"), 1)
    with qtbot.waitSignal(second.stopped):
        second.cancel()
    with qtbot.waitSignal(first.finished):
        free.set()
    long_work.close()
    assert done == []


def test_what_goes_wrong_is_told(long_work, qtbot):
    def fail(_tell, _stopped):
        raise OSError("no disk")

    with qtbot.waitSignal(long_work.start(fail, 1).failed) as failed:
        pass
    assert str(failed.args[0]) == "no disk"


def test_the_end_of_the_program_stops_what_runs(qapp):
    work = LongWork("test")
    begun, seen = threading.Event(), []

    def until_stopped(_tell, stopped):
        begun.set()
        while not stopped():
            pass
        seen.append("stopped")
        raise Stopped

    work.start(until_stopped, 1)
    begun.wait()
    work.close()
    assert seen == ["stopped"]
