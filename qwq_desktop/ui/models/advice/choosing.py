"""Which of a model's files are shown at once, and in which order. Pure."""

from collections.abc import Sequence

from qwq_desktop.models.advice import Fit, Option
from qwq_desktop.models.advising.model_advice import ModelAdvice
from qwq_desktop.models.grades import Quality
from qwq_desktop.models.hubs.offers import Offer

BESIDE_BEST = 3  # files that fit, shown beside the recommended one
Pair = tuple[Offer, Option | None]


def ordered(advice: ModelAdvice) -> list[Pair]:
    """The files with what they would be here: the recommended one, then by size."""
    pairs = list(zip(advice.found.offers, advice.found.options, strict=True))
    best = advice.recommended
    return sorted(pairs, key=lambda pair: (pair[0] is not best, pair[0].size or 0))


def telling(pairs: Sequence[Pair], best: Offer | None) -> set[str]:
    """The names of those that say something: the best, what is near it, the first too large."""
    fitting = [(o, option) for o, option in pairs if option is not None and _fits(option)]
    size = (best.size if best is not None else None) or 0
    near = sorted(
        (pair for pair in fitting if pair[0] is not best),
        key=lambda pair: (pair[1].quality < Quality.GOOD, abs((pair[0].size or 0) - size)),
    )
    names = {offer.name for offer, _ in near[:BESIDE_BEST]}
    if best is not None:
        names.add(best.name)
    beyond = [offer for offer, option in pairs if option is not None and not _fits(option)]
    names.update(offer.name for offer in beyond[:1])
    return names or {offer.name for offer, _ in pairs[:BESIDE_BEST]}


def _fits(option: Option) -> bool:
    return option.fit is not Fit.NO
