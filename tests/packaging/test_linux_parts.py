import sys

import linux_parts
import pytest
from linux_parts import (
    CHINESE_FONT,
    COMPILER,
    MONOSPACE_FONT,
    QT_LIBRARIES,
    font_files,
    has_compiler,
    has_library,
    has_venv,
    missing_fonts,
    missing_on_linux,
    venv_part,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")


def test_the_loader_is_asked_for_libraries():
    assert has_library("libc.so.6")
    assert not has_library("libqwq-does-not-exist.so.9")


def test_only_the_missing_libraries_are_named():
    missing = missing_on_linux(building=False, has_library=lambda name: name != "libEGL.so.1")
    assert [part.name for part in missing] == ["libEGL.so.1"]


def test_a_start_asks_for_no_compiler(monkeypatch):
    monkeypatch.setattr(linux_parts.shutil, "which", lambda name: None)
    assert missing_on_linux(building=False, has_library=lambda name: True) == []


def test_a_build_asks_for_what_a_bare_system_lacks(monkeypatch):
    monkeypatch.setattr(linux_parts.shutil, "which", lambda name: None)
    monkeypatch.setattr(linux_parts, "has_venv", lambda: False)
    monkeypatch.setattr(linux_parts, "font_files", list)
    missing = missing_on_linux(building=True, has_library=lambda name: False)
    assert missing[: len(QT_LIBRARIES)] == list(QT_LIBRARIES)
    for part in (COMPILER, MONOSPACE_FONT, CHINESE_FONT, venv_part()):
        assert part in missing


def test_ninja_makes_do_for_make(monkeypatch):
    monkeypatch.setattr(linux_parts.shutil, "which", lambda name: "/x" if name != "make" else None)
    monkeypatch.setattr(linux_parts, "has_venv", lambda: True)
    missing = missing_on_linux(building=True, has_library=lambda name: True)
    assert all(not part.required for part in missing)


def test_the_compiler_may_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("CXX", "my-c++")
    monkeypatch.setattr(linux_parts.shutil, "which", lambda name: name == "my-c++" or None)
    assert has_compiler()
    monkeypatch.delenv("CXX")
    assert not has_compiler()


def test_venv_without_ensurepip_does_not_count(monkeypatch):
    monkeypatch.setattr(
        linux_parts.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else 1
    )
    assert not has_venv()


def test_the_venv_package_is_that_of_this_python():
    assert venv_part().packages["apt"] == f"python3.{sys.version_info.minor}-venv"


@pytest.mark.parametrize(
    ("names", "lacking"),
    [
        ([], [MONOSPACE_FONT, CHINESE_FONT]),
        (["DejaVuSansMono.ttf"], [CHINESE_FONT]),
        (["NotoSansCJK-Regular.ttc"], [MONOSPACE_FONT]),
        (["LiberationMono-Bold.ttf", "wqy-microhei.ttc"], []),
    ],
)
def test_fonts_are_told_by_their_files(names, lacking):
    assert missing_fonts(names) == lacking


def test_fonts_are_looked_for_in_all_folders(tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/Some.TTF").touch()
    (tmp_path / "a/readme.txt").touch()
    assert font_files([tmp_path, tmp_path / "missing"]) == ["Some.TTF"]


def test_every_library_has_packages_for_all_managers():
    for part in QT_LIBRARIES:
        assert set(part.packages) == {"apt", "dnf", "pacman", "zypper"}
