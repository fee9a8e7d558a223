"""Short wordings of a hit: where the words were found, and when they were written."""

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from qwq_desktop.storage.search import Part, SearchHit

translate = QCoreApplication.translate


def part_text(part: Part) -> str:
    """Where the words were found."""
    return {
        Part.TITLE: translate("SearchResults", "Title"),
        Part.QUESTION: translate("SearchResults", "You"),
        Part.THINKING: translate("SearchResults", "Thinking"),
        Part.ANSWER: translate("SearchResults", "Answer"),
    }[part]


def time_text(at: float, now: float, locale: QLocale) -> str:
    """The time of a Unix time today, else its day."""
    then = QDateTime.fromSecsSinceEpoch(int(at))
    if then.date() == QDateTime.fromSecsSinceEpoch(int(now)).date():
        return locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    return locale.toString(then.date(), QLocale.FormatType.ShortFormat)


def spoken(hit: SearchHit, when: str) -> str:
    """A hit as one line, for screen readers and tool tips."""
    parts = [hit.chat_title, part_text(hit.part), hit.snippet.text, when]
    return " · ".join(parts[:1] + parts[3:] if hit.part is Part.TITLE else parts)
