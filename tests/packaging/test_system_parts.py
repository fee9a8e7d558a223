import sys

import pytest
import system_parts
from linux_parts import CHINESE_FONT, COMPILER, MAKE, library, venv_part
from steps import SetupError
from system_parts import (
    apt_install,
    ask_for_parts,
    bring_system_parts,
    check_macos,
    check_windows,
    install_line,
    packages_for,
)

EGL = library("libEGL.so.1", "libegl1", "libglvnd")
GL = library("libGL.so.1", "libgl1", "libglvnd")


class Commands:
    """Stands for `Steps` where a command would change this machine: keeps what was to be run."""

    def __init__(self, failing=()):
        self.ran, self.lines, self.failing = [], [], failing

    def say(self, text):
        self.lines.append(text)

    def run(self, command, env=None):
        self.ran.append((list(command), env))
        if command[1] in self.failing:
            raise SetupError("failed")


@pytest.fixture
def linux(monkeypatch):
    """A Linux with apt and sudo, an ordinary user, no terminal; `missing` is what it lacks."""
    state = {"missing": [EGL, COMPILER], "root": False, "answer": None, "shell": []}
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_parts, "missing_on_linux", lambda building: list(state["missing"]))
    monkeypatch.setattr(system_parts.os, "geteuid", lambda: 0 if state["root"] else 1000)
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_parts, "says_yes", lambda question: state["answer"] == "y")
    monkeypatch.setattr(
        system_parts.subprocess, "run", lambda line, check: state["shell"].append(line)
    )
    return state


def test_each_package_is_named_once():
    assert packages_for([EGL, GL, MAKE], "pacman") == ["libglvnd", "make"]


def test_parts_without_a_package_for_a_manager_are_left_out():
    assert packages_for([venv_part(), MAKE], "dnf") == ["make"]


@pytest.mark.parametrize(
    ("manager", "start"),
    [
        ("apt", "sudo apt-get update && sudo apt-get install -y"),
        ("dnf", "sudo dnf install"),
        ("pacman", "sudo pacman -S"),
        ("zypper", "sudo zypper install"),
    ],
)
def test_one_line_installs_everything(manager, start):
    line = install_line(manager, packages_for([EGL, COMPILER], manager))
    assert line.startswith(start)
    assert "\n" not in line


def test_rpm_requirements_survive_the_shell():
    assert install_line("dnf", packages_for([EGL], "dnf")).endswith("'libEGL.so.1()(64bit)'")


def test_root_installs_straight_away(linux):
    linux["root"] = True
    commands = Commands()
    commands.run = lambda command, env=None: linux["missing"].clear()
    bring_system_parts(commands, building=True)
    assert not linux["missing"]


def test_apt_asks_no_questions_and_waits_for_its_lock():
    commands = Commands()
    apt_install(commands, ["libegl1", "g++"])
    (update, _), (install, env) = commands.ran
    assert update == ["apt-get", "update"]
    assert install[-2:] == ["libegl1", "g++"]
    assert "-y" in install
    assert "DPkg::Lock::Timeout=300" in install
    assert env == {"DEBIAN_FRONTEND": "noninteractive"}


def test_old_package_lists_may_be_good_enough():
    commands = Commands(failing=("update",))
    apt_install(commands, ["libegl1"])
    assert commands.ran[-1][0][-1] == "libegl1"


def test_a_user_without_a_terminal_gets_the_line_and_the_end(linux):
    commands = Commands()
    with pytest.raises(SetupError):
        bring_system_parts(commands, building=True)
    assert any("sudo apt-get install -y" in line and "libegl1" in line for line in commands.lines)
    assert commands.ran == []
    assert linux["shell"] == []


def test_a_yes_runs_the_very_line_that_was_shown(linux):
    linux["answer"] = "y"
    commands = Commands()
    ask_for_parts(commands, [EGL], "apt")
    ((_, _, line),) = linux["shell"]
    assert line in "".join(commands.lines)


def test_what_is_still_missing_afterwards_stops_the_set_up(linux):
    linux["answer"] = "y"
    with pytest.raises(SetupError, match=r"Still missing: libEGL\.so\.1"):
        bring_system_parts(Commands(), building=True)


def test_fonts_alone_do_not_stop_anything(linux):
    linux["missing"] = [CHINESE_FONT]
    commands = Commands()
    bring_system_parts(commands, building=True)
    assert any("fonts-noto-cjk" in line for line in commands.lines)


def test_an_unknown_linux_is_told_the_names(linux, monkeypatch):
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: None)
    commands = Commands()
    with pytest.raises(SetupError, match="No known package manager"):
        bring_system_parts(commands, building=True)
    assert any("libEGL.so.1" in line for line in commands.lines)


def test_other_package_managers_are_shown_but_not_run(linux):
    linux["answer"] = "y"
    commands = Commands()
    with pytest.raises(SetupError):
        ask_for_parts(commands, [COMPILER], "pacman")
    assert linux["shell"] == []
    assert any("sudo pacman -S --needed gcc" in line for line in commands.lines)


def test_a_complete_system_is_left_alone(linux):
    linux["missing"] = []
    commands = Commands()
    bring_system_parts(commands, building=True)
    assert commands.ran == commands.lines == []


def test_macos_names_xcode(monkeypatch):
    answer = type("Answer", (), {"returncode": 2})
    monkeypatch.setattr(system_parts.subprocess, "run", lambda *a, **k: answer)
    monkeypatch.setattr(system_parts, "has_compiler", lambda: False)
    with pytest.raises(SetupError, match="xcode-select --install"):
        check_macos()


def test_windows_names_the_build_tools(monkeypatch, tmp_path):
    monkeypatch.setenv("PROGRAMFILES(X86)", str(tmp_path))
    monkeypatch.setattr(system_parts.shutil, "which", lambda name: None)
    with pytest.raises(SetupError, match="Desktop development with C"):
        check_windows()
