"""Chats as Markdown: the model's own words unchanged, the program's around them."""

import re

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.exporting.transcript import Entry, Words, transcript
from qwq_desktop.storage.whole_chats import WholeChat

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})", re.M)
_SPECIAL = re.compile(r"([\\`*_\[\]<>#$])")


def to_markdown(whole: WholeChat, options: ExportOptions) -> bytes:
    """The branch on show as one Markdown text, UTF-8."""
    shown = transcript(whole, options)
    parts = [f"# {escaped(shown.title)}", shown.subtitle]
    for entry in shown.entries:
        parts += _entry(entry)
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """A line of plain words that Markdown shows as they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def fenced(text: str, language: str = "") -> str:
    """Text in a fence that is longer than any within it."""
    longest = max((len(m[1]) for m in _FENCE.finditer(text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _entry(entry: Entry) -> list[str]:
    words = Words.translated()
    parts = [f"## {escaped(entry.heading)}"]
    if entry.thinking:
        parts.append(_quoted(f"**{words.thinking}**\n\n{entry.thinking}"))
    for step in entry.tool_steps:
        body = fenced(f"{step.name}({step.arguments})\n→ {step.result}")
        parts.append(_quoted(f"**{words.tool}: {escaped(step.name)}**\n\n{body}"))
    parts.append(entry.text.strip())
    for attached in entry.attachments:
        parts += [f"**{words.attachment}: {escaped(attached.name)}**", fenced(attached.text)]
    return parts


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
