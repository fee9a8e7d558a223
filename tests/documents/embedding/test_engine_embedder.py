"""The embedder on its own engine process: as long as it is needed, and no call left hanging."""

import os
import subprocess
import sys
import threading
from dataclasses import replace

import numpy as np
import psutil
import pytest

from qwq_desktop.documents.embedding.process import Embedded, ReadingProcess, never
from qwq_desktop.engine.protocol import CancelRequest
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.priority import FURTHER_NICENESS

TEXTS = [f"Town {number} has a harbour, 灯塔 and a market." for number in range(40)]


def process_of(embedder):
    return psutil.Process(embedder._kept.process.pid)


def ended(process):
    """Wait for a process that ends, or has ended, by itself."""
    if process is not None and psutil.pid_exists(process.pid):
        psutil.wait_procs([psutil.Process(process.pid)])


def code_of(call, *arguments):
    with pytest.raises(QwQError) as caught:
        call(*arguments)
    return caught.value.code


def test_it_starts_with_the_first_text_and_ends_when_closed(start, small):
    embedder = start(small)
    assert not embedder.is_running
    vector = embedder.query("Where is the harbour?")
    assert vector.shape == (small.dimensions,)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)
    process = process_of(embedder)
    embedder.close()
    assert not process.is_running()
    assert code_of(embedder.query, "And now?") == "embedder_closed"


def test_passages_come_in_their_order_whatever_stands_beside_them(start, small):
    embedder = start(small)
    together = embedder.passages(TEXTS)
    alone = [embedder.passages([text])[0] for text in TEXTS[::13]]
    assert len(together) == len(TEXTS)
    assert all(a @ b > 0.999 for a, b in zip(together[::13], alone, strict=True))
    assert embedder.passages([]) == []


def test_a_question_is_read_once(start, small):
    embedder = start(small)
    first = embedder.query("Where is the harbour?")
    assert embedder.query("Where is the harbour?") is first
    assert not first.flags.writeable
    for number in range(70):
        embedder.query(f"question {number}")
    assert embedder.query("Where is the harbour?") is not first


def test_a_text_that_is_too_long_counts_to_its_end(start, small):
    embedder = start(small)
    long = "word " * 300
    plain, changed = embedder.passages([long, long + "The harbour burnt down. " * 20])
    assert plain @ changed < 0.9999
    assert np.linalg.norm(changed) == pytest.approx(1.0, abs=1e-5)


def test_a_stop_is_heard_and_what_was_ready_is_kept(start, small):
    embedder = start(small)
    looks = []

    def stopped():
        looks.append(1)
        return len(looks) > 4

    found = embedder.passages(TEXTS * 40, stopped)
    assert len(found) < 40 * len(TEXTS)
    whole = embedder.passages(TEXTS[: len(found)][:3])
    assert all(a @ b > 0.999 for a, b in zip(found, whole, strict=False))


def test_a_stop_before_the_model_is_loaded_leaves_it_usable(start, small):
    embedder = start(small)
    assert embedder.passages(TEXTS, lambda: True) == []
    answers = iter([False])
    assert len(embedder.passages(TEXTS, lambda: next(answers, True))) < len(TEXTS)
    assert len(embedder.passages(TEXTS)) == len(TEXTS)


def test_a_stop_before_the_text_is_begun_leaves_nothing_and_no_error(small):
    process = ReadingProcess(small.path)
    try:
        assert len(process.embed(["it is loaded"], never).vectors) == 1
        number = process._pipe.next_id()
        process._pipe.send(CancelRequest(number, number + 1))  # what comes next is stopped already
        assert process.embed(["a piece"], never) == Embedded()
        assert len(process.embed(["and it goes on"], never).vectors) == 1
    finally:
        process.end()


def test_a_process_that_dies_is_started_once_more(start, small):
    embedder = start(small)
    embedder.query("wake up")
    process = process_of(embedder)
    process.kill()
    process.wait()
    assert len(embedder.passages(TEXTS)) == len(TEXTS)
    assert process_of(embedder).pid != process.pid


def test_one_that_dies_again_is_an_error_and_the_next_call_tries_anew(start, small):
    embedder = start(small)

    def kills():
        if embedder.is_running:
            process_of(embedder).kill()
        return False

    assert code_of(embedder.passages, TEXTS, kills) == "embedder_failed"
    assert not embedder.is_running
    assert len(embedder.passages(TEXTS)) == len(TEXTS)


def test_a_model_that_does_not_load_tells_why(start, small, tmp_path):
    embedder = start(replace(small, path=tmp_path / "gone.gguf"))
    assert code_of(embedder.query, "anything") == "model_load_failed"
    assert not embedder.is_running


def test_when_idle_the_memory_returns_until_the_next_text(start, small):
    embedder = start(small, idle_s=0.0)
    for _ in range(2):
        embedder.passages(TEXTS[:2])
        ended(embedder._kept.process)


def test_closing_ends_a_call_under_way(start, small):
    embedder = start(small)
    embedder.query("wake up")
    told = []

    def work():
        try:
            embedder.passages(TEXTS * 10_000)
        except QwQError as error:
            told.append(error.code)

    worker = threading.Thread(target=work)
    worker.start()
    embedder.close()
    worker.join()
    assert told == ["embedder_closed"]


def test_threads_take_turns(start, small):
    embedder = start(small)
    found = {}

    def work(number):
        found[number] = embedder.passages(TEXTS[number:])

    workers = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert all(a @ b > 0.999 for a, b in zip(found[0][2:], found[2], strict=True))


def test_it_stands_behind_other_work_and_talks_to_nobody(start, small):
    embedder = start(small)
    embedder.query("wake up")
    process = process_of(embedder)
    if sys.platform != "win32":
        assert process.nice() >= FURTHER_NICENESS
    assert process.net_connections() == []


def test_it_ends_with_its_parent(small):
    code = (
        "import os, sys; from pathlib import Path\n"
        "from qwq_desktop.documents.embedding.engine_embedder import EngineEmbedder\n"
        "from qwq_desktop.documents.embedding.model import EmbedderModel\n"
        "from qwq_desktop.models.catalogue import Embedding\n"
        "model = EmbedderModel(Path(sys.argv[1]), 'n', 192, 512, Embedding(192, '', ''))\n"
        "embedder = EngineEmbedder(model); embedder.query('x')\n"
        "print(embedder._kept.process.pid, flush=True); os._exit(0)"
    )
    command = [sys.executable, "-c", code, str(small.path)]
    out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ})
    pid = int(out.stdout)
    if psutil.pid_exists(pid):
        psutil.wait_procs([psutil.Process(pid)])
    assert not psutil.pid_exists(pid)
