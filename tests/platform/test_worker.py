import gc
import threading

import pytest

from qwq_desktop.platform.worker import Worker


@pytest.fixture
def worker(qapp):
    worker = Worker("test")
    yield worker
    worker.close()


def boom(*_):
    raise ValueError("boom")


def test_calls_run_in_order_on_one_named_thread(worker, qtbot):
    names, results = set(), []

    def double(number):
        names.add(threading.current_thread().name)
        return number * 2

    for number in range(200):
        worker.submit(double, number, done=results.append)
    qtbot.waitUntil(lambda: len(results) == 200)
    assert results == [number * 2 for number in range(200)]
    assert names == {"test"}


def test_results_arrive_in_the_thread_that_owns_the_worker(worker, qtbot):
    threads = []
    here = threading.get_ident()
    worker.submit(threading.get_ident, done=lambda there: threads.append(there != here))
    worker.submit(int, done=lambda _: threads.append(threading.get_ident() == here))
    worker.submit(boom, failed=lambda _: threads.append(threading.get_ident() == here))
    qtbot.waitUntil(lambda: len(threads) == 3)
    assert threads == [True, True, True]


def test_an_exception_reaches_failed_and_the_next_call_still_runs(worker, qtbot):
    heard = []
    worker.submit(boom, done=heard.append, failed=lambda error: heard.append(str(error)))
    worker.submit(lambda: "next", done=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["boom", "next"]


@pytest.mark.log_errors_expected("boom failed on worker test")
def test_an_exception_that_nobody_takes_is_logged(worker, qtbot, caplog):
    heard = []
    worker.submit(boom, "a secret argument")
    worker.submit(int, done=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert [record.exc_info[1].args for record in caplog.records] == [("boom",)]
    assert "secret" not in caplog.text


def test_close_runs_what_is_queued_and_delivers_nothing(worker, qtbot):
    ran, delivered = [], []
    release = threading.Event()
    worker.submit(release.wait, done=delivered.append)
    for number in range(20):
        worker.submit(ran.append, number, done=delivered.append)
    release.set()
    assert worker.close()
    qtbot.wait(1)  # lets queued signals come, if there were any
    assert ran == list(range(20))
    assert delivered == []


def test_results_under_way_at_the_time_of_close_are_dropped(worker, qtbot):
    delivered = []
    ran = threading.Event()
    worker.submit(int, done=delivered.append)
    worker.submit(ran.set)
    assert ran.wait(10)  # the first result's signal is queued by now
    worker.close()
    qtbot.wait(1)
    assert delivered == []


def test_nothing_can_be_submitted_after_close_and_close_can_be_repeated(worker):
    assert worker.close()
    assert worker.close()
    with pytest.raises(RuntimeError, match="closed"):
        worker.submit(int)


@pytest.mark.log_errors_expected("did not end")
def test_close_gives_up_on_a_call_that_hangs(qapp):
    worker = Worker("hanging")
    release = threading.Event()
    worker.submit(release.wait)
    assert not worker.close(timeout=0.01)
    release.set()
    assert worker.close()


@pytest.mark.log_errors_expected("boom failed")
def test_an_error_that_comes_too_late_to_be_delivered_is_logged(worker, caplog):
    release = threading.Event()
    worker.submit(release.wait)
    worker.submit(boom, failed=lambda _: None)
    closing = threading.Thread(target=worker.close)
    closing.start()
    while not worker._closed:
        closing.join(0.001)
    release.set()
    closing.join(10)
    assert "boom failed" in caplog.text


def test_many_results_come_and_go_under_garbage_collection(worker, qtbot):
    total = []
    for number in range(2000):
        worker.submit(lambda n: {"number": n, "list": [n] * 10}, number, done=total.append)
        if number % 100 == 0:
            gc.collect()
    qtbot.waitUntil(lambda: len(total) == 2000)
    assert sum(result["number"] for result in total) == sum(range(2000))
