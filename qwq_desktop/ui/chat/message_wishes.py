"""What can be wished of a whole message, a question or an answer."""

from enum import StrEnum


class MessageWish(StrEnum):
    """Some come with a text: what to quote or to read, or a rating as a number."""

    CHANGE = "change"  # a question, asked otherwise
    DELETE = "delete"
    QUOTE = "quote"
    RATE = "rate"
    READ_ALOUD = "read_aloud"
    STOP_READING = "stop_reading"
