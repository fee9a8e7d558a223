"""What is said of a model's files on this computer, in everyday words. Pure."""

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from qwq_desktop.models.advice import NO_DISK, Computer, Fit, Option
from qwq_desktop.models.advising.ladder import guessed
from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.catalogue_entry import CatalogueEntry, Role
from qwq_desktop.models.grades import Pace, Quality
from qwq_desktop.models.hubs.offers import Offer
from qwq_desktop.platform.advising import tell
from qwq_desktop.platform.explain import format_bytes
from qwq_desktop.platform.hardware import Gpu
from qwq_desktop.ui.models.card import Verdict
from qwq_desktop.ui.models.downloads.wording import duration_words
from qwq_desktop.ui.models.line import Action, Line
from qwq_desktop.ui.numbers import grouped
from qwq_desktop.ui.sentences import joined

_CONTEXT = "ModelAdvice"
translate = QCoreApplication.translate
_GIB = 1 << 30
_BETWEEN = "\u00a0· "  # a line never begins with the dot
QUICK = 200  # tokens a second, beyond which nobody feels a difference
Badge = tuple[str, Verdict]


def option_line(advice: ModelAdvice, offer: Offer, option: Option | None) -> Line:
    """The line of one file that isn't here: what it would be like, and the way to get it."""
    name = offer.quantisation or offer.name.rpartition("/")[2]
    if option is None:
        text = translate(_CONTEXT, "Made for computers with more memory than this one.")
        return Line(name, text=text, caption=_size(offer), actions=(Action.DOWNLOAD,))
    is_best = option is advice.found.advice.recommended
    badge, verdict = badge_of(option, advice.entry)
    fits = option.fit is not Fit.NO
    told, reason = _told(option, advice.entry), advice.found.advice.reason
    why = tell(reason.code, reason.facts) if can_chat(advice.entry) else ""
    return Line(
        name,
        translate(_CONTEXT, "Recommended.") if is_best else "",
        joined(told, why) if is_best else told,
        _caption(advice, offer, option),
        badge=badge,
        verdict=verdict,
        is_best=is_best,
        actions=(Action.DOWNLOAD,) if fits else (Action.EXPLAIN,),
        main=Action.DOWNLOAD if is_best else None,
        story="" if fits else too_large_story(option),
    )


def here_line(line: Line, *, can_open: bool) -> Line:
    """The same file, once it is on this computer."""
    return Line(
        line.name,
        line.lead,
        line.text,
        line.caption,
        badge=translate(_CONTEXT, "On this computer"),
        verdict=Verdict.GOOD,
        is_best=line.is_best,
        actions=(Action.OPEN,) if can_open else (),
        main=Action.OPEN if line.is_best and can_open else None,
    )


def badge_of(option: Option, entry: CatalogueEntry) -> Badge:
    """The verdict in a word or two; nobody reads along with a model that only helps."""
    if option.finding.code == NO_DISK:
        return translate(_CONTEXT, "Disk too full"), Verdict.BAD
    if option.fit is Fit.NO:
        return translate(_CONTEXT, "Does not fit"), Verdict.BAD
    if not can_chat(entry):
        return translate(_CONTEXT, "Fits"), Verdict.GOOD
    if option.pace is not None and option.pace <= Pace.SLOW:
        return translate(_CONTEXT, "Slower"), Verdict.CAUTION
    if option.quality < Quality.GOOD:
        return translate(_CONTEXT, "Coarse"), Verdict.CAUTION
    if not option.has_enough_context:
        return translate(_CONTEXT, "Fits, tight"), Verdict.GOOD
    return translate(_CONTEXT, "Fits"), Verdict.GOOD


def model_badge(entry: CatalogueEntry, advice: ModelAdvice | None, computer: Computer) -> Badge:
    """The verdict on a whole model: of its best file, or a guess before the hub was asked."""
    if advice is not None:
        best = advice.found.advice.recommended
        if best is None:
            return translate(_CONTEXT, "Does not fit"), Verdict.BAD
        return badge_of(best, entry)
    if guessed(entry, computer).fits:
        return translate(_CONTEXT, "Should fit"), Verdict.PLAIN
    return translate(_CONTEXT, "Too large"), Verdict.BAD


def computer_words(computer: Computer) -> str:
    """This computer in one line: 32 GB memory, 24 GB graphics card, 410 GB free."""
    hardware = computer.hardware
    parts = [
        translate(_CONTEXT, "{size} memory").format(size=installed_words(hardware.ram_total_bytes))
    ]
    cards = [gpu for gpu in hardware.gpus if not gpu.unified]
    if cards:
        parts.append(_cards_words(cards))
    if computer.disk_free_bytes is not None:
        free = free_words(computer.disk_free_bytes)
        parts.append(translate(_CONTEXT, "{size} free on the disk").format(size=free))
    text = translate(_CONTEXT, "This computer: {parts}.")
    return text.format(parts=translate(_CONTEXT, ", ").join(parts))


def installed_words(size_bytes: int) -> str:
    """Memory as it is sold: systems keep a little for themselves."""
    size = size_bytes / _GIB
    step = 4 if size > 24 else 1
    return f"{max(1, math.ceil(size / step - 0.02) * step)}\u00a0GB"


def free_words(size_bytes: int) -> str:
    """Free space, without a decimal where it says nothing: 410 GB."""
    number, _, unit = format_bytes(size_bytes).partition(" ")
    return f"{round(float(number)) if float(number) >= 10 else number}\u00a0{unit}"


def facts_words(entry: CatalogueEntry, language: str) -> str:
    """What a model is, and under which licence."""
    described = entry.description.text(language)
    licence = translate(_CONTEXT, "Licence: {name}.").format(name=licence_name(entry.licence))
    return joined(described, licence) if entry.licence else described


def licence_name(licence: str) -> str:
    """A licence's name as people write it."""
    return {"apache-2.0": "Apache 2.0", "mit": "MIT"}.get(licence.lower(), licence)


def too_large_story(option: Option) -> str:
    """Where the need comes from, and what helps."""
    if option.finding.code == NO_DISK:
        return translate(
            _CONTEXT,
            "Free some space, or choose a folder on another disk for models: under “On this "
            "computer”.",
        )
    plan = option.plan
    text = translate(
        _CONTEXT,
        "The model itself takes {weights}, its view of the chat {cache}, and its work {compute}. "
        "What other programs use can't be had: closing some may help. A smaller version or model "
        "is the surer way.",
    )
    return text.format(
        weights=format_bytes(plan.weights_bytes),
        cache=format_bytes(plan.kv_cache_bytes),
        compute=format_bytes(plan.compute_bytes),
    )


def age_words(asked_at: float, now: float | None = None) -> str:
    """When the hub was asked, for what may be old by now; "" for the last day."""
    days = int(((time.time() if now is None else now) - asked_at) // 86_400)
    if days < 1:
        return ""
    if days == 1:
        return translate(_CONTEXT, "As of yesterday.")
    return translate(_CONTEXT, "As of %n days ago.", "", days)


def intro_words(advice: ModelAdvice | None, *, is_here: bool = False) -> str:
    """The way from an empty chat of the demonstration model; `is_here`: there is the file."""
    best = None if advice is None else advice.recommended
    if advice is None or best is None:
        return translate(_CONTEXT, "See which models fit this computer →")
    if is_here:
        text = translate(_CONTEXT, "{name} is on this computer: open it →")
        return text.format(name=advice.entry.name)
    text = translate(_CONTEXT, "{name} fits this computer: get it ({size}) →")
    return text.format(name=advice.entry.name, size=_size(best))


def can_chat(entry: CatalogueEntry) -> bool:
    """Whether one can chat with a model by itself."""
    return entry.role is Role.CHAT


def _told(option: Option, entry: CatalogueEntry) -> str:
    """Where it would lie, and for one to chat with how fast it is."""
    if option.fit is not Fit.NO and not can_chat(entry):
        return tell(f"fits_{option.fit}")
    return tell(option.finding.code, option.finding.facts)


def _caption(advice: ModelAdvice, offer: Offer, option: Option) -> str:
    if option.fit is Fit.NO:
        return _size(offer)
    parts = [_size(offer), *(_use_words(option) if can_chat(advice.entry) else ())]
    parts.append(_lowered(tell(option.quality.name.lower())))
    if advice.asked.bytes_per_second and offer.size:
        parts.append(duration_words(offer.size / advice.asked.bytes_per_second))
    return _BETWEEN.join(filter(None, parts))


def _use_words(option: Option) -> list[str]:
    """How fast it writes and how much it keeps in view."""
    rate = option.tokens_per_second
    room = translate(_CONTEXT, "room for {count} tokens")
    return [
        "" if rate is None else speed_words(rate),
        room.format(count=grouped(_round_tokens(option.context_length))),
    ]


def speed_words(tokens_per_second: float) -> str:
    """A speed to expect: about 31 tokens a second."""
    if tokens_per_second < 1:
        return translate(_CONTEXT, "less than a token a second")
    if tokens_per_second > QUICK:
        return translate(_CONTEXT, "more than {count} tokens a second").format(count=QUICK)
    count = round(tokens_per_second)
    return translate(_CONTEXT, "about %n tokens a second", "", count)


def _round_tokens(count: int) -> int:
    return count if count < 1000 else round(count / 1000) * 1000


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _size(offer: Offer) -> str:
    return "" if offer.size is None else format_bytes(offer.size)


def _cards_words(cards: Sequence[Gpu]) -> str:
    sizes = " + ".join(installed_words(gpu.total_bytes) for gpu in cards)
    if len(cards) == 1:
        return translate(_CONTEXT, "{size} graphics card").format(size=sizes)
    return translate(_CONTEXT, "{size} graphics cards").format(size=sizes)
