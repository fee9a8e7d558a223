"""Files of QwQ-32B's own architecture, vocabulary and template, with random weights."""

import subprocess
import sys
from dataclasses import replace

import pytest

from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.models.plan import make_plan
from qwq_desktop.models.prepared import load_request
from qwq_desktop.platform.hardware import measure
from qwq_desktop.settings.schema import LoadSettings
from qwq_desktop.storage.records import MessageStatus


@pytest.fixture(scope="module")
def small_qwq(shared, tmp_path_factory):
    """A QwQ of four thin layers: 125 MB, loads and generates (nonsense)."""
    path = tmp_path_factory.mktemp("models") / "qwq-small.gguf"
    tool = shared / "tools" / "make_qwq_gguf.py"
    options = ["--layers", "4", "--width", "512"]
    subprocess.run([sys.executable, tool, path, *options], check=True)
    return path


def test_it_loads_with_yarn_and_131072_tokens_of_context(start, small_qwq):
    program = start("--model", small_qwq)
    program.until(program.is_ready)
    assert program.app.services.models.state.facts["native_context"] == 40960
    load = replace(program.settings.value.load, context_length=131072)
    program.settings.update(program.replaced(load=load))
    program.window.settings_pane.reload_requested.emit()
    program.until(lambda: program.app.services.models.state.loaded_with == load)
    program.until(program.is_ready, timeout=60_000)
    state = program.app.services.models.state
    assert state.facts["context_length"] == 131072
    assert (state.plan.yarn_factor, state.plan.yarn_original_context) == (4.0, 32768)
    sampling = replace(program.settings.value.sampling, max_tokens=20)
    program.settings.update(program.replaced(sampling=sampling))
    message = program.ask("hello")
    assert message.status in (MessageStatus.LENGTH, MessageStatus.COMPLETE)
    assert message.turn.thinking_tokens + message.turn.answer_tokens <= 20


def test_yarn_stays_off_up_to_the_native_length(small_qwq):
    info = read_metadata(small_qwq)
    plan = make_plan(info, measure(), LoadSettings(context_length=40960))
    assert plan.yarn_factor is None
    assert load_request(1, str(small_qwq), plan).yarn_factor is None


def test_stop_while_it_loads_and_reads(start, small_qwq):
    program = start("--model", small_qwq)
    program.send("hello")
    program.until(lambda: program.app.chats.running_message_id is not None)
    program.click("stopButton")
    program.until(lambda: program.finished)
    assert program.finished[0].status is MessageStatus.STOPPED
    program.until(program.is_ready, timeout=60_000)
    program.send("word " * 4000)
    program.until(lambda: program.app.chats.running_phase == "reading")
    program.click("stopButton")
    program.until(lambda: len(program.finished) == 2)
    assert program.finished[1].status is MessageStatus.STOPPED


def test_a_file_too_large_for_the_memory_is_refused_with_the_sizes(start, shared, tmp_path):
    path = tmp_path / "QwQ 32B 全.gguf"
    tool = shared / "tools" / "make_qwq_gguf.py"
    options = ["--sparse", "--layers", "512"]
    subprocess.run([sys.executable, tool, path, *options], check=True)
    program = start("--model", path)
    program.until(lambda: program.app.services.models.state.status == "failed")
    error = program.app.services.models.state.error
    assert error.code == "model_too_large"
    assert error.facts["needed_bytes"] > error.facts["available_bytes"]
    assert program.window.notices.keys == ["model"]
