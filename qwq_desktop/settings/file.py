"""Reads the file that keeps the user's settings; commands that need no Qt read it by themselves."""

import json
import logging
from pathlib import Path
from typing import Any

from qwq_desktop.platform.files import set_aside
from qwq_desktop.platform.notice import Notice
from qwq_desktop.settings.codec import decode
from qwq_desktop.settings.schema import Settings

_LOG = logging.getLogger(__name__)


def read_settings(path: Path) -> Settings:
    """The settings in a file; what can't be used has its default."""
    return decode(read_json(path)[0])[0]


def read_json(path: Path) -> tuple[dict[str, Any], tuple[Notice, ...]]:
    """The JSON object of the file, empty where there is none to be had, and what was found wrong.

    A damaged file is set aside.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}, ()
    except OSError as error:
        _LOG.warning("Settings %s cannot be read: %r", path, error)
        return {}, (Notice("settings_unreadable", {"path": str(path)}),)
    try:
        data = json.loads(content.decode("utf-8-sig"))  # editors on Windows may add a mark
        if not isinstance(data, dict):
            raise ValueError("not an object")
    except (ValueError, RecursionError) as error:
        _LOG.warning("Settings %s are damaged: %s", path, type(error).__name__)
        return {}, (Notice("settings_damaged", {"path": str(_kept(path))}),)
    return data, ()


def _kept(path: Path) -> Path:
    try:
        return set_aside(path)
    except OSError as error:
        _LOG.warning("Cannot set %s aside: %r", path, error)
        return path
