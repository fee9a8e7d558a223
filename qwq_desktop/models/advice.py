"""Which file of a model suits a computer, and why: decided from load plans. Pure.

What is said is a `Finding`, a code with its facts; `platform.advising` makes sentences of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.grades import Pace, Quality, pace_of, quality_of
from qwq_desktop.models.memory import usable_ram
from qwq_desktop.models.plan import LoadPlan, make_plan
from qwq_desktop.models.planner import ENOUGH_CONTEXT
from qwq_desktop.models.speed import Speeds
from qwq_desktop.models.speed_estimate import expected_speed
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import LoadSettings

NO_DISK = "disk_too_small"
SPARE_DISK = 2 * 10**9  # bytes that a download leaves for everything else


class Fit(StrEnum):
    """Where a model would lie."""

    GPU = "gpu"
    PARTLY = "partly"
    MEMORY = "memory"
    NO = "no"


@dataclass(frozen=True)
class Computer:
    """What advice stands on. `disk_free_bytes` is None where a file isn't to be fetched."""

    hardware: Hardware
    speeds: Speeds = Speeds()
    disk_free_bytes: int | None = None


@dataclass(frozen=True)
class Finding:
    """Something to tell: a code of `platform.advising` and its facts."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Option:
    """One file of a model on a computer.

    `tokens_per_second` is None where nothing can be said, `context_length` 0 where it doesn't fit.
    """

    info: GgufInfo
    plan: LoadPlan
    fit: Fit
    quality: Quality
    tokens_per_second: float | None
    finding: Finding

    @property
    def pace(self) -> Pace | None:
        """How its speed feels."""
        return None if self.tokens_per_second is None else pace_of(self.tokens_per_second)

    @property
    def context_length(self) -> int:
        """Tokens that it leaves room for."""
        return 0 if self.fit is Fit.NO else self.plan.context_length

    @property
    def has_enough_context(self) -> bool:
        """Whether there is room to think, or for as much as the model can read."""
        return self.context_length >= min(ENOUGH_CONTEXT, self.plan.native_context)

    @property
    def is_comfortable(self) -> bool:
        """Whether it can be recommended without a warning."""
        quick = self.fit is Fit.GPU if self.pace is None else self.pace >= Pace.READING
        good = self.quality >= Quality.GOOD and self.has_enough_context
        return self.fit is not Fit.NO and quick and good


@dataclass(frozen=True)
class Advice:
    """All files of a model; `recommended` is one of them, or None where none fits."""

    options: tuple[Option, ...]
    recommended: Option | None
    reason: Finding


def advise(infos: Sequence[GgufInfo], computer: Computer) -> Advice:
    """What a computer can do with the files of one model, by their headers.

    Of those that fit comes first what keeps the model's quality, then what has room to think, then
    what is quick; a finer file that isn't slower in kind is preferred.
    """
    options = tuple(option_for(info, computer) for info in infos)
    fitting = [option for option in options if option.fit is not Fit.NO]
    if not fitting:
        return Advice(options, None, _nothing_fits(options))
    best = max(fitting, key=_merit)
    return Advice(options, best, _reason(best, options))


def option_for(info: GgufInfo, computer: Computer) -> Option:
    """What a computer can do with a file."""
    plan = make_plan(info, computer.hardware, LoadSettings())
    fit = _fit(plan)
    finding = _no_room(info, plan, computer)
    if finding is not None:
        return Option(info, plan, Fit.NO, quality_of(info.quantisation), None, finding)
    speed = expected_speed(info, plan, computer.hardware, computer.speeds)
    finding = Finding(f"fits_{fit}" if speed is None else f"fits_{fit}_{_name(pace_of(speed))}")
    return Option(info, plan, fit, quality_of(info.quantisation), speed, finding)


def best_model(advices: Sequence[Advice]) -> int | None:
    """Which of several models to begin with; they come in the order of their abilities.

    The first that is comfortable; else the quickest that keeps its quality; else any that fits.
    """
    known = [(i, a.recommended) for i, a in enumerate(advices) if a.recommended is not None]
    for index, option in known:
        if option.is_comfortable:
            return index
    good = [pair for pair in known if pair[1].quality >= Quality.GOOD]
    best = max(good or known, key=lambda pair: pair[1].tokens_per_second or 0.0, default=None)
    return None if best is None else best[0]


def _fit(plan: LoadPlan) -> Fit:
    if not plan.fits:
        return Fit.NO
    if plan.gpu_layers == plan.total_layers:
        return Fit.GPU
    return Fit.PARTLY if plan.gpu_layers else Fit.MEMORY


def _merit(option: Option) -> tuple[float, ...]:
    quality, room = option.quality, option.has_enough_context
    speed = option.tokens_per_second or 0.0
    if quality < Quality.GOOD:  # then every bit counts more than any speed
        return (False, room, quality, speed)
    unknown = Pace.FLUENT if option.fit is Fit.GPU else Pace.SLOW
    pace = unknown if option.pace is None else option.pace
    # Where it is slow already, what is hardly noticed is not worth still more waiting.
    noticed = Quality.NEAR if pace >= Pace.READING else Quality.GOOD
    return (True, room, pace, min(quality, noticed), speed)


def _no_room(info: GgufInfo, plan: LoadPlan, computer: Computer) -> Finding | None:
    if not plan.fits:
        on_cards = sum(
            size
            for gpu, size in zip(computer.hardware.gpus, plan.gpu_bytes, strict=False)
            if not gpu.unified  # what lies there is in main memory already
        )
        usable = max(0, usable_ram(computer.hardware)) + on_cards
        needed = plan.ram_bytes + on_cards
        return Finding("too_large", {"needed_bytes": needed, "available_bytes": usable})
    free_disk = computer.disk_free_bytes
    if free_disk is not None and info.file_bytes + SPARE_DISK > free_disk:
        needed = info.file_bytes + SPARE_DISK
        return Finding(NO_DISK, {"needed_bytes": needed, "available_bytes": free_disk})
    return None


def _nothing_fits(options: Sequence[Option]) -> Finding:
    if not options:
        return Finding("nothing_known")
    lacks_disk = [option for option in options if option.finding.code == NO_DISK]
    needs = [option.finding.facts for option in lacks_disk or options]
    smallest = min(needs, key=lambda facts: facts["needed_bytes"])
    return Finding("only_disk_lacks" if lacks_disk else "nothing_fits", dict(smallest))


def _reason(best: Option, options: Sequence[Option]) -> Finding:
    """Why this one: its weakness where it has one, else what it spares the others for."""
    if best.quality < Quality.GOOD:
        better = [o for o in options if o.quality >= Quality.GOOD and o.finding.code == NO_DISK]
        smallest = min(better, key=lambda option: option.info.file_bytes, default=None)
        if smallest is None:
            return Finding("only_coarse_fits")
        return Finding("disk_holds_coarse", dict(smallest.finding.facts))
    if not best.has_enough_context:
        return Finding("little_context", {"context_length": best.context_length})
    if best.pace is not None and best.pace <= Pace.SLOW:
        return Finding(f"all_{_name(best.pace)}")
    finer = [option for option in options if option.quality > best.quality]
    if best.quality >= Quality.NEAR or not finer:
        return Finding("nothing_lost")
    if all(option.fit is Fit.NO for option in finer):
        return Finding("finest_that_fits")
    stays = best.fit is not Fit.GPU or any(option.fit is Fit.GPU for option in finer)
    return Finding("finer_is_slower" if stays else "finer_leaves_the_card")


def _name(pace: Pace) -> str:
    return pace.name.lower()
