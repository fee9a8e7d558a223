"""What is said of a download: how far it is, how long it takes, what went wrong. Pure."""

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from qwq_desktop.models.download.item import DownloadItem, DownloadState
from qwq_desktop.platform.explain import explain, format_bytes
from qwq_desktop.ui.models.card import Verdict
from qwq_desktop.ui.models.line import Action, Line

_CONTEXT = "Downloads"
_HUBS = {
    "huggingface.co": "Hugging Face",
    "modelscope.cn": "ModelScope",
    "www.modelscope.cn": "ModelScope",
}
translate = QCoreApplication.translate
_UNDER_WAY = (Action.PAUSE, Action.CANCEL)


def download_line(item: DownloadItem, *, can_open: bool, asks: bool = False) -> Line:
    """The line of a download; `asks` whether what came of it may be thrown away."""
    size = format_bytes(item.total) if item.total else ""
    if asks:
        text = translate(_CONTEXT, "Throw away the {size} that have come?")
        text = text.format(size=format_bytes(item.done))
        return Line(size, item.title, text, actions=(Action.KEEP, Action.DISCARD))
    share = share_of(item)
    match item.state:
        case DownloadState.WAITING:
            return Line(
                size, item.title, translate(_CONTEXT, "waits for its turn"), actions=_UNDER_WAY
            )
        case DownloadState.RUNNING:
            text = _running_text(item)
            return Line(
                size, item.title, text, running_words(item), progress=share, actions=_UNDER_WAY
            )
        case DownloadState.CHECKING:
            text = translate(_CONTEXT, "is being checked")
            return Line(size, item.title, text, progress=share, actions=_UNDER_WAY)
        case DownloadState.PAUSED:
            actions = (Action.RESUME, Action.CANCEL)
            text = translate(_CONTEXT, "is paused")
            return Line(size, item.title, text, came_words(item), progress=share, actions=actions)
        case DownloadState.STALLED:
            text = _no_connection()
            actions = (Action.RETRY, Action.CANCEL)
            return Line(size, item.title, text, came_words(item), progress=share, actions=actions)
        case DownloadState.FAILED:
            return _failed_line(item, size)
        case DownloadState.DONE:
            text = translate(_CONTEXT, "is here and whole")
            opening = (Action.OPEN,) if can_open else ()
            return Line(size, item.title, text, actions=(*opening, Action.HIDE))


def share_of(item: DownloadItem) -> float:
    """How much of it is here, from 0 to 1; negative where nobody knows."""
    return min(1.0, item.done / item.total) if item.total else -1.0


def percent_words(item: DownloadItem) -> str:
    """How much of it is here, for a place with little room; "" where nobody knows."""
    share = share_of(item)
    return "" if share < 0 else f"{int(100 * share)} %"


def running_words(item: DownloadItem) -> str:
    """How far it is, how fast, how long still."""
    parts = [percent_words(item)]
    if item.speed >= 1.0:
        parts.append(speed_words(item.speed))
    if item.seconds_left is not None:
        parts.append(left_words(item.seconds_left))
    return " · ".join(filter(None, parts))


def came_words(item: DownloadItem) -> str:
    """How much of it is here."""
    if not item.total or not item.done:
        return format_bytes(item.done) if item.done else ""
    text = translate(_CONTEXT, "{done} of {total} are here")
    return text.format(done=format_bytes(item.done), total=format_bytes(item.total))


def speed_words(bytes_per_second: float) -> str:
    """A speed, without a decimal where it says nothing: 41 MB/s."""
    text = format_bytes(bytes_per_second)
    number, _, unit = text.partition(" ")
    return f"{round(float(number))} {unit}/s" if float(number) >= 10 else f"{text}/s"


def left_words(seconds: float) -> str:
    """How long it takes still."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return translate(_CONTEXT, "less than a minute left")
    if minutes < 90:
        return translate(_CONTEXT, "%n minutes left", "", minutes)
    return translate(_CONTEXT, "about %n hours left", "", round(minutes / 60))


def duration_words(seconds: float) -> str:
    """How long it would take."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return translate(_CONTEXT, "less than a minute to download")
    if minutes < 90:
        return translate(_CONTEXT, "about %n minutes to download", "", _rounded(minutes))
    return translate(_CONTEXT, "about %n hours to download", "", round(minutes / 60))


def source_of(item: DownloadItem) -> str:
    """Where it comes from: a hub's name, or a host."""
    host = urlsplit(item.files[0].url).hostname or ""
    return _HUBS.get(host, host)


def _running_text(item: DownloadItem) -> str:
    """What an item does whose turn it is: it may wait for a line, or for a busy server."""
    if item.trouble.startswith("HTTP "):
        return translate(_CONTEXT, "waits until the server has time for it")
    if item.trouble:
        return _no_connection()
    return translate(_CONTEXT, "comes from {source}").format(source=source_of(item))


def _no_connection() -> str:
    return translate(_CONTEXT, "has no connection and tries again by itself")


def _failed_line(item: DownloadItem, size: str) -> Line:
    if item.error is None:
        told = explain("unexpected", {})
    else:
        told = explain(item.error.code, item.error.facts)
    return Line(
        size,
        item.title,
        f"· {told.title}",
        told.text,
        caption_role="danger",
        badge=translate(_CONTEXT, "Failed"),
        verdict=Verdict.BAD,
        actions=(Action.RETRY, Action.REMOVE),
    )


def _rounded(minutes: int) -> int:
    """A guess needs no odd minutes beyond ten."""
    return minutes if minutes <= 10 else round(minutes / 5) * 5
