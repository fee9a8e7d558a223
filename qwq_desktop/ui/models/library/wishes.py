"""What a user may want of a model in the list, or of a folder of models."""

from enum import StrEnum


class ModelWish(StrEnum):
    """Of a model."""

    OPEN = "open"
    CHECK = "check"
    CANCEL_CHECK = "cancel-check"
    CLOSE_VERDICT = "close-verdict"
    FETCH_AGAIN = "fetch-again"
    MOVE_IN = "move-in"
    REMOVE = "remove"  # confirmed
    SHOW = "show"


class FolderWish(StrEnum):
    """Of a folder."""

    FOR_DOWNLOADS = "for-downloads"
    LEAVE = "leave"
    MOVE = "move"
    SHOW = "show"
