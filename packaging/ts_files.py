"""Reads and writes Qt's .ts files: the texts of the program with their translations."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from source_texts import SourceText

HEADER = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'


@dataclass(frozen=True)
class Translation:
    """What a text is in another language: one form, or one for each plural of that language."""

    forms: tuple[str, ...]
    finished: bool = True

    @property
    def is_usable(self) -> bool:
        """Whether a reader can be shown it: finished, and no form empty."""
        return self.finished and bool(self.forms) and all(self.forms)


@dataclass(frozen=True)
class TsFile:
    """A language's file: `plural_forms` is how many the language has (English 2, Chinese 1)."""

    language: str
    plural_forms: int
    translations: dict[SourceText, Translation] = field(default_factory=dict)


def parse(content: str) -> dict[SourceText, Translation]:
    """The translations in a .ts file's `content`."""
    root = ET.fromstring(content)
    found = {}
    for context in root.iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            plural = message.get("numerus") == "yes"
            source, comment = message.findtext("source") or "", message.findtext("comment") or ""
            found[SourceText(name, source, comment, plural)] = _translation(message, plural=plural)
    return found


def _translation(message: ET.Element, *, plural: bool) -> Translation:
    element = message.find("translation")
    if element is None:
        return Translation((), finished=False)
    parts = list(element.iter("numerusform")) if plural else [element]
    forms = [part.text or "" for part in parts]
    return Translation(tuple(forms), finished=element.get("type") is None)


def merge(
    texts: Iterable[SourceText], earlier: dict[SourceText, Translation], plural_forms: int
) -> dict[SourceText, Translation]:
    """Each text with its earlier translation, or an empty one; those of vanished texts go."""
    empty = Translation(("",), finished=False)
    empty_plural = Translation(("",) * plural_forms, finished=False)
    return {text: earlier.get(text, empty_plural if text.plural else empty) for text in texts}


def render(file: TsFile) -> str:
    """The .ts file's content; the same texts always give the same bytes."""
    lines = [f'{HEADER}<TS version="2.1" language="{file.language}" sourcelanguage="en">']
    for context, texts in groupby(sorted(file.translations), key=lambda text: text.context):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for text in texts:
            lines += _message(text, file.translations[text])
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(text: SourceText, translation: Translation) -> list[str]:
    mark = "" if translation.is_usable else ' type="unfinished"'
    lines = ['    <message numerus="yes">' if text.plural else "    <message>"]
    lines.append(f"        <source>{escape(text.source)}</source>")
    if text.comment:
        lines.append(f"        <comment>{escape(text.comment)}</comment>")
    if text.plural:
        lines.append(f"        <translation{mark}>")
        forms = translation.forms
        lines += [f"            <numerusform>{escape(form)}</numerusform>" for form in forms]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{mark}>{escape(translation.forms[0])}</translation>")
    return [*lines, "    </message>"]


def load(path: Path) -> dict[SourceText, Translation]:
    """The translations of the file at `path`; none where there is no file yet."""
    return parse(path.read_text(encoding="utf-8")) if path.exists() else {}
