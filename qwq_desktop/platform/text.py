"""Text from outside made fit to be stored and sent, and what it will cost a model to read it."""

import math
import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def sanitised(text: str) -> str:
    """Return the text with lone surrogates as U+FFFD and surrogate pairs joined; NUL may stay."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def utf16_length(text: str) -> int:
    """The length as Qt counts: characters beyond U+FFFF are two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def estimated_tokens(text: str) -> int:
    """Roughly the tokens of a text, without a vocabulary: a character of Chinese is one."""
    plain = len(text) if text.isascii() else sum(character.isascii() for character in text)
    return math.ceil(plain / 3.5) + len(text) - plain
