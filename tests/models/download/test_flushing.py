"""What comes is given to the disk meanwhile, and what the disk says is not lost."""

import threading

import pytest

from qwq_desktop.models.download.flushing import Flusher
from qwq_desktop.models.download.partial import Identity, PartialFile


@pytest.fixture
def partial(tmp_path):
    partial = PartialFile(tmp_path / "用户 é.gguf", Identity(4))
    yield partial
    partial.discard()


def test_an_error_of_the_disk_is_raised_at_the_end(partial, monkeypatch):
    asked = threading.Event()

    def broken():
        asked.set()
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(partial, "flush", broken)
    with pytest.raises(OSError, match="Input/output"), Flusher(partial):
        assert asked.wait(10)


def test_what_ended_the_work_is_told_before_the_disk(partial, monkeypatch):
    asked = threading.Event()

    def broken():
        asked.set()
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(partial, "flush", broken)

    def work():
        assert asked.wait(10)
        raise ValueError("of the line")

    with pytest.raises(ValueError, match="of the line"), Flusher(partial):
        work()


def test_writing_goes_on_while_it_flushes(partial, monkeypatch):
    flushed, flush = threading.Event(), partial.flush

    def watched():
        flush()
        flushed.set()

    monkeypatch.setattr(partial, "flush", watched)
    with Flusher(partial):
        partial.write(0, memoryview(b"GG"))
        assert flushed.wait(10)
        partial.write(2, memoryview(b"UF"))
    assert partial.front == 4
