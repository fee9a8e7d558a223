"""Runs a command with the services it needs."""

import argparse
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from qwq_desktop.cli import ask, chats, doctor, inspect, models
from qwq_desktop.platform import i18n
from qwq_desktop.platform.paths import resources_dir
from qwq_desktop.services import Services, build_services

_COMMANDS: dict[str, Callable[[argparse.Namespace, Services], int]] = {
    "ask": ask.run_ask,
    "chat": ask.run_chat,
    "prompt": inspect.run_prompt,
    "models": models.run_models,
    "chats": chats.run_chats,
    "doctor": doctor.run_doctor,
}


def run_command(arguments: argparse.Namespace) -> int:
    """Run a parsed command; the exit status. Raises QwQError."""
    application = QCoreApplication.instance() or QCoreApplication(["qwq-desktop"])
    services = build_services(offline=arguments.offline)
    try:
        i18n.install(application, services.settings.value.language, resources_dir())
        return _COMMANDS[arguments.command](arguments, services)
    finally:
        services.close()
