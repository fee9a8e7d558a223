"""The LaTeX between a formula's delimiters, put so that the engine draws what its writer meant."""

import re
import textwrap

LONGEST = 3_000  # characters; the engine takes about 8 µs for each, on the UI thread

_DELIMITERS = (("\\[", "\\]"), ("\\(", "\\)"), ("$$", "$$"), ("$", "$"))
_STYLED = re.compile(r"\\text(bf|it|tt)\s*\{([^{}\\$]*)\}")
_STYLES = {"bf": "mathbf", "it": "mathit", "tt": "mathtt"}
_BOXED_WORDS = re.compile(r"\\boxed\s*\{\s*([^{}\\^_=$+*/<>|]*[^\W\d_]{2,}[^{}\\^_=$]*?)\s*\}")
_LONG_BOX = re.compile(r"\\boxed\s*\{\s*\\text\s*\{([^{}\\$]{60,})\}\s*\}")
_BOX_WIDTH = 58  # letters in a line of a box of words
_ENVIRONMENT = re.compile(r"\\(begin|end)\{")
_PLAIN = re.compile(r"[A-Za-z0-9 ,.:;()\-]+")


def bare(formula: str) -> str:
    """A formula as written, without its delimiters; environments and boxes are their own."""
    formula = formula.strip()
    for opening, closing in _DELIMITERS:
        is_whole = len(formula) >= len(opening) + len(closing)
        if is_whole and formula.startswith(opening) and formula.endswith(closing):
            return formula[len(opening) : -len(closing)].strip()
    return formula


def prepared(latex: str) -> str:
    r"""The same formula in the words of the engine.

    Mathra sets `\textbf` and its like upright, and never breaks a line of text.
    """
    return _LONG_BOX.sub(_in_lines, mended(_STYLED.sub(_styled, latex)))


def mended(latex: str) -> str:
    r"""The same formula as its writer meant it.

    Words in a box are words, not a product of letters; `\\` outside an environment ends a row.
    """
    latex = _BOXED_WORDS.sub(lambda match: rf"\boxed{{\text{{{match[1]}}}}}", latex)
    if has_rows_outside_environments(latex):
        name = "aligned" if "&" in latex else "gathered"
        latex = rf"\begin{{{name}}}{latex}\end{{{name}}}"
    return latex


def has_rows_outside_environments(latex: str) -> bool:
    r"""Whether a `\\` breaks the formula itself into lines."""
    if "\\\\" not in latex:
        return False
    depth = braces = index = 0
    while index < len(latex):
        char = latex[index]
        if char == "\\":
            environment = _ENVIRONMENT.match(latex, index)
            if environment:
                depth += 1 if environment[1] == "begin" else -1
            elif latex.startswith("\\\\", index) and depth <= 0 and braces <= 0:
                return bool(latex[index + 2 :].strip())
            index += 1
        elif char in "{}":
            braces += 1 if char == "{" else -1
        index += 1
    return False


def _in_lines(match: re.Match[str]) -> str:
    words = match[1]
    is_wide = sum(ord(char) > 0x2E80 for char in words) * 2 > len(words)
    lines = textwrap.wrap(words, _BOX_WIDTH // 2 if is_wide else _BOX_WIDTH)
    rows = r" \\ ".join(rf"\text{{{line}}}" for line in lines)
    return rf"\boxed{{\begin{{array}}{{l}}{rows}\end{{array}}}}"


def _styled(match: re.Match[str]) -> str:
    style, words = match[1], match[2]
    if not _PLAIN.fullmatch(words):
        return match[0]
    parts = [
        rf"\{_STYLES[style]}{{{word}}}" if word.isalnum() else rf"\text{{{word}}}"
        for word in re.findall(r"[A-Za-z0-9]+|[^A-Za-z0-9]+", words)
    ]
    return "{" + "".join(parts) + "}"
