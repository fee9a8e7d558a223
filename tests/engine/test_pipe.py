"""An engine process spoken to without Qt."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.pipe import EnginePipe
from qwq_desktop.platform.errors import QwQError


@pytest.fixture
def pipe():
    with EnginePipe() as engine:
        yield engine


def test_it_answers_one_request_after_the_other(pipe, nano_model):
    assert pipe.ask(p.ProbeRequest(pipe.next_id())).result["version"]
    load = p.LoadRequest(pipe.next_id(), str(nano_model), 512, threads=1)
    assert pipe.ask(load).result["context_length"] == 512


def test_an_error_is_raised_with_its_facts(pipe, tmp_path):
    load = p.LoadRequest(pipe.next_id(), str(tmp_path / "gone.gguf"), 512)
    with pytest.raises(QwQError) as told:
        pipe.ask(load)
    assert told.value.code == "model_load_failed"


def test_a_dead_process_is_an_error_not_a_wait(pipe):
    pipe.ask(p.ProbeRequest(pipe.next_id()))
    pipe._process.kill()
    pipe._process.wait()
    with pytest.raises(QwQError) as told:
        pipe.ask(p.ProbeRequest(pipe.next_id()))
    assert told.value.code == "engine_died"


def test_leaving_ends_the_process():
    with EnginePipe() as engine:
        process = engine._process
    assert process.returncode is not None
