"""Reads a file of chats, whoever wrote it."""

import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from qwq_desktop.chat.importing.chatgpt import is_chatgpt, read_chatgpt
from qwq_desktop.chat.importing.lm_studio import is_lm_studio, read_lm_studio
from qwq_desktop.chat.importing.open_webui import is_open_webui, read_open_webui
from qwq_desktop.chat.importing.own import is_own, read_own
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.whole_chats import WholeChat

LARGEST_BYTES = 400_000_000  # of JSON, packed or not
_MEMBER = "conversations.json"
_READERS: tuple[tuple[Callable[[Any], bool], Callable[[Any], list[WholeChat]]], ...] = (
    (is_own, read_own),
    (is_chatgpt, read_chatgpt),
    (is_open_webui, read_open_webui),
    (is_lm_studio, read_lm_studio),
)


def read_chats(path: Path, largest_bytes: int = LARGEST_BYTES) -> list[WholeChat]:
    """The chats of a file with at least one message, whichever of the known programs wrote it.

    A .zip is ChatGPT's, with a `conversations.json`. Raises QwQError: `import_unreadable`,
    `import_unknown`, `import_too_large`, `import_newer`, `import_empty`.
    """
    try:
        data = _parsed(path, largest_bytes)
        found = next((read(data) for suits, read in _READERS if suits(data)), None)
    except QwQError as error:
        raise QwQError(error.code, detail=error.detail, path=str(path), **error.facts) from error
    if found is None:
        raise QwQError("import_unknown", path=str(path))
    chats = [whole for whole in found if whole.messages]
    if not chats:
        raise QwQError("import_empty", path=str(path))
    return chats


def _parsed(path: Path, largest_bytes: int) -> Any:
    try:
        read = _packed if zipfile.is_zipfile(path) else _plain
        raw = read(path, largest_bytes)
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError) as error:
        raise QwQError("import_unreadable", reason=str(error)) from error
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=lambda _name: None)
    except (ValueError, RecursionError) as error:
        raise QwQError("import_unknown", detail=repr(error)[:500]) from error


def _plain(path: Path, largest_bytes: int) -> bytes:
    with path.open("rb") as file:
        raw = file.read(largest_bytes + 1)
    if len(raw) > largest_bytes:
        _refuse(largest_bytes)
    return raw


def _packed(path: Path, largest_bytes: int) -> bytes:
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.rpartition("/")[2] == _MEMBER]
        if not names:
            raise QwQError("import_unknown", detail="no conversations.json in the archive")
        with packed.open(min(names, key=len)) as member:  # what it says of its size isn't trusted
            raw = member.read(largest_bytes + 1)
    if len(raw) > largest_bytes:
        _refuse(largest_bytes)
    return raw


def _refuse(largest_bytes: int) -> NoReturn:
    raise QwQError("import_too_large", size_bytes=largest_bytes)
