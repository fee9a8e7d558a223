"""Text from outside made fit to be stored and sent."""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def sanitised(text: str) -> str:
    """Return the text with lone surrogates as U+FFFD and surrogate pairs joined; NUL may stay."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
