"""What can go wrong with files that the user puts beside a message or saves from the chat."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

ATTACHMENT = {
    "file_unwritable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file could not be saved"),
        QT_TRANSLATE_NOOP(
            "Problems", "“{path}” can't be written. Choose another folder, or free some space."
        ),
    ),
    "attachment_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” can't be read"),
        QT_TRANSLATE_NOOP(
            "Problems", "Check that it is a file, that it is still there, and that you may open it."
        ),
    ),
    "attachment_too_large": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is too large"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "A file beside a message may have {limit_bytes}. Take the part that matters.",
        ),
    ),
    "attachment_binary": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is not a text file"),
        QT_TRANSLATE_NOOP(
            "Problems", "Only text can be put beside a message: notes, code, tables as CSV."
        ),
    ),
    "attachment_document": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is a document"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Only plain text can be put beside a message. Copy the part that matters and paste it.",
        ),
    ),
    "attachment_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is empty"),
        QT_TRANSLATE_NOOP("Problems", "There is nothing in it that the model could read."),
    ),
}
