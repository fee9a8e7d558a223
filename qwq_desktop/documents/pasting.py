"""Keeps a pasted text as a file, so that it is a document like any other. Blocking."""

import os
import re
from pathlib import Path

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.files import write_atomically
from qwq_desktop.platform.text import sanitised

_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\x7f]+')
_LONGEST_NAME = 60  # characters
_SUFFIX = ".md"  # headings and tables of a pasted text are seen; plain text reads the same


def title_of(text: str) -> str:
    """A name for a text: its first words."""
    line = next(filter(None, map(str.strip, text.splitlines())), "")
    return line.lstrip("#*->= \t")


def keep_text(folder: Path, text: str, title: str) -> Path:
    """Write a text to a file of its own; its path.

    Raises QwQError: `file_unwritable`, `document_empty`.
    """
    if not text.strip():
        raise QwQError("document_empty", name=title)
    words = " ".join(_UNFIT.sub(" ", sanitised(title)).split())
    name = words[:_LONGEST_NAME].strip(" .") or "Text"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _free(folder, name)
        write_atomically(path, sanitised(text).encode("utf-8"))
    except OSError as error:
        raise QwQError("file_unwritable", detail=repr(error), path=str(folder)) from error
    return path


def drop_kept(folder: Path, paths: list[str]) -> None:
    """Delete those of the files that `keep_text` made; what is elsewhere is the user's own."""
    for path in map(Path, paths):
        if path.parent == Path(os.path.realpath(folder)):
            path.unlink(missing_ok=True)


def _free(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}{_SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{name} {number}{_SUFFIX}"
    return path
