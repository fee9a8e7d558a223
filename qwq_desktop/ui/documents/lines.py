"""What the list says of a document: its line, its remark and what can be done about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from qwq_desktop.documents.shelf import Entry
from qwq_desktop.documents.states import DocumentState, Status
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.platform.notice import Notice
from qwq_desktop.ui.sentences import joined

_CONTEXT = "DocumentLine"
_SEPARATOR = " · "
translate = QCoreApplication.translate


class Tone(StrEnum):
    """How a line sounds; its colour."""

    QUIET = "quiet"
    LIVE = "live"
    WARNING = "warning"
    DANGER = "danger"


class Remedy(StrEnum):
    """The one thing to do about a document that isn't as it should be."""

    NONE = ""
    READ_AGAIN = "read-again"
    GIVE_PASSWORD = "give-password"
    LOCATE = "locate"


@dataclass(frozen=True)
class DocumentLine:
    """A document as the list shows it.

    `state` stands before `caption` in the tone's colour. `remark` and `advice` say what is wrong
    and what to do, below. `progress` is a share, negative where nobody knows, None where nothing
    runs.
    """

    document_id: int
    name: str
    caption: str
    state: str = ""
    tone: Tone = Tone.QUIET
    remark: str = ""
    advice: str = ""
    more: str = ""  # further remarks, for the tip
    remedy: Remedy = Remedy.NONE
    progress: float | None = None

    @property
    def spoken(self) -> str:
        """The line for screen readers."""
        return ". ".join(
            filter(None, (self.name, self.state, self.remark, self.advice, self.caption))
        )


def line_of(
    entry: Entry, collections: Mapping[int, str], now: float, locale: QLocale
) -> DocumentLine:
    """The line of a document; `collections` has the names by id, `now` is Unix time."""
    caption = _caption(entry, collections, now, locale)
    document = entry.document
    match entry.status.state:
        case DocumentState.WAITING:
            state = translate(_CONTEXT, "Waiting to be read")
            return DocumentLine(document.id, document.name, caption, state)
        case DocumentState.READING:
            return _reading(entry, caption)
        case DocumentState.READY:
            return _ready(entry, caption)
        case _:
            return _troubled(entry, caption)


def is_in_need(entry: Entry) -> bool:
    """Whether the user should have a look at a document."""
    state = entry.status.state
    quiet = (DocumentState.WAITING, DocumentState.READING, DocumentState.READY)
    return state not in quiet or entry.status.has_findings


def reason_of(entry: Entry) -> str:
    """Why a document can't be used now, in a sentence; "" where it can."""
    line = line_of(entry, {}, 0.0, QLocale())
    return line.remark if line.tone in (Tone.WARNING, Tone.DANGER) else ""


def remedy_text(remedy: Remedy) -> str:
    """The words of the button that does it."""
    return {
        Remedy.NONE: "",
        Remedy.READ_AGAIN: translate(_CONTEXT, "Read again"),
        Remedy.GIVE_PASSWORD: translate(_CONTEXT, "Give password"),
        Remedy.LOCATE: translate(_CONTEXT, "Find it…"),
    }[remedy]


def day_text(at: float, now: float, locale: QLocale) -> str:
    """The day of a Unix time as one says it."""
    then = QDateTime.fromSecsSinceEpoch(int(at)).date()
    days = then.daysTo(QDateTime.fromSecsSinceEpoch(int(now)).date())
    if days <= 0:
        return translate(_CONTEXT, "today")
    return (
        translate(_CONTEXT, "yesterday")
        if days == 1
        else locale.toString(then, QLocale.FormatType.ShortFormat)
    )


def reading_text(status: Status) -> str:
    """How far the reading of a document is."""
    if not _has_page(status):
        return translate(_CONTEXT, "Reading…")
    words = translate(_CONTEXT, "Reading page {page} of {pages}")
    return words.format(page=status.page, pages=status.pages)


def _reading(entry: Entry, caption: str) -> DocumentLine:
    status, document = entry.status, entry.document
    share = status.page / status.pages if _has_page(status) else -1.0
    return DocumentLine(
        *(document.id, document.name, caption, reading_text(status), Tone.LIVE), progress=share
    )


def _has_page(status: Status) -> bool:
    return 0 < status.page <= status.pages


def _ready(entry: Entry, caption: str) -> DocumentLine:
    document = entry.document
    findings = [_explained(one, document.name) for one in entry.status.findings]
    if not findings:
        return DocumentLine(document.id, document.name, caption)
    title, advice = findings[0]
    more = "\n".join(f"{one}. {text}" for one, text in findings[1:])
    return DocumentLine(
        *(document.id, document.name, caption, "", Tone.WARNING, title, advice, more)
    )


def _troubled(entry: Entry, caption: str) -> DocumentLine:
    document, status = entry.document, entry.status
    remedy, tone = Remedy.READ_AGAIN, Tone.WARNING
    match status.state:
        case DocumentState.CHANGED:
            title = translate(_CONTEXT, "Changed since it was read")
            advice = translate(
                _CONTEXT, "Answers still come from the text as it was. Read it again to catch up."
            )
        case DocumentState.MISSING:
            remedy = Remedy.LOCATE
            title = translate(_CONTEXT, "Its file is not where it was")
            advice = translate(_CONTEXT, "It was moved, renamed or deleted.")
            if status.is_searchable:
                still = translate(_CONTEXT, "What was read of it is still found.")
                advice = joined(advice, still)
        case _:
            title, advice = _explained(status.trouble or Notice("unexpected"), document.name)
            if status.state is DocumentState.NEEDS_PASSWORD:
                remedy = Remedy.GIVE_PASSWORD
            else:
                tone = Tone.DANGER
    return DocumentLine(*(document.id, document.name, caption, "", tone, title, advice, "", remedy))


def _explained(notice: Notice, name: str) -> tuple[str, str]:
    explanation = explain(notice.code, {"name": name, **notice.facts})
    return explanation.title, joined(*explanation.text.split("\n"))


def _caption(entry: Entry, collections: Mapping[int, str], now: float, locale: QLocale) -> str:
    suffix = PurePath(entry.document.name).suffix[1:].upper()
    parts = [suffix] if 0 < len(suffix) <= 6 else []
    if entry.is_paged and entry.status.pages:
        parts.append(translate(_CONTEXT, "%n page(s)", "", entry.status.pages))
    if entry.size_bytes:
        parts.append(format_bytes(entry.size_bytes))
    if now:
        added = translate(_CONTEXT, "added {day}")
        parts.append(added.format(day=day_text(entry.document.added_at, now, locale)))
    within = [collections[one] for one in sorted(entry.collection_ids) if one in collections]
    if within:
        parts.append(", ".join(within))
    return _SEPARATOR.join(parts)
