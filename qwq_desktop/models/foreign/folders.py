"""The folders with GGUF files of programs that keep them under their own names."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qwq_desktop.models.foreign.found import Program
from qwq_desktop.models.foreign.surroundings import Surroundings

_MOST_SETTINGS = 1 << 20  # bytes
_MODEL_PATH = re.compile(r"^modelPath\s*=\s*(.+)$", re.MULTILINE)


def model_folders(program: Program, around: Surroundings) -> list[Path]:
    """Where a program may keep its models: as its settings say first, then its usual places."""
    places = {
        Program.LM_STUDIO: _lm_studio,
        Program.GPT4ALL: _gpt4all,
        Program.JAN: _jan,
    }
    return list(dict.fromkeys(places[program](around)))


def _lm_studio(around: Surroundings) -> Iterator[Path]:
    """As its settings say, in the home that its pointer names, today's and the older place."""
    pointer = _text(around.home / ".lmstudio-home-pointer").strip().partition("\n")[0]
    homes = [Path(pointer)] if pointer else []
    homes += [around.home / ".lmstudio", around.cache / "lm-studio"]
    for folder in (*homes, around.data / "LM Studio", around.settings / "LM Studio"):
        if chosen := _setting(folder / "settings.json", "downloadsFolder"):
            yield Path(chosen)
    yield from (home / "models" for home in homes)


def _gpt4all(around: Surroundings) -> Iterator[Path]:
    usual = around.local_data / "nomic.ai" / "GPT4All"
    for folder in (around.settings, around.home / ".config"):
        chosen = _MODEL_PATH.search(_text(folder / "nomic.ai" / "GPT4All.ini"))
        if chosen:
            yield Path(chosen[1].strip().strip('"'))
    yield usual
    if around.system not in ("win32", "darwin"):
        flatpak = around.home / ".var/app/io.gpt4all.gpt4all/data"
        yield flatpak / "nomic.ai" / "GPT4All"


def _jan(around: Surroundings) -> Iterator[Path]:
    """Of several versions: today's data folder, the one its settings name, and `~/jan`."""
    own = [around.data / "Jan", around.settings / "Jan"]
    data = [
        Path(chosen)
        for folder in own
        if (chosen := _setting(folder / "settings.json", "data_folder"))
    ]
    data += [*(folder / "data" for folder in own), around.home / "jan"]
    for folder in data:
        yield folder / "llamacpp" / "models"
        yield folder / "models"


def _setting(path: Path, key: str) -> str:
    """A text in a JSON file of settings, "" where there is none."""
    try:
        data: Any = json.loads(_text(path) or "{}")
    except ValueError:
        return ""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def _text(path: Path) -> str:
    """A small file's text, "" where it can't be read: settings of others are only a hint."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(_MOST_SETTINGS)
    except (OSError, ValueError):
        return ""
