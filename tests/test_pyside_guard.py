"""Guards against PySide6 releases that lose a reference to None at each void call.

PySide6 6.12.0 does so on Python before 3.12: after some thousand calls the interpreter ends with
"none_dealloc: deallocating None". From 3.12 on None is immortal.
"""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"
CALLS = 20_000
# In a process of its own: where the fault is there, it takes the interpreter with it.
PROBE = f"""
import sys
from PySide6.QtCore import QObject, QTimer
thing, timer = QObject(), QTimer()
before = sys.getrefcount(None)
for _ in range({CALLS} // 2):
    thing.setObjectName("a")
    timer.setInterval(5)
print(sys.getrefcount(None) - before)
"""


def test_void_calls_keep_the_references_to_none():
    told = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, told.stderr
    assert abs(int(told.stdout)) < CALLS // 100


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
def test_one_pin_of_qt_applies_to_each_python(python):
    assert len(qt_requirements(python)) == 1


def test_pins_keep_the_faulty_release_away_from_python_3_11():
    (requirement,) = qt_requirements("3.11")
    for version in ("6.12.0", "6.12.1", "6.13.0", "7.0.0"):
        assert not requirement.specifier.contains(version)
    assert requirement.specifier.contains("6.11.1")


def test_only_the_essentials_are_asked_for():
    names = {requirement.name.lower() for requirement in requirements()}
    assert not names & {"pyside6", "pyside6-addons"}


def qt_requirements(python):
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    return [
        requirement
        for requirement in requirements()
        if requirement.name.lower() == "pyside6-essentials"
        and (requirement.marker is None or requirement.marker.evaluate(environment))
    ]


def requirements():
    project = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]
    return [Requirement(line) for line in project["dependencies"]]
