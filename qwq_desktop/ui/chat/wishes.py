"""What can be wished of an answer's thinking."""

from enum import StrEnum


class Wish(StrEnum):
    """None of these needs a running thought; `SteeringRow` has what does."""

    GO_ON = "go_on"
    THINK_MORE = "think_more"
    EDIT_THINKING = "edit_thinking"
