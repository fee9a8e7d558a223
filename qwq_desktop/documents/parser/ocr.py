"""Reads pictures of text through Tesseract, where the user has installed it."""

import csv
import io
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.documents.parser.pdf.shapes import Glyph, Run

_TIMEOUT_S = 50  # a page
_WANTED = ("eng", "chi_sim", "chi_tra")
_PLACES = (  # where installers put it without telling PATH
    "/opt/homebrew/bin/tesseract",
    "/usr/local/bin/tesseract",
    r"C:\Program Files\Tesseract-OCR\tesseract.exe",
)
_WORD_LEVEL = "5"
_LEAST_CONFIDENCE = 20.0
_TALL = 1.25  # a line's height to its font size
_NO_WINDOW = 0x08000000  # CREATE_NO_WINDOW of WinBase.h

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Word:
    """A word that was recognised, in pixels; `top` and `bottom` are those of its line."""

    text: str
    left: int
    top: int
    right: int
    bottom: int

    def as_run(self, x_scale: float, y_scale: float) -> Run:
        """The word as if it had been written; its characters share its width."""
        left, right = self.left * x_scale, self.right * x_scale
        top, bottom = self.top * y_scale, self.bottom * y_scale
        step = (right - left) / len(self.text)
        glyphs: list[Glyph] = [
            (character, (left + step * number, top, left + step * (number + 1), bottom))
            for number, character in enumerate(self.text)
        ]
        return Run(glyphs, left, top, right, bottom, (bottom - top) / _TALL)


def program() -> str | None:
    """Where Tesseract is; None where it isn't."""
    found = shutil.which("tesseract")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def languages() -> str:
    """Those of Tesseract's languages that are of use, in its own notation; "" for none."""
    command = program()
    if command is None:
        return ""
    output = _run([command, "--list-langs"], b"")
    known = (output or b"").decode("utf-8", "replace").split()
    return "+".join(language for language in _WANTED if language in known)


def words(columns: int, rows: int, pixels: bytes, known: str) -> list[Word] | None:
    """The words in a picture (red, green, blue of each pixel); None when Tesseract fails."""
    command = program()
    if command is None:
        return None
    picture = b"P6 %d %d 255\n" % (columns, rows) + pixels
    output = _run([command, "stdin", "stdout", "-l", known, "tsv"], picture)
    if output is None:
        return None
    return list(_joined(_words(output.decode("utf-8", "replace"))))


def _words(table: str) -> Iterator[tuple[tuple[str, ...], Word]]:
    """The words of Tesseract's table, each with the numbers of its line."""
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != _WORD_LEVEL or not row[11].strip():
            continue
        try:
            left, top, width, height = map(int, row[6:10])
            if float(row[10]) < _LEAST_CONFIDENCE or width <= 0 or height <= 0:
                continue
        except ValueError:
            continue
        text = row[11].strip()
        yield tuple(row[1:5]), Word(text, left, top, left + width, top + height)


def _joined(found: Iterator[tuple[tuple[str, ...], Word]]) -> Iterator[Word]:
    """The words, as high as their lines: small letters and large ones stand on one."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for line, word in found:
        lines.setdefault(line, []).append(word)
    for members in lines.values():
        top, bottom = min(word.top for word in members), max(word.bottom for word in members)
        for word in members:
            yield Word(word.text, word.left, top, word.right, bottom)


def _run(command: list[str], data: bytes) -> bytes | None:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=_TIMEOUT_S,
            env=environment,
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        _log.warning("tesseract failed: %r", error)
        return None
    return done.stdout
