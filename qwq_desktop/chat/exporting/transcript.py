"""The branch on show as entries with their headings: what the readable formats tell."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.remarks import unmarked
from qwq_desktop.storage.records import Attachment, Message, Role, ToolStep
from qwq_desktop.storage.whole_chats import WholeChat


@dataclass(frozen=True)
class Entry:
    """A message: who speaks, as a heading says it, and the words (Markdown)."""

    heading: str
    text: str
    is_user: bool
    thinking: str = ""
    tool_steps: tuple[ToolStep, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Transcript:
    """A chat to be read: its title, a line about it, its entries."""

    title: str
    subtitle: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Words:
    """The words of the program within an export, in the user's language."""

    you: str
    model: str
    thinking: str
    tool: str
    attachment: str

    @classmethod
    def translated(cls) -> "Words":
        """In the language that is installed."""
        translate = QCoreApplication.translate
        return cls(
            translate("Export", "You"),
            translate("Export", "Model"),
            translate("Export", "Thinking"),
            translate("Export", "Tool"),
            translate("Export", "Attachment"),
        )


def transcript(whole: WholeChat, options: ExportOptions) -> Transcript:
    """What a reader of the chat sees, along the branch on show."""
    words = Words.translated()
    entries = tuple(_entry(message, options, words) for message in whole.path)
    title = whole.chat.title or QCoreApplication.translate("Export", "Chat")
    day = time.strftime("%Y-%m-%d %H:%M", time.localtime(whole.chat.created_at))
    names = _models(whole.path)
    return Transcript(title, " · ".join([day, *names]), entries)


def _models(path: Iterable[Message]) -> list[str]:
    return list(dict.fromkeys(m.turn.model_name for m in path if m.turn.model_name))


def _entry(message: Message, options: ExportOptions, words: Words) -> Entry:
    if message.role is Role.USER:
        return Entry(words.you, message.text, True, attachments=message.attachments)
    heading = message.turn.model_name or words.model
    if not options.with_thinking:
        return Entry(heading, message.text, False)
    return Entry(
        heading, message.text, False, unmarked(message.thinking).strip(), message.tool_steps
    )
