"""Advice on a repository's files before any is fetched: by the headers of those that could fit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from qwq_desktop.models.advice import Advice, Computer, Option, advise
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.gguf_remote import read_remote_metadata
from qwq_desktop.models.grades import Quality, quality_of
from qwq_desktop.models.hubs.offers import Offer
from qwq_desktop.models.ranges import RangeSource
from qwq_desktop.platform.errors import QwQError


@dataclass(frozen=True)
class OfferAdvice:
    """Advice on some offers; `options` go with `offers`, None where nothing needed to be read.

    Those are larger than all memory, or whole numbers that nobody runs at home (16 bits).
    """

    advice: Advice
    offers: tuple[Offer, ...]
    options: tuple[Option | None, ...]

    @property
    def recommended(self) -> Offer | None:
        """The offer to take."""
        best = self.advice.recommended
        pairs = zip(self.offers, self.options, strict=True)
        return next((o for o, option in pairs if option is not None and option is best), None)


def advise_on(
    offers: Sequence[Offer],
    computer: Computer,
    source: RangeSource,
    stopped: Callable[[], bool] = lambda: False,
) -> OfferAdvice:
    """Read the headers (about 6 MB each for QwQ-32B) and advise. Blocking; for a worker.

    Ends early, with what was read, when it is `stopped`. Raises as `read_headers`.
    """
    return advice_from(offers, read_headers(offers, computer, source, stopped), computer)


def read_headers(
    offers: Sequence[Offer],
    computer: Computer,
    source: RangeSource,
    stopped: Callable[[], bool] = lambda: False,
    known: Mapping[Offer, GgufInfo] = MappingProxyType({}),
) -> dict[Offer, GgufInfo]:
    """The headers of the offers that are worth reading; those already `known` aren't read again.

    Blocking. A file whose header can't be read counts as none, unless none can: then raises
    QwQError as `read_remote_metadata` does. Ends early, with what was read, when it is `stopped`.
    """
    infos: dict[Offer, GgufInfo] = {}
    failed: QwQError | None = None
    for offer in worth_reading(offers, computer):
        if stopped():
            break
        try:
            infos[offer] = known.get(offer) or read_remote_metadata(offer.files[0].url, source)
        except QwQError as error:
            failed = error
    if failed is not None and not infos:
        raise failed
    return infos


def advice_from(
    offers: Sequence[Offer], infos: Mapping[Offer, GgufInfo], computer: Computer
) -> OfferAdvice:
    """Advice on offers of which these headers are known. Pure."""
    known = [offer for offer in offers if offer in infos]
    advice = advise([infos[offer] for offer in known], computer)
    options = dict(zip(known, advice.options, strict=True))
    return OfferAdvice(advice, tuple(offers), tuple(options.get(offer) for offer in offers))


def worth_reading(offers: Sequence[Offer], computer: Computer) -> list[Offer]:
    """The offers whose header can change the advice.

    What is larger than all memory together doesn't fit whatever its header says; of those the
    smallest is read, so that the need can be told.
    """
    hardware = computer.hardware
    memory = hardware.ram_available_bytes + sum(
        gpu.free_bytes for gpu in hardware.gpus if not gpu.unified
    )
    usual = [o for o in offers if quality_of(o.quantisation) is not Quality.FULL or _is_8_bits(o)]
    known = usual or list(offers)
    could_fit = [offer for offer in known if offer.size is None or offer.size < memory]
    return could_fit or sorted(known, key=lambda offer: offer.size or 0)[:1]


def _is_8_bits(offer: Offer) -> bool:
    return "8" in offer.quantisation
