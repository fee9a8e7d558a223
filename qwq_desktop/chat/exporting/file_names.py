"""File names from titles that every system takes."""

import re
from collections.abc import Container

LONGEST_BYTES = 120  # of the name before its ending; file systems take 255, some tools less

_ILLEGAL = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u2028\u2029\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|\.)", re.I)


def file_name(title: str, ending: str, taken: Container[str] = ()) -> str:
    """A name for a file: the title without what Windows, macOS or Linux refuse.

    `ending` comes without its dot. `taken` holds names in use, case-folded; a number is added until
    the name is free.
    """
    stem = _stem(title)
    name, number = f"{stem}.{ending}", 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}).{ending}"
    return name


def _stem(title: str) -> str:
    text = " ".join(_ILLEGAL.sub(" ", title).split())
    text = text.encode("utf-8", "replace")[:LONGEST_BYTES].decode("utf-8", "ignore")
    text = text.strip(" .") or "chat"
    return f"_{text}" if _RESERVED.match(text) else text
