"""The cycle collector runs in the main thread only."""

import gc
import threading
from typing import ClassVar

from qwq_desktop.platform.garbage import MainThreadCollector


class Knot:
    """Part of a cycle, that tells which thread freed it."""

    freed_on: ClassVar[list[str]] = []

    def __init__(self):
        self.itself = self

    def __del__(self):
        self.freed_on.append(threading.current_thread().name)


def test_cycles_are_freed_in_the_main_thread_alone(qtbot):
    collector = MainThreadCollector()
    collector.collect_if_due()  # the first time puts aside what there is
    Knot.freed_on.clear()

    def allocate():
        for _ in range(3000):
            Knot()
            _keep = [[] for _ in range(10)]

    thread = threading.Thread(target=allocate, name="elsewhere")
    thread.start()
    thread.join()
    assert Knot.freed_on == []
    collector.collect_if_due()
    assert set(Knot.freed_on) == {threading.main_thread().name}
    collector.close()


def test_what_a_start_leaves_is_not_looked_through_again():
    collector = MainThreadCollector()
    frozen = gc.get_freeze_count()
    collector.collect_if_due()
    aside = gc.get_freeze_count()
    assert aside > frozen + 10_000
    collector.collect_if_due()
    assert gc.get_freeze_count() <= aside  # once only; what nobody holds any more still goes
    collector.close()
    assert gc.get_freeze_count() == 0


def test_closing_gives_the_collector_back_its_ways():
    was_enabled = gc.isenabled()
    gc.enable()
    collector = MainThreadCollector()
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled()
    if not was_enabled:
        gc.disable()
