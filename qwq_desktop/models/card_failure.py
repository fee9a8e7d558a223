"""A graphics card that fails (a driver reset, a suspend): how to tell, and how to load again."""

import re
from dataclasses import replace

from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import LoadSettings

_ENGINE_CODES = ("decode_failed",)  # what a lost card looks like where the process survives it
_CARD_WORDS = re.compile(
    r"cuda error|hip error|rocm error|device ?lost|vk::|ggml_metal|ggml_vulkan|ggml_cuda"
    r"|command buffer \d+ failed|illegal memory access|unspecified launch failure",
    re.IGNORECASE,
)


def is_card_failure(error: QwQError, gpu_layers: int, *, while_loading: bool = False) -> bool:
    """Whether an error or a death of the engine is put down to the card.

    With layers on a card any death is: the log of a driver's crash often ends too early. A load
    fails for many reasons, so that there the log must speak of the card.
    """
    if gpu_layers <= 0:
        return False
    if while_loading:
        return error.code == "engine_died" and bool(_CARD_WORDS.search(error.detail))
    return error.code in ("engine_died", *_ENGINE_CODES)


def spared(hardware: Hardware, failures: int, load: LoadSettings) -> Hardware:
    """The computer to plan for after so many failures of its cards.

    Half of their memory counts after one, none of it after two; a number of layers that the user
    set stays, and so do the cards.
    """
    if not failures or load.gpu_layers is not None:
        return hardware
    if failures > 1:
        return replace(hardware, gpus=())
    gpus = tuple(replace(gpu, free_bytes=gpu.free_bytes // 2) for gpu in hardware.gpus)
    return replace(hardware, gpus=gpus)


def may_load_again(failures: int, load: LoadSettings) -> bool:
    """Whether to load again by itself after so many failures: not with the same number forever."""
    return failures <= (1 if load.gpu_layers is not None else 2)
