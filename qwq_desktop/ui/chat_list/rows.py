"""Which rows the chat list shows: chats that match the search, pinned, in folders, by day. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from qwq_desktop.storage.records import ChatSummary


class Shelf(Enum):
    """What the list shows: the chats in use, or those put away."""

    CHATS = "chats"
    ARCHIVE = "archive"


class Section(Enum):
    """What the rows under a caption share: the user's order, or how long ago they were used."""

    PINNED = -2
    FOLDERS = -1
    TODAY = 0
    YESTERDAY = 1
    WEEK = 2
    OLDER = 3


@dataclass(frozen=True)
class SectionRow:
    """A caption."""

    section: Section


@dataclass(frozen=True)
class FolderRow:
    """A folder with how many of its chats match; `is_open` shows them below."""

    name: str
    count: int
    is_open: bool


@dataclass(frozen=True)
class ChatRow:
    """A chat; `is_nested`: it stands below its folder."""

    chat: ChatSummary
    is_nested: bool = False


Row = SectionRow | FolderRow | ChatRow


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


def on_shelf(chats: Iterable[ChatSummary], shelf: Shelf) -> list[ChatSummary]:
    """The chats in use, or those put away."""
    return [c for c in chats if (c.archived_at is not None) == (shelf is Shelf.ARCHIVE)]


def folders_of(chats: Iterable[ChatSummary]) -> list[str]:
    """The names of all folders, by the alphabet."""
    return sorted({chat.folder for chat in chats if chat.folder}, key=str.casefold)


def rows_of(
    chats: Sequence[ChatSummary],
    today: date,
    words: str = "",
    shelf: Shelf = Shelf.CHATS,
    folded: Collection[str] = (),
) -> list[Row]:
    """The rows to show, latest chat first: pinned ones, then folders, then the others by day.

    The `folded` folders show no chats, unless words are searched for. The archive has neither pins
    nor folders.
    """
    found = matching(on_shelf(chats, shelf), words)
    latest = sorted(found, key=lambda c: (c.updated_at, c.id), reverse=True)
    if shelf is Shelf.ARCHIVE:
        return _by_day(latest, today)
    pinned = [chat for chat in latest if chat.is_pinned]
    others = [chat for chat in latest if not chat.is_pinned]
    rows: list[Row] = [SectionRow(Section.PINNED)] if pinned else []
    rows += map(ChatRow, pinned)
    folders = folders_of(others)
    rows += [SectionRow(Section.FOLDERS)] if folders else []
    for name in folders:
        inside = [chat for chat in others if chat.folder == name]
        is_open = bool(words.split()) or name not in folded
        rows.append(FolderRow(name, len(inside), is_open))
        rows += [ChatRow(chat, is_nested=True) for chat in inside if is_open]
    return rows + _by_day([chat for chat in others if not chat.folder], today)


def _by_day(chats: Iterable[ChatSummary], today: date) -> list[Row]:
    """Each section under its caption."""
    rows: list[Row] = []
    last: Section | None = None
    for chat in chats:
        section = section_of(chat.updated_at, today)
        if section is not last:
            rows.append(SectionRow(section))
            last = section
        rows.append(ChatRow(chat))
    return rows
