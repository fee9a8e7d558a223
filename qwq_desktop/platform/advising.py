"""The sentences of advice on models: whether one fits this computer, and why one is recommended."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from qwq_desktop.platform.explain import filled
from qwq_desktop.platform.marking import QT_TRANSLATE_NOOP

FITS = {
    "fits_gpu": QT_TRANSLATE_NOOP("Advice", "Fits on the graphics card."),
    "fits_gpu_fluent": QT_TRANSLATE_NOOP(
        "Advice", "Fits on the graphics card, faster than you read."
    ),
    "fits_gpu_reading": QT_TRANSLATE_NOOP(
        "Advice", "Fits on the graphics card, about reading speed."
    ),
    "fits_gpu_slow": QT_TRANSLATE_NOOP(
        "Advice", "Fits on the graphics card, slower than you read."
    ),
    "fits_gpu_crawl": QT_TRANSLATE_NOOP(
        "Advice", "Fits on the graphics card, but very slowly: an answer takes long minutes."
    ),
    "fits_partly": QT_TRANSLATE_NOOP("Advice", "Fits, partly on the graphics card."),
    "fits_partly_fluent": QT_TRANSLATE_NOOP(
        "Advice", "Fits, partly on the graphics card, faster than you read."
    ),
    "fits_partly_reading": QT_TRANSLATE_NOOP(
        "Advice", "Fits, partly on the graphics card, about reading speed."
    ),
    "fits_partly_slow": QT_TRANSLATE_NOOP(
        "Advice", "Fits, partly on the graphics card, slower than you read."
    ),
    "fits_partly_crawl": QT_TRANSLATE_NOOP(
        "Advice", "Fits, partly on the graphics card, but very slowly."
    ),
    "fits_memory": QT_TRANSLATE_NOOP("Advice", "Fits into the memory."),
    "fits_memory_fluent": QT_TRANSLATE_NOOP(
        "Advice", "Fits into the memory, faster than you read."
    ),
    "fits_memory_reading": QT_TRANSLATE_NOOP(
        "Advice", "Fits into the memory, about reading speed."
    ),
    "fits_memory_slow": QT_TRANSLATE_NOOP("Advice", "Fits into the memory, slower than you read."),
    "fits_memory_crawl": QT_TRANSLATE_NOOP("Advice", "Fits into the memory, but very slowly."),
    "too_large": QT_TRANSLATE_NOOP(
        "Advice", "Too large: it needs {needed_bytes} of memory, and {available_bytes} can be used."
    ),
    "disk_too_small": QT_TRANSLATE_NOOP(
        "Advice", "The disk is too full: it needs {needed_bytes}, and {available_bytes} are free."
    ),
}

REASONS = {
    "nothing_lost": QT_TRANSLATE_NOOP(
        "Advice", "This computer has room for a version that loses nothing you would notice."
    ),
    "finest_that_fits": QT_TRANSLATE_NOOP(
        "Advice",
        "It is the finest version that fits, and it thinks nearly as well as the original.",
    ),
    "finer_leaves_the_card": QT_TRANSLATE_NOOP(
        "Advice",
        "It lies wholly on the graphics card, which makes it quick; a finer version would not, and "
        "thinks hardly better.",
    ),
    "finer_is_slower": QT_TRANSLATE_NOOP(
        "Advice", "A finer version would be slower here and thinks hardly better."
    ),
    "only_coarse_fits": QT_TRANSLATE_NOOP(
        "Advice",
        "Only a coarse version fits, which thinks longer and errs more; a smaller model serves you "
        "better here.",
    ),
    "disk_holds_coarse": QT_TRANSLATE_NOOP(
        "Advice",
        "The disk has room for a coarse version only; a better one needs {needed_bytes}, and "
        "{available_bytes} are free.",
    ),
    "little_context": QT_TRANSLATE_NOOP(
        "Advice",
        "It fits, but has room for {context_length} tokens (pieces of words) only: long thoughts "
        "may not come to their end.",
    ),
    "all_slow": QT_TRANSLATE_NOOP(
        "Advice",
        "It fits, but is slow here: think of minutes for an answer, and of a smaller model for "
        "everyday questions.",
    ),
    "all_crawl": QT_TRANSLATE_NOOP(
        "Advice",
        "It fits, but an answer with its thinking may take half an hour; a smaller model serves "
        "you better here.",
    ),
    "nothing_fits": QT_TRANSLATE_NOOP(
        "Advice",
        "Even its smallest version needs {needed_bytes} of memory, and {available_bytes} can be "
        "used; a smaller model may fit.",
    ),
    "only_disk_lacks": QT_TRANSLATE_NOOP(
        "Advice",
        "The computer could run it, but the disk has {available_bytes} left and {needed_bytes} are "
        "needed.",
    ),
    "nothing_known": QT_TRANSLATE_NOOP("Advice", "No files of this model were found."),
}

QUALITIES = {
    "full": QT_TRANSLATE_NOOP("Advice", "Like the original"),
    "near": QT_TRANSLATE_NOOP("Advice", "As good as the original"),
    "good": QT_TRANSLATE_NOOP("Advice", "Nearly as good as the original"),
    "reduced": QT_TRANSLATE_NOOP("Advice", "Errs more and thinks longer"),
    "poor": QT_TRANSLATE_NOOP("Advice", "Much is lost"),
}

SENTENCES = {**FITS, **REASONS, **QUALITIES}


def tell(code: str, facts: Mapping[str, object] | None = None) -> str:
    """The sentence of a finding in the language that is installed. Raises KeyError."""
    return filled(QCoreApplication.translate("Advice", SENTENCES[code]), facts or {})
