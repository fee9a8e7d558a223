"""What can be wished of an answer's thinking, while it runs and after."""

from enum import StrEnum


class Wish(StrEnum):
    """Some of them come with a text: the remark."""

    PAUSE = "pause"
    GO_ON = "go_on"
    REMARK = "remark"
    THINK_MORE = "think_more"
    EDIT_THINKING = "edit_thinking"
