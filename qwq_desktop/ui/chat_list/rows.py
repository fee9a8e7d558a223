"""Which rows the chat list shows: chats that match the search, under captions by day. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from qwq_desktop.storage.records import ChatSummary


class Section(Enum):
    """How long ago a chat was last used, as the captions say it."""

    TODAY = 0
    YESTERDAY = 1
    WEEK = 2
    OLDER = 3


@dataclass(frozen=True)
class SectionRow:
    """A caption."""

    section: Section


@dataclass(frozen=True)
class ChatRow:
    """A chat."""

    chat: ChatSummary


Row = SectionRow | ChatRow


def section_of(updated_at: float, today: date) -> Section:
    """The section of a Unix time, by local days; a clock that runs ahead counts as today."""
    days = (today - datetime.fromtimestamp(updated_at).date()).days
    if days <= 0:
        return Section.TODAY
    if days == 1:
        return Section.YESTERDAY
    return Section.WEEK if days <= 7 else Section.OLDER


def matching(chats: Iterable[ChatSummary], words: str) -> list[ChatSummary]:
    """The chats whose title holds every word searched for, whatever its case."""
    wanted = words.casefold().split()
    return [chat for chat in chats if all(word in chat.title.casefold() for word in wanted)]


def rows_of(chats: Sequence[ChatSummary], today: date, words: str = "") -> list[Row]:
    """The rows to show, latest chat first, each section under its caption."""
    rows: list[Row] = []
    last: Section | None = None
    for chat in sorted(matching(chats, words), key=lambda c: (c.updated_at, c.id), reverse=True):
        section = section_of(chat.updated_at, today)
        if section is not last:
            rows.append(SectionRow(section))
            last = section
        rows.append(ChatRow(chat))
    return rows
