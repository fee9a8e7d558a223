"""What can go wrong with the program's own files, and what nobody foresaw."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

FILES = {
    "home_unwritable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The program cannot write its files"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} cannot be created or written. Check the permissions and the free space, or "
            "choose another folder.",
        ),
    ),
    "disk_full": Problem(
        QT_TRANSLATE_NOOP("Problems", "The disk is full"),
        QT_TRANSLATE_NOOP("Problems", "{path} could not be written. Free some space; then go on."),
    ),
    "resources_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "A part of the program is missing"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Its own files were not found at {path}. Install the program again.",
        ),
    ),
    "catalogue_damaged": Problem(
        QT_TRANSLATE_NOOP("Problems", "The list of models is damaged"),
        QT_TRANSLATE_NOOP("Problems", "Install the program again; your chats and settings stay."),
    ),
    "database_newer": Problem(
        QT_TRANSLATE_NOOP("Problems", "Your chats were kept by a newer version"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "This version cannot read them and leaves them untouched. Install the newer version "
            "again.",
        ),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The chats have format {found}; this version knows up to {known}.",
        ),
    ),
    "database_damaged": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file with your chats was damaged"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The program began a new one. The damaged file is kept at {path}, and chats may be "
            "recovered from it.",
        ),
    ),
    "database_busy": Problem(
        QT_TRANSLATE_NOOP("Problems", "Your chats are in use"),
        QT_TRANSLATE_NOOP(
            "Problems", "Another program keeps {path} locked. Close it and try again."
        ),
    ),
    "database_not_upgraded": Problem(
        QT_TRANSLATE_NOOP("Problems", "Your chats could not be brought to this version"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is as it was. Free some space and start again, or use the version from before.",
        ),
    ),
    "chat_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "This chat is no longer there"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "It was deleted meanwhile. Choose another chat, or start a new one.",
        ),
    ),
    "message_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "This message is no longer there"),
        QT_TRANSLATE_NOOP("Problems", "It was deleted meanwhile. Open the chat again."),
    ),
    "message_finished": Problem(
        QT_TRANSLATE_NOOP("Problems", "This answer has already ended"),
        QT_TRANSLATE_NOOP("Problems", "Nothing more can be added to it. Ask again for a new one."),
    ),
    "settings_damaged": Problem(
        QT_TRANSLATE_NOOP("Problems", "The settings file was damaged"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The program uses its own values for now. The damaged file is kept at {path}.",
        ),
    ),
    "settings_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The settings file cannot be read"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The program uses its own values for now. Check the permissions of {path}.",
        ),
    ),
    "setting_reset": Problem(
        QT_TRANSLATE_NOOP("Problems", "A setting was not usable"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The value of “{setting}” in the settings file makes no sense; the usual value is used"
            " instead.",
        ),
    ),
    "unexpected": Problem(
        QT_TRANSLATE_NOOP("Problems", "Something unexpected went wrong"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Your chats are kept. Try again; if it happens again, please report it together with "
            "the log file.",
        ),
        QT_TRANSLATE_NOOP("Problems", "It is known to the program as “{code}”."),
    ),
}
