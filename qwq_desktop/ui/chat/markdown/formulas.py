"""Formulas and Markdown.

Formulas are taken out before Markdown reads a text, and put back after.
"""

import re
from collections.abc import Sequence

# Non-characters that the document view never lets in from outside; they stand around the number
# of a formula taken out.
OPEN, CLOSE = "\ufdd2", "\ufdd3"

_FORMULA = re.compile(
    r"\\\[(?:(?!\\\[).)+?\\\]"
    r"|\$\$.{1,4000}?\$\$"
    r"|\\\((?:(?!\\\().)+?\\\)"
    r"|\\begin\{(\w+\*?)\}.{0,4000}?\\end\{\1\}"
    r"|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,400}?(?<![\s\\])\$(?![\w$])",
    re.S,
)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.S)
_PLACE = re.compile(f"{OPEN}(\\d+){CLOSE}")


def taken_out(text: str) -> tuple[str, list[str]]:
    """The text with a placeholder for each formula outside code.

    And the formulas with their delimiters.
    """
    formulas: list[str] = []

    def place(match: re.Match[str]) -> str:
        formulas.append(match[0])
        return f"{OPEN}{len(formulas) - 1}{CLOSE}"

    if "\\" not in text and "$" not in text:
        return text, formulas
    parts = []
    end = 0
    for code in _CODE.finditer(text) if "`" in text else ():
        parts += [_FORMULA.sub(place, text[end : code.start()]), code[0]]
        end = code.end()
    parts.append(_FORMULA.sub(place, text[end:]))
    return "".join(parts), formulas


def pieces(text: str, formulas: Sequence[str]) -> list[tuple[str, bool]]:
    """The text cut at its placeholders: (words, False) and (formula as written, True)."""
    result = []
    for index, piece in enumerate(_PLACE.split(text)):
        if index % 2:
            result.append((formulas[int(piece)], True))
        elif piece:
            result.append((piece, False))
    return result


def put_back(text: str, formulas: Sequence[str]) -> str:
    """The text with its formulas as they were written."""
    return _PLACE.sub(lambda match: formulas[int(match[1])], text)


def is_display(formula: str) -> bool:
    """Whether a formula stands on a line of its own."""
    return formula.startswith(("\\[", "$$", "\\begin"))
