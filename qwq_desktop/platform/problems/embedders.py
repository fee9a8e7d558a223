"""What can go wrong with the model that finds passages by meaning."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

EMBEDDER = {
    "embedder_unfit": Problem(
        QT_TRANSLATE_NOOP("Problems", "This model does not find passages"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is a model to chat with. Choose one that is made to find passages, such as "
            "BGE-M3 or Qwen3-Embedding.",
        ),
    ),
    "embedder_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The search by meaning stopped"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The process that compares meanings ended twice by itself. Documents are found by "
            "their words alone. Try again later, or choose a smaller model for documents.",
        ),
        QT_TRANSLATE_NOOP("Problems", "Details: {reason}"),
    ),
    "embedder_closed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The search by meaning was ended"),
        QT_TRANSLATE_NOOP("Problems", "The program is closing. Ask again after its next start."),
    ),
}
