"""Which models are worth asking a hub about, one after another, until one is right here. Pure.

Reading a model's headers costs tens of megabytes, so what surely won't do isn't asked about. The
guess from a count of parameters only decides that; no user is told of a speed by it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qwq_desktop.models.advice import Computer, best_model
from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.catalogue_entry import CatalogueEntry, HubLocation, Role
from qwq_desktop.models.grades import READING
from qwq_desktop.models.memory import usable_ram
from qwq_desktop.models.speed import DECODE_SHARE

Q4_BYTES = 0.61  # of a parameter in Q4_K_M, the usual file
ROOM = 1.2e9  # bytes for a context and for computing
_ACTIVE = re.compile(r"-A(\d+(?:\.\d+)?)B\b", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """What a model's usual file would probably be here. `is_quick` is None where nobody knows."""

    fits: bool
    is_quick: bool | None


def guessed(entry: CatalogueEntry, computer: Computer) -> Guess:
    """A guess by the number of parameters, before anything was asked."""
    parameters = entry.parameters or 0
    hardware = computer.hardware
    on_cards = sum(gpu.free_bytes for gpu in hardware.gpus if not gpu.unified)
    needed = parameters * Q4_BYTES + ROOM
    fits = needed < max(0, usable_ram(hardware)) + on_cards
    bandwidth = computer.speeds.bytes_per_second
    if hardware.gpus or bandwidth is None:
        return Guess(fits, None)
    rate = bandwidth * DECODE_SHARE / max(1.0, active_parameters(entry) * Q4_BYTES)
    return Guess(fits, rate >= READING)


def active_parameters(entry: CatalogueEntry) -> float:
    """The parameters that work on each token; a mixture of experts has them in its name (A3B)."""
    found = _ACTIVE.search(entry.name)
    return float(found[1]) * 1e9 if found else float(entry.parameters or 0)


def candidates(entries: Sequence[CatalogueEntry]) -> tuple[CatalogueEntry, ...]:
    """The models that could be recommended: those that think, in the catalogue's order."""
    return tuple(
        entry
        for entry in entries
        if isinstance(entry.location, HubLocation) and entry.role is Role.CHAT and entry.thinks
    )


def next_to_ask(
    ladder: Sequence[CatalogueEntry],
    known: Mapping[str, ModelAdvice],
    tried: Collection[str],
    computer: Computer,
) -> CatalogueEntry | None:
    """The model to ask about next; None once the recommendation stands.

    The first is always asked about. Then whatever probably runs well, until one does; where none
    is left, any that fits at all, the smallest first. `tried` are ids that failed.
    """
    if not ladder:
        return None
    if ladder[0].id not in known and ladder[0].id not in tried:
        return ladder[0]
    if any(is_comfortable(known[entry.id]) for entry in ladder if entry.id in known):
        return None
    open_ones = [entry for entry in ladder if entry.id not in known and entry.id not in tried]
    guesses = {entry.id: guessed(entry, computer) for entry in open_ones}
    for entry in open_ones:
        if guesses[entry.id].fits and guesses[entry.id].is_quick is not False:
            return entry
    if any(known[entry.id].recommended for entry in ladder if entry.id in known):
        return None
    return min(open_ones, key=lambda entry: entry.parameters or 0, default=None)


def recommended_of(
    ladder: Sequence[CatalogueEntry], known: Mapping[str, ModelAdvice]
) -> ModelAdvice | None:
    """The model to begin with, of those that are known; None where none fits."""
    advices = [known[entry.id] for entry in ladder if entry.id in known]
    index = best_model([one.found.advice for one in advices])
    return None if index is None else advices[index]


def is_comfortable(advice: ModelAdvice) -> bool:
    """Whether a model can be recommended without a warning."""
    best = advice.found.advice.recommended
    return best is not None and best.is_comfortable
