"""What can be wished of a chat or a folder in the list."""

from enum import StrEnum


class ChatWish(StrEnum):
    """Of a chat; a move comes with the folder's name ("" is none)."""

    PIN = "pin"
    UNPIN = "unpin"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    MOVE = "move"
    MOVE_TO_NEW_FOLDER = "move_to_new_folder"
    DUPLICATE = "duplicate"
    COPY = "copy"
    EXPORT = "export"


class FolderWish(StrEnum):
    """Of a folder."""

    FOLD = "fold"
    RENAME = "rename"
    DISSOLVE = "dissolve"
    EXPORT = "export"
