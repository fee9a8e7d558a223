"""The words of the search: hubs, licences, counts, days, and how a file would run here."""

import re
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from qwq_desktop.models.advice import Fit, Option
from qwq_desktop.models.browsing import Fitting
from qwq_desktop.models.catalogue_entry import HubSource
from qwq_desktop.models.hubs.choice import HubAnswer
from qwq_desktop.models.hubs.hub import HubModel
from qwq_desktop.models.hubs.offers import Offer
from qwq_desktop.platform.advising import tell
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.platform.i18n import CHINESE, active_language
from qwq_desktop.ui.models.card import Verdict
from qwq_desktop.ui.numbers import grouped

_CONTEXT = "HubSearch"
_ZERO_WIDTH_SPACE = "\u200b"
_SEPARATOR = " · "
_LICENCES = {
    "apache-2.0": "Apache-2.0",
    "mit": "MIT",
    "cc-by-4.0": "CC BY 4.0",
    "cc-by-nc-4.0": "CC BY-NC 4.0",
    "gpl-3.0": "GPL-3.0",
}
translate = QCoreApplication.translate


def hub_name(source: HubSource) -> str:
    """A hub's own name."""
    return {HubSource.HUGGINGFACE: "Hugging Face", HubSource.MODELSCOPE: "ModelScope"}[source]


def answers_text(answers: tuple[HubAnswer, ...]) -> str:
    """How the hubs answered, in one line."""
    return _SEPARATOR.join(map(_answer, answers))


def facts_of(model: HubModel) -> str:
    """What the hub tells of a repository: downloads, likes, licence, day."""
    downloads = translate(_CONTEXT, "%n downloads", "", model.downloads or 0)
    likes = translate(_CONTEXT, "%n likes", "", model.likes or 0)
    counts = (_counted(downloads, model.downloads), _counted(likes, model.likes))
    licence = _LICENCES.get(model.licence.lower(), model.licence)
    return _SEPARATOR.join(filter(None, (*counts, licence, _day(model.updated_at))))


def facts_of_offer(offer: Offer, option: Option | None) -> str:
    """Size, parts, and with a header's help the speed and the room for text."""
    size = "" if offer.size is None else format_bytes(offer.size)
    count = len(offer.files)
    parts = translate(_CONTEXT, "%n files", "", count) if count > 1 else ""
    return _SEPARATOR.join(filter(None, (size, parts, *_promises(option))))


def breakable(name: str) -> str:
    """A name without spaces, with places where a line may break."""
    return re.sub(r"(?<=[-_./])", _ZERO_WIDTH_SPACE, name)


def verdict(fitting: Fitting) -> tuple[str, Verdict]:
    """The badge for an offer; "" where nothing is known."""
    option = fitting.option
    if option is None:
        return (
            (translate(_CONTEXT, "Does not fit"), Verdict.BAD)
            if fitting.is_too_large
            else ("", Verdict.PLAIN)
        )
    return {
        Fit.GPU: (translate(_CONTEXT, "Fits"), Verdict.GOOD),
        Fit.PARTLY: (translate(_CONTEXT, "Fits partly"), Verdict.CAUTION),
        Fit.MEMORY: (translate(_CONTEXT, "Fits"), Verdict.GOOD),
        Fit.NO: (translate(_CONTEXT, "Does not fit"), Verdict.BAD),
    }[option.fit]


def judgement(fitting: Fitting) -> str:
    """The sentence for an offer; "" where its header tells nothing that its size doesn't."""
    if fitting.option is not None:
        return tell(fitting.option.finding.code, fitting.option.finding.facts)
    if fitting.is_too_large:
        return translate(_CONTEXT, "The file alone is larger than this computer's memory.")
    return ""


def _promises(option: Option | None) -> tuple[str, ...]:
    if option is None or option.fit is Fit.NO:
        return ()
    context = translate(_CONTEXT, "room for {count} tokens").format(
        count=grouped(option.context_length)
    )
    speed = option.tokens_per_second
    if speed is None:
        return (context,)
    number = grouped(round(speed)) if speed >= 10 else f"{speed:.1f}"
    return translate(_CONTEXT, "about {number} tokens a second").format(number=number), context


def _answer(answer: HubAnswer) -> str:
    name = hub_name(answer.source)
    if answer.seconds is not None:
        seconds = max(0.1, answer.seconds)
        text = translate(_CONTEXT, "{hub} answers in {seconds} s")
        return text.format(hub=name, seconds=f"{seconds:.1f}")
    if answer.error is not None and answer.error.code == "offline":
        return translate(_CONTEXT, "{hub} isn't asked: the program is offline").format(hub=name)
    return translate(_CONTEXT, "{hub} can't be reached from here").format(hub=name)


def _day(text: str) -> str:
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return ""
    is_chinese = active_language(QCoreApplication.instance()) == CHINESE
    locale = QLocale("zh_CN") if is_chinese else QLocale("en_GB")
    shown = locale.toString(
        QDate(day.year, day.month, day.day), "yyyy年M月" if is_chinese else "MMMM yyyy"
    )
    return translate(_CONTEXT, "updated {day}").format(day=shown)


def _counted(text: str, count: int | None) -> str:
    """A text with its number's digits grouped; nothing where there is no number."""
    return "" if count is None else text.replace(str(count), grouped(count), 1)
