"""What a server says about ranges. Pure."""

import re

_CONTENT_RANGE = re.compile(r"\s*bytes\s+(\d{1,18})-(\d{1,18})/(\d{1,18}|\*)\s*", re.IGNORECASE)


def content_range(value: str) -> tuple[int | None, int | None]:
    """(first byte, size of the whole) of a `Content-Range`; None for what it doesn't tell."""
    found = _CONTENT_RANGE.fullmatch(value)
    if found is None:
        return None, None
    return int(found[1]), None if found[3] == "*" else int(found[3])
