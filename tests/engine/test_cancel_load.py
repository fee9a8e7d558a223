"""A load that can't stop by itself is broken off: with a process that is halted in the middle."""

import os
import signal
import sys

import pytest

from qwq_desktop.engine import protocol as p

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="halts a process by a signal")


@pytest.fixture
def halted(engine):
    """An engine whose process is up and halted: whatever it is sent, it doesn't answer."""
    assert engine.run(p.ProbeRequest).kind == "done"
    engine.deaths = []
    engine.engine.process_died.connect(lambda *facts: engine.deaths.append(facts))
    engine.halted_pid = engine.engine._process.processId()
    os.kill(engine.halted_pid, signal.SIGSTOP)
    return engine


def load(engine, path):
    return engine.send(p.LoadRequest, path=str(path), context_length=512, threads=1)


def test_a_load_that_goes_on_is_broken_off_and_told_as_cancelled(halted, nano_model):
    request = load(halted, nano_model)
    halted.engine.cancel(request)
    event = halted.wait(request)
    assert (event.kind, event.stop) == ("done", p.StopReason.CANCELLED)
    assert halted.deaths == []


def test_the_next_request_finds_a_fresh_process(halted, nano_model):
    request = load(halted, nano_model)
    halted.engine.cancel(request)
    halted.wait(request)
    assert halted.engine.is_running
    assert halted.load(nano_model).kind == "done"
    assert halted.engine._process.processId() != halted.halted_pid
    assert halted.ask("What is 17 + 25?").stop is p.StopReason.END
    assert halted.deaths == []


def test_what_waited_behind_the_load_is_answered(halted, nano_model):
    request = load(halted, nano_model)
    behind = halted.send(p.ProbeRequest)
    second = load(halted, nano_model)
    halted.engine.cancel(request)
    assert halted.wait(request).stop is p.StopReason.CANCELLED
    assert halted.wait(behind).result["version"]
    assert halted.wait(second).stop is p.StopReason.END


def test_a_load_that_waits_itself_leaves_what_runs_alone(halted, nano_model):
    first = halted.send(p.ProbeRequest)
    waiting = load(halted, nano_model)
    halted.engine.cancel(waiting)
    halted.engine._break_off_load()  # as when the grace is over
    assert halted.engine._process.processId() == halted.halted_pid
    os.kill(halted.halted_pid, signal.SIGCONT)
    assert halted.wait(first).result["version"]
    assert halted.wait(waiting).stop is p.StopReason.CANCELLED


def test_an_engine_that_was_ended_stays_so(halted, nano_model):
    request = load(halted, nano_model)
    halted.engine.cancel(request)
    halted.wait(request)
    halted.engine.end()
    assert not halted.engine.is_running
    halted.send(p.ProbeRequest)
    assert not halted.engine.is_running
