"""Which name a block of code is saved under; pure."""

import re

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

# Where Pygments has no pattern that is a plain ending, or puts an unusual one first.
_ENDINGS = {
    "bash": ".sh",
    "sh": ".sh",
    "shell": ".sh",
    "zsh": ".sh",
    "console": ".txt",
    "text": ".txt",
    "plaintext": ".txt",
    "latex": ".tex",
    "markdown": ".md",
    "md": ".md",
    "make": ".mk",
    "makefile": ".mk",
    "c++": ".cpp",
    "cpp": ".cpp",
    "svg": ".svg",
    "powershell": ".ps1",
}
_PLAIN = re.compile(r"\*(\.[A-Za-z0-9+]{1,10})\Z")
_NAME = re.compile(r"\b([\w.-]{1,60}\.[A-Za-z0-9]{1,8})\b")


def file_name(text: str, language: str) -> str:
    """A name for the code, with the ending of its language: `code.py`.

    A comment in the first line that names a file with that ending (`# app.py`) gives the name.
    """
    ending = ending_of(language)
    first = text.lstrip().split("\n", 1)[0][:120]
    if first.startswith(("#", "//", "--", ";", "/*", "<!--", "%")):
        found = _NAME.search(first)
        if found and found[1].endswith(ending) and ending != ".txt":
            return found[1].lstrip(".-")
    return f"code{ending}"


def ending_of(language: str) -> str:
    """The ending of files in a language; `.txt` for one that nobody knows."""
    name = language.strip().lower().split(" ", 1)[0]
    if name in _ENDINGS:
        return _ENDINGS[name]
    try:
        lexer = get_lexer_by_name(name)
    except ClassNotFound:
        return ".txt"
    found = (_PLAIN.match(pattern) for pattern in lexer.filenames)
    return next((match[1] for match in found if match), ".txt")
