"""What can go wrong when chats leave for a file or come from one."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_REASON = QT_TRANSLATE_NOOP("Problems", "Details: {reason}")

TRANSFER = {
    "export_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file could not be written"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} cannot be written. Check the free space and the permissions, or choose another "
            "folder.",
        ),
        _REASON,
    ),
    "import_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file cannot be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is missing, protected or damaged. Check the file and choose it again.",
        ),
        _REASON,
    ),
    "import_unknown": Problem(
        QT_TRANSLATE_NOOP("Problems", "No chats were found in this file"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is not an export that this program knows. It reads its own JSON, the exports "
            "of ChatGPT (.zip or conversations.json) and Open WebUI, and conversations of LM "
            "Studio.",
        ),
    ),
    "import_empty": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no chat in this file"),
        QT_TRANSLATE_NOOP("Problems", "{path} has the right form, but no message in it."),
    ),
    "import_too_large": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file is too large"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} holds more than this program takes in at once. Export fewer chats into it and "
            "try again.",
        ),
    ),
    "import_newer": Problem(
        QT_TRANSLATE_NOOP("Problems", "This file was written by a newer version"),
        QT_TRANSLATE_NOOP("Problems", "Install the newer version and import {path} with it."),
        QT_TRANSLATE_NOOP(
            "Problems", "The file has format {found}; this version knows up to {known}."
        ),
    ),
}
