"""What can go wrong with the model that puts found passages in order."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

RERANKER = {
    "reranker_unfit": Problem(
        QT_TRANSLATE_NOOP("Problems", "This model cannot put passages in order"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} was not made for it, or this file of it lacks the part that does it. Choose "
            "another, such as BGE Reranker v2 M3.",
        ),
    ),
    "reranker_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "Putting passages in order stopped"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The process that compares passages with your question ended twice by itself. They "
            "stay in the order in which they were found. Choose a smaller model for it.",
        ),
        QT_TRANSLATE_NOOP("Problems", "Details: {reason}"),
    ),
    "reranker_closed": Problem(
        QT_TRANSLATE_NOOP("Problems", "Putting passages in order was ended"),
        QT_TRANSLATE_NOOP("Problems", "The program is closing. Ask again after its next start."),
    ),
}
