"""Keeps a web page from nesting without end: a parser's time grows with the square of the depth."""

import re

_MOST_DEPTH = 400
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
# They hold nothing, or end by themselves where another begins.
_LOOSE_TAGS = (
    "area base br col embed hr img input link meta source track wbr p li dt dd td th tr tbody thead"
    " tfoot option optgroup rp rt html body head"
)
_UNCOUNTED = frozenset(_LOOSE_TAGS.split())


def flattened(page: str) -> str:
    """The page without the tags that open deeper than any real page does; its text stays."""
    if not _is_deep(page):
        return page
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _UNCOUNTED:
            return match[0] if depth < _MOST_DEPTH else " "
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < _MOST_DEPTH else " "
        depth += 1
        return match[0] if depth <= _MOST_DEPTH else " "

    return _TAG.sub(kept, page)


def _is_deep(page: str) -> bool:
    depth = 0
    for match in _TAG.finditer(page):
        name = match[2].lower()
        if name in _UNCOUNTED:
            continue
        step = -1 if match[1] else 1
        depth = max(0, depth + step)
        if depth > _MOST_DEPTH:
            return True
    return False
