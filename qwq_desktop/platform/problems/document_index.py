"""What can go wrong with the index of documents. It is made from files, which stay as they are."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

DOCUMENT_INDEX = {
    "index_renewed": Problem(
        QT_TRANSLATE_NOOP("Problems", "Your documents are being read again"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "What was kept of them was damaged or written by another version. Your files and chats "
            "are as they were. The old copy at {path} can be deleted.",
        ),
    ),
    "index_damaged": Problem(
        QT_TRANSLATE_NOOP("Problems", "What was kept of your documents is damaged"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} cannot be read. Your files and chats are as they were: start the program "
            "again, and the documents are read anew.",
        ),
    ),
    "index_busy": Problem(
        QT_TRANSLATE_NOOP("Problems", "Your documents are in use"),
        QT_TRANSLATE_NOOP(
            "Problems", "Another program keeps {path} locked. Close it and try again."
        ),
    ),
}
