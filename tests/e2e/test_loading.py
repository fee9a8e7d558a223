"""Loading in the window: options per model, one word about a failure, a pause of rest."""

from dataclasses import replace

from qwq_desktop.models.state import ModelStatus
from qwq_desktop.ui.load_failure import KEY as FAILED
from qwq_desktop.ui.model_presenter import UNUSABLE


def test_a_length_chosen_for_one_model_does_not_touch_another(program, nano_model, tmp_path):
    load = replace(program.settings.value.load, context_length=1024)
    program.settings.update(program.replaced(load=load))
    path = tmp_path / "other.gguf"
    path.write_bytes(nano_model.read_bytes())
    models = program.app.services.models
    program.window.model_file_dropped.emit(str(path))
    program.until(lambda: models.state.reference == str(path) and program.is_ready())
    assert models.state.plan.context_length > 1024
    program.window.model_picker.model_chosen.emit("qwq-nano")
    program.until(lambda: models.state.reference == "qwq-nano" and program.is_ready())
    assert models.state.plan.context_length == 1024
    assert program.settings.value.load == load


def test_a_failed_load_is_told_once(program, tmp_path):
    path = tmp_path / "empty.gguf"
    path.touch()
    program.window.model_picker.model_chosen.emit(str(path))
    state = lambda: program.app.services.models.state.status  # noqa: E731
    program.until(lambda: state() is ModelStatus.FAILED)
    assert program.window.notices.keys == [FAILED]
    answer = program.ask("hello")
    assert answer.turn.error_code == "model_empty"
    assert FAILED not in program.window.notices.keys


def test_a_dropped_file_that_is_no_model_leaves_the_present_one(program, tmp_path):
    path = tmp_path / "文件 é.gguf"
    path.write_text("hello")
    program.window.model_file_dropped.emit(str(path))
    program.until(lambda: UNUSABLE in program.window.notices.keys)
    assert program.is_ready()
    assert program.app.services.models.state.reference == "qwq-nano"


def test_writing_counts_as_use(program):
    watch = program.app.idle
    watch._needed_at = before = -1e9
    program.write("I am still thinking about the wor")
    assert watch._needed_at > before


def test_a_context_beyond_the_native_one_shows_yarn_in_the_status_line(program):
    assert program.find("statusYarn").text() == ""
    native = program.app.services.models.state.plan.native_context
    load = replace(program.settings.value.load, context_length=2 * native)
    program.settings.update(program.replaced(load=load))
    program.app.services.models.reload(load)
    program.until(lambda: program.find("statusYarn").text())
    assert program.find("statusYarn").text() == "YaRN ×2.0"
    program.app.services.models.unload()
    assert program.find("statusYarn").text() == ""
