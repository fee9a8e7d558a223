"""What each layer may import of the libraries; the order of our own layers is import-linter's."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "qwq_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
WINDOW = {"PySide6.QtWidgets", "PySide6.QtGui", "PySide6.QtSvg"}
ENGINE_WITH_LLAMA = {
    "cancel_flag.py",
    "native.py",
    "native_cards.py",
    "native_log.py",
    "native_parameters.py",
    "probe.py",
    "sampling.py",
    "simulate.py",
    "token_batch.py",
    "vocabulary.py",
}


def imports(path):
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reached_from(start):
    """The modules of the engine package that `start` imports, directly or not."""
    found, waiting = set(), [start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for name in imports(path):
            if name.startswith("qwq_desktop.engine."):
                other = PACKAGE.joinpath(*name.split(".")[1:])
                places = (other.with_suffix(".py"), other / "__init__.py")
                waiting += [place for place in places if place.exists()]
    return found


def room(path):
    """The layer a module belongs to: its folder in the package, or its own name."""
    return path.relative_to(PACKAGE).parts[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_keeps_to_the_libraries_of_its_room(path):
    names = set(imports(path))
    if room(path) not in ("ui", "app.py"):
        assert not names & WINDOW, "only the window draws"
    if room(path) != "engine" or path.name not in ENGINE_WITH_LLAMA:
        assert not any(n.split(".")[0] == "llama_cpp" for n in names), (
            "llama.cpp: engine process only"
        )


def test_the_engine_process_has_no_qt():
    modules = reached_from(PACKAGE / "engine" / "__main__.py")
    assert PACKAGE / "engine" / "generation.py" in modules
    for path in modules:
        assert not any(name.startswith("PySide6") for name in imports(path)), path


def test_the_window_never_makes_the_event_loop_spin():
    for path in (PACKAGE / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "processEvents" not in text
        assert "time.sleep" not in text
