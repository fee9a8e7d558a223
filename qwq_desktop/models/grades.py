"""Grades of what a quantisation keeps, and of how a speed feels. Pure."""

import re
from enum import IntEnum

FLUENT = 20.0  # tokens a second: thousands of thinking tokens pass in a minute or two
READING = 6.0  # about as fast as people read
SLOW = 2.0  # below it an answer with its thinking takes most of an hour


class Quality(IntEnum):
    """How much of the original is left; from NEAR on nobody has measured a loss that matters.

    Below 4 bits a number, reasoning models err more and think longer (arXiv 2606.00206, on QwQ-32B
    too); 8 bits and 4 bits are nearly without loss (arXiv 2504.04823).
    """

    POOR = 0  # 2 bits and fewer
    REDUCED = 1  # 3 bits
    GOOD = 2  # 4 bits
    NEAR = 3  # 5 and 6 bits
    FULL = 4


class Pace(IntEnum):
    """How a speed feels with a model that thinks first."""

    CRAWL = 0
    SLOW = 1
    READING = 2
    FLUENT = 3


def pace_of(tokens_per_second: float) -> Pace:
    """How a speed feels."""
    limits = ((FLUENT, Pace.FLUENT), (READING, Pace.READING), (SLOW, Pace.SLOW))
    return next((pace for limit, pace in limits if tokens_per_second >= limit), Pace.CRAWL)


def quality_of(quantisation: str) -> Quality:
    """The quality that a quantisation keeps, by the bits in its name."""
    name = quantisation.upper()
    if name in ("F32", "F16", "BF16"):
        return Quality.FULL
    if name in ("MXFP4", "NVFP4"):
        return Quality.GOOD
    match = re.search(r"Q(\d)", name)
    bits = int(match[1]) if match else 0
    if bits >= 8:
        return Quality.FULL
    return {7: Quality.NEAR, 6: Quality.NEAR, 5: Quality.NEAR, 4: Quality.GOOD}.get(
        bits, Quality.REDUCED if bits == 3 else Quality.POOR
    )
