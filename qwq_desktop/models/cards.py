"""Which cards a model uses, in which order and shares: the user's choice, else llama.cpp's."""

import math
from collections.abc import Sequence
from dataclasses import replace

from qwq_desktop.platform.hardware import Gpu, Hardware
from qwq_desktop.settings.schema import LoadSettings


def chosen_cards(hardware: Hardware, load: LoadSettings) -> Hardware:
    """The computer with the cards that the user chose, in that order.

    All of them where none was chosen, or none of the chosen is there any more.
    """
    by_name = {gpu.device: gpu for gpu in hardware.gpus}
    chosen = tuple(by_name[name] for name in dict.fromkeys(load.gpu_devices) if name in by_name)
    return replace(hardware, gpus=chosen) if chosen else hardware


def missing_cards(hardware: Hardware, load: LoadSettings) -> tuple[str, ...]:
    """Names of chosen cards that are not there."""
    there = {gpu.device for gpu in hardware.gpus}
    return tuple(name for name in load.gpu_devices if name not in there)


def shares_of(gpus: Sequence[Gpu], load: LoadSettings) -> tuple[float, ...]:
    """The shares of the layers that the cards get; () where free memory decides.

    Shares that don't belong to these cards, or give none of them anything, count as none.
    """
    shares = load.gpu_shares
    usable = all(math.isfinite(share) and share >= 0 for share in shares)
    names = tuple(gpu.device for gpu in gpus)
    if not usable or not sum(shares) or len(shares) != len(gpus):
        return ()
    return shares if load.gpu_devices in ((), names) else ()
