"""What can be odd about files and folders that the user brings as documents."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

BRINGING = {
    "document_name_odd": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” has a name that is no text"),
        QT_TRANSLATE_NOOP("Problems", "Rename the file and bring it again."),
    ),
    "document_folder_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "A folder can't be looked into"),
        QT_TRANSLATE_NOOP("Problems", "{path} is left out: {reason}."),
    ),
    "document_not_held": Problem(
        QT_TRANSLATE_NOOP("Problems", "“{name}” is not among your documents"),
        QT_TRANSLATE_NOOP(
            "Problems", "Name a document by its number or its file; the list shows both."
        ),
    ),
    "collection_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no collection “{name}”"),
        QT_TRANSLATE_NOOP(
            "Problems", "Check how it is written; documents that are added may begin a new one."
        ),
    ),
    "password_no_terminal": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no terminal to ask for a password"),
        QT_TRANSLATE_NOOP(
            "Problems", "Write it into a file that only you can read, and name that: {option} FILE."
        ),
    ),
    "password_file_unreadable": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file with the password can't be read"),
        QT_TRANSLATE_NOOP("Problems", "{path}: {reason}. Check its name and its permissions."),
    ),
    "documents_other_files": Problem(
        QT_TRANSLATE_NOOP("Problems", "Some files are left out"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Files in “{name}” of kinds that aren't read, such as pictures: {count}. To try one of "
            "them, bring it by itself.",
        ),
    ),
    "documents_too_many": Problem(
        QT_TRANSLATE_NOOP("Problems", "The folder holds too many files"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The first {limit} of {path} are read. Bring its parts one by one for the others.",
        ),
    ),
}
