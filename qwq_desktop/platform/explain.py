"""Turns an error's code and facts into sentences in the user's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QCoreApplication

_UNKNOWN_FACT = "…"
_NAMES_NOT_AMOUNTS = ("exit_code", "status", "found", "known", "id")


@dataclass(frozen=True)
class Explanation:
    """What to tell the user, as plain text (never shown as HTML: facts may contain anything)."""

    title: str
    text: str

    @property
    def whole(self) -> str:
        """Title and text, a line each."""
        return f"{self.title}\n{self.text}".strip()


def explain(code: str, facts: Mapping[str, object]) -> Explanation:
    """Return the sentences for a code, in the language that is installed.

    Of an address (`url`), `host` and `file` are known too. Facts that are missing show as “…”; a
    code without sentences of its own is `unexpected`.
    """
    from qwq_desktop.platform.problems import PROBLEMS  # a program that does well needs none

    problem = PROBLEMS.get(code)
    if problem is None:
        problem = PROBLEMS["unexpected"]
        facts = {"code": code}
    facts = {**_parts_of(facts.get("url")), **facts}
    known = {name: _shown(name, value) for name, value in facts.items() if value not in (None, "")}
    text = _filled(problem.text, known)
    if problem.extra and _names(problem.extra) <= known.keys():
        text = f"{text}\n{_filled(problem.extra, known)}"
    return Explanation(_filled(problem.title, known), text)


def format_bytes(size_bytes: float) -> str:
    """Return a size as disks are sold (1 GB = 10^9 bytes), one decimal from MB up: `4.7 GB`."""
    size = float(size_bytes)
    units = iter((("kB", 0), ("MB", 1), ("GB", 1), ("TB", 1)))
    unit, digits = "B", 0
    while abs(round(size, digits)) >= 1000 and unit != "TB":
        size /= 1000
        unit, digits = next(units)
    return f"{size:.{digits}f} {unit}"


def filled(text: str, facts: Mapping[str, object]) -> str:
    """The text with its facts put in as people read them: sizes as sizes, counts with commas."""
    return text.format_map(_Known({name: _shown(name, value) for name, value in facts.items()}))


def _filled(source: str, known: dict[str, str]) -> str:
    translated = QCoreApplication.translate("Problems", source)
    return translated.format_map(_Known(known))


def _parts_of(url: object) -> dict[str, object]:
    """Whom an address belongs to, and the last part of its path."""
    try:
        parts = urlsplit(str(url or ""))
    except ValueError:
        return {}
    file = unquote(parts.path).rstrip("/").rpartition("/")[2]
    return {"host": parts.netloc.rpartition("@")[2], "file": file}


def _names(source: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(source) if name}


def _shown(name: str, value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if name.endswith("_bytes"):
            return format_bytes(value)
        if isinstance(value, int) and name not in _NAMES_NOT_AMOUNTS:
            return f"{value:,}"
    return str(value)


class _Known(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return _UNKNOWN_FACT
