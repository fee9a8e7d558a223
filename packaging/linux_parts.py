"""What Linux must bring (compiler, venv, Qt's libraries, fonts), and what of it is missing."""

import ctypes
import importlib
import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CHINESE_FONT_FILE = re.compile(
    r"cjk|sourcehan|wqy|uming|ukai|droidsansfallback|notosanssc|notoserifsc", re.IGNORECASE
)
MONOSPACE_FONT_FILE = re.compile(r"mono|courier|consol|cousine", re.IGNORECASE)
FONT_SUFFIXES = {".ttf", ".otf", ".ttc", ".pcf", ".pfb"}


@dataclass(frozen=True)
class Part:
    """Something of the system that we need, and the packages that bring it by package manager.

    `required` false marks a part that the program can do without.
    """

    name: str
    packages: dict[str, str]
    required: bool = True


def library(soname: str, apt: str, pacman: str) -> Part:
    """A shared library; RPM's package managers take its own name as a requirement."""
    rpm = f"{soname}()(64bit)"
    return Part(soname, {"apt": apt, "pacman": pacman, "dnf": rpm, "zypper": rpm})


def tool(name: str, apt: str, dnf: str, pacman: str, zypper: str, *, required: bool = True) -> Part:
    """A program, a module or files, under the name that each package manager has for it."""
    return Part(name, {"apt": apt, "dnf": dnf, "pacman": pacman, "zypper": zypper}, required)


COMPILER = tool("a C++ compiler", "g++", "gcc-c++", "gcc", "gcc-c++")
MAKE = tool("make", "make", "make", "make", "make")
MONOSPACE_FONT = tool(
    "a monospace font",
    "fonts-dejavu-core",
    "dejavu-sans-mono-fonts",
    "ttf-dejavu",
    "dejavu-fonts",
    required=False,
)
CHINESE_FONT = tool(
    "a Chinese font",
    "fonts-noto-cjk",
    "google-noto-sans-cjk-fonts",
    "noto-fonts-cjk",
    "noto-sans-sc-fonts",
    required=False,
)
# What QtWidgets and its X11 and Wayland plug-ins link to and PySide6's wheels do not carry (ldd,
# Debian 12).
QT_LIBRARIES = (
    library("libEGL.so.1", "libegl1", "libglvnd"),
    library("libGL.so.1", "libgl1", "libglvnd"),
    library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    library("libdbus-1.so.3", "libdbus-1-3", "dbus"),
    library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    library("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
    library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    library("libwayland-cursor.so.0", "libwayland-cursor0", "wayland"),
    library("libwayland-egl.so.1", "libwayland-egl1", "wayland"),
)


def venv_part() -> Part:
    """The venv module for the Python that runs this; Debian splits it off, others do not."""
    return Part(
        "Python's venv module",
        {"apt": f"python{sys.version_info.major}.{sys.version_info.minor}-venv"},
    )


def has_library(soname: str) -> bool:
    """Whether the dynamic loader itself finds `soname`."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def has_compiler() -> bool:
    """Whether CMake would find a C++ compiler: `$CXX` or one under its usual names."""
    return any(
        shutil.which(name) for name in (os.environ.get("CXX", ""), "c++", "g++", "clang++") if name
    )


def has_venv() -> bool:
    """Whether `python -m venv` can give an environment its pip."""
    importlib.invalidate_caches()
    return (
        importlib.util.find_spec("venv") is not None
        and importlib.util.find_spec("ensurepip") is not None
    )


def font_files(folders: Iterable[Path] | None = None) -> list[str]:
    """Names of the font files in the system's and the user's font folders."""
    home = Path.home()
    usual = (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        home / ".local/share/fonts",
    )
    return [
        name
        for folder in (usual if folders is None else folders)
        for _, _, names in os.walk(folder)
        for name in names
        if Path(name).suffix.lower() in FONT_SUFFIXES
    ]


def missing_fonts(names: Sequence[str]) -> list[Part]:
    """The fonts that no file in `names` stands for; Latin text has the bundled Inter."""
    wanted = ((MONOSPACE_FONT, MONOSPACE_FONT_FILE), (CHINESE_FONT, CHINESE_FONT_FILE))
    return [part for part, pattern in wanted if not any(map(pattern.search, names))]


def missing_on_linux(
    *, building: bool, has_library: Callable[[str], bool] = has_library
) -> list[Part]:
    """What this Linux lacks; all but the libraries counts only when something will be built."""
    missing = [part for part in QT_LIBRARIES if not has_library(part.name)]
    if building:
        missing += [] if has_compiler() else [COMPILER]
        missing += [] if shutil.which("make") or shutil.which("ninja") else [MAKE]
        missing += [] if has_venv() else [venv_part()]
        missing += missing_fonts(font_files())
    return missing
