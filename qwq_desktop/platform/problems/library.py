"""What can go wrong when models are taken in, checked, moved and deleted."""

from qwq_desktop.platform.problems.problem import QT_TRANSLATE_NOOP, Problem

_REASON = QT_TRANSLATE_NOOP("Problems", "Details: {reason}")

LIBRARY = {
    "target_exists": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is a file of this name already"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is another file, and nothing is overwritten. Rename or delete one of the two.",
        ),
    ),
    "source_changed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file changed while it was copied"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Another program is writing to {path}. Wait until it is done, then try again.",
        ),
    ),
    "copy_differs": Problem(
        QT_TRANSLATE_NOOP("Problems", "The copy is not the same as the original"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} came out differently and was discarded; the original is untouched. The disk or "
            "its cable may be faulty: check it before you use it for models.",
        ),
    ),
    "folder_read_only": Problem(
        QT_TRANSLATE_NOOP("Problems", "The folder cannot be written to"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The system does not let the program change {path}. Choose another folder, or check "
            "its permissions.",
        ),
    ),
    "copy_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file could not be copied"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "Copying to {path} broke off; the original is untouched. Check that the disk is still "
            "connected, then try again.",
        ),
        _REASON,
    ),
    "folder_missing": Problem(
        QT_TRANSLATE_NOOP("Problems", "There is no such folder"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} was not found. If it is on another disk, check that the disk is connected.",
        ),
    ),
    "link_broken": Problem(
        QT_TRANSLATE_NOOP("Problems", "This link leads nowhere"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is only a link, and the file it stands for is gone. Delete the link, or bring "
            "the file back.",
        ),
        QT_TRANSLATE_NOOP("Problems", "It leads to {target}."),
    ),
    "import_no_models": Problem(
        QT_TRANSLATE_NOOP("Problems", "There are no models in this folder"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "No file below {path} is a model; their names end in “.gguf”. Choose another folder.",
        ),
    ),
    "model_wrong_hash": Problem(
        QT_TRANSLATE_NOOP("Problems", "The model file is not what it should be"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The content of {path} differs from what was published, perhaps because of a fault of "
            "the disk. Get the file again.",
        ),
    ),
    "origin_unknown": Problem(
        QT_TRANSLATE_NOOP("Problems", "It is not known where this model came from"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} was not downloaded by this program. Look for it under “Find more”.",
        ),
    ),
    "model_built_in": Problem(
        QT_TRANSLATE_NOOP("Problems", "This model belongs to the program"),
        QT_TRANSLATE_NOOP(
            "Problems", "“{name}” came with the program and goes when the program is removed."
        ),
    ),
    "trash_impossible": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file cannot go to the trash"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "The disk that {path} lies on has no trash, or the system does not allow it. You can "
            "delete the file for good instead.",
        ),
        _REASON,
    ),
    "remove_failed": Problem(
        QT_TRANSLATE_NOOP("Problems", "The file could not be deleted"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is still there. If another program has it open, close that program; else check "
            "the permissions.",
        ),
        _REASON,
    ),
    "move_into_itself": Problem(
        QT_TRANSLATE_NOOP("Problems", "Choose a folder elsewhere"),
        QT_TRANSLATE_NOOP(
            "Problems", "{path} lies within the models folder, or around it. Choose another one."
        ),
    ),
    "downloads_unfinished": Problem(
        QT_TRANSLATE_NOOP("Problems", "A download is not finished"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} is still on its way. Let it finish or cancel it; then the folder can be moved.",
        ),
    ),
    "move_no_room": Problem(
        QT_TRANSLATE_NOOP("Problems", "The disk is too small for your models"),
        QT_TRANSLATE_NOOP(
            "Problems",
            "{path} has {free_bytes} left, and {needed_bytes} are needed. Choose another disk, or "
            "delete models first.",
        ),
    ),
}
