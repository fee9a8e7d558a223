"""Runs a command with the services it needs."""

from qwq_desktop.platform import plain_imports  # noqa: F401 - before all that it makes quicker

# isort: split
import argparse
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from qwq_desktop.platform import i18n
from qwq_desktop.platform.paths import resources_dir
from qwq_desktop.services import build_services

# In which module each command is run, by its function `run_COMMAND`; only that one is imported.
_MODULES = {
    "ask": "ask",
    "chat": "ask",
    "prompt": "inspect",
    "models": "models",
    "chats": "chats",
    "documents": "documents",
    "doctor": "doctor",
}


def run_command(arguments: argparse.Namespace) -> int:
    """Run a parsed command; the exit status. Raises QwQError."""
    application = QCoreApplication.instance() or QCoreApplication(["qwq-desktop"])
    services = build_services(offline=arguments.offline)
    try:
        i18n.install(application, services.settings.value.language, resources_dir())
        module = import_module(f"qwq_desktop.cli.{_MODULES[arguments.command]}")
        status: int = getattr(module, f"run_{arguments.command}")(arguments, services)
        return status
    finally:
        services.close()
