"""What the user may want of documents and collections; the presenter does it."""

from enum import StrEnum


class DocumentWish(StrEnum):
    """What can be done with documents that are marked in the list."""

    OPEN = "open"
    ASK = "ask"
    SUMMARISE = "summarise"
    READ_AGAIN = "read-again"
    LOCATE = "locate"
    SHOW_FILE = "show-file"
    PUT_IN = "put-in"  # with a collection's id
    PUT_IN_NEW = "put-in-new"
    TAKE_OUT = "take-out"  # with a collection's id
    REMOVE = "remove"


class CollectionWish(StrEnum):
    """What can be done with a collection."""

    ASK = "ask"
    WATCH = "watch"
    RENAME = "rename"
    DELETE = "delete"
