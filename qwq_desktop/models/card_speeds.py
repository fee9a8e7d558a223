"""How fast the memory of well-known graphics cards is, as their makers say."""

from qwq_desktop.models.catalogue_entry import plain_name
from qwq_desktop.platform.hardware import Gpu

GB = 10**9
UNKNOWN_CARD = 250 * GB  # bytes a second: about the slowest card of its own memory sold today

# Bytes a second by what the card's name holds; of several that match, the longest counts.
_BANDWIDTHS = {
    "rtx 5090": 1792 * GB,
    "rtx 5080": 960 * GB,
    "rtx 5070 ti": 896 * GB,
    "rtx 5070": 672 * GB,
    "rtx 5060": 448 * GB,
    "rtx 4090": 1008 * GB,
    "rtx 4080": 717 * GB,
    "rtx 4070 ti": 504 * GB,
    "rtx 4070": 504 * GB,
    "rtx 4060": 272 * GB,
    "rtx 3090": 936 * GB,
    "rtx 3080": 760 * GB,
    "rtx 3070": 448 * GB,
    "rtx 3060": 360 * GB,
    "rtx 2080 ti": 616 * GB,
    "gtx 1080 ti": 484 * GB,
    "rtx a6000": 768 * GB,
    "rtx 6000 ada": 960 * GB,
    "a100": 1555 * GB,
    "h100": 2039 * GB,
    "h200": 4800 * GB,
    "l40s": 864 * GB,
    "rx 7900 xtx": 960 * GB,
    "rx 7900 xt": 800 * GB,
    "rx 7800 xt": 624 * GB,
    "rx 6800 xt": 512 * GB,
    "arc a770": 560 * GB,
    "apple m1": 68 * GB,
    "apple m1 pro": 200 * GB,
    "apple m1 max": 400 * GB,
    "apple m1 ultra": 800 * GB,
    "apple m2": 100 * GB,
    "apple m2 pro": 200 * GB,
    "apple m2 max": 400 * GB,
    "apple m2 ultra": 800 * GB,
    "apple m3": 100 * GB,
    "apple m3 pro": 150 * GB,
    "apple m3 max": 300 * GB,
    "apple m3 ultra": 819 * GB,
    "apple m4": 120 * GB,
    "apple m4 pro": 273 * GB,
    "apple m4 max": 410 * GB,
}


def card_bandwidth(gpu: Gpu, ram_bytes_per_second: float | None) -> float | None:
    """Bytes a second of a card's memory; a unified one that isn't known has the computer's."""
    name = plain_name(gpu.name)
    matching = [known for known in _BANDWIDTHS if known in name]
    if matching:
        return float(_BANDWIDTHS[max(matching, key=len)])
    return ram_bytes_per_second if gpu.unified else UNKNOWN_CARD
