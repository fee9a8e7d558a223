"""Brings what the operating system must have, or says what is missing and whence it comes."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from linux_parts import Part, has_compiler, missing_on_linux
from steps import SetupError, Steps

INSTALL_COMMANDS = {
    "apt": "apt-get install -y --no-install-recommends",
    "dnf": "dnf install",
    "pacman": "pacman -S --needed",
    "zypper": "zypper install",
}


def package_manager() -> str | None:
    """The package manager of this Linux that we know lines for."""
    programs = {"apt": "apt-get", "dnf": "dnf", "pacman": "pacman", "zypper": "zypper"}
    return next((name for name, program in programs.items() if shutil.which(program)), None)


def packages_for(parts: Iterable[Part], manager: str) -> list[str]:
    """The packages that bring `parts`, each once, in order."""
    return list(dict.fromkeys(part.packages[manager] for part in parts if manager in part.packages))


def install_line(manager: str, packages: Sequence[str]) -> str:
    """The one line for a shell that installs `packages` as an administrator."""
    install = f"sudo {INSTALL_COMMANDS[manager]} {shlex.join(packages)}"
    return f"sudo apt-get update && {install}" if manager == "apt" else install


def bring_linux_parts(steps: Steps, *, building: bool) -> None:
    """Installs what is missing where we may, else says how.

    Raises `SetupError` when a required part stays missing.
    """
    missing = missing_on_linux(building=building)
    if not missing:
        return
    manager = package_manager()
    if manager == "apt" and os.geteuid() == 0:
        apt_install(steps, packages_for(missing, manager))
    else:
        ask_for_parts(steps, missing, manager)
    still = [part.name for part in missing_on_linux(building=building) if part.required]
    if still:
        raise SetupError("Still missing: " + ", ".join(still))


def apt_install(steps: Steps, packages: Sequence[str]) -> None:
    """Installs Debian packages as root; lists that cannot be refreshed may still be good enough."""
    steps.say(f"   apt-get install {shlex.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        steps.run(["apt-get", "update"], quiet)
    except SetupError:
        steps.say("   (apt-get update failed; going on with the lists that are there)")
    # A fresh system may be updating itself at this very moment.
    patience = ["-o", "DPkg::Lock::Timeout=300"]
    steps.run([*INSTALL_COMMANDS["apt"].split(), *patience, *packages], quiet)


def ask_for_parts(steps: Steps, missing: Sequence[Part], manager: str | None) -> None:
    """Shows the line that installs `missing`; with apt and a terminal offers to run it."""
    required = [part for part in missing if part.required]
    steps.say("   Missing on this system: " + ", ".join(part.name for part in missing))
    if manager is None:
        if required:
            raise SetupError("No known package manager was found: please install these by hand.")
        return
    line = install_line(manager, packages_for(missing, manager))
    steps.say(f"   This line brings it:\n\n     {line}\n")
    if manager == "apt" and shutil.which("sudo") and says_yes("   Run it now? [y/N] "):
        subprocess.run(["/bin/sh", "-c", line], check=False)
    elif required:
        raise SetupError("Please run the line above first.")


def says_yes(question: str) -> bool:
    """Whether the user at the terminal agrees; without a terminal nobody does."""
    return sys.stdin.isatty() and input(question).strip().lower() in {"y", "yes"}


def check_macos() -> None:
    """Raises `SetupError` when the compiler of Apple's command line tools is missing."""
    found = subprocess.run(["xcode-select", "-p"], capture_output=True, check=False).returncode == 0
    if not found and not has_compiler():
        raise SetupError(
            "Apple's command line tools with the C++ compiler are missing. Install them with\n\n"
            "  xcode-select --install"
        )


def check_windows() -> None:
    """Raises `SetupError` when the Microsoft C++ compiler is missing."""
    folder = Path(os.environ.get("PROGRAMFILES(X86)", r"C:\Program Files (x86)"))
    vswhere = folder / "Microsoft Visual Studio" / "Installer" / "vswhere.exe"
    compiler = "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"
    ask = [str(vswhere), "-latest", "-products", "*", "-requires", compiler]
    found = vswhere.exists() and subprocess.run(ask, capture_output=True, check=False).stdout
    if not found and not shutil.which("cl"):
        raise SetupError(
            "The Microsoft C++ compiler is missing. Install the Build Tools for Visual Studio\n"
            'with the workload "Desktop development with C++" from\n'
            "https://visualstudio.microsoft.com/visual-cpp-build-tools/ or with\n\n"
            "  winget install Microsoft.VisualStudio.2022.BuildTools --override "
            '"--wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"'
        )


def bring_system_parts(steps: Steps, *, building: bool) -> None:
    """Makes sure of what the system must bring; without `building` only of what a start needs."""
    if sys.platform == "linux":
        bring_linux_parts(steps, building=building)
    elif building and sys.platform == "darwin":
        check_macos()
    elif building and sys.platform == "win32":
        check_windows()
