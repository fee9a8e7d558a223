"""Dollar signs: which pairs stand around a formula, and which are prices."""

import re

_GROUP = re.compile(r"\\(?:text|mathrm|operatorname|mbox|textbf|textit)\*?\s*\{[^{}]*\}")
_COMMAND = re.compile(r"\\[A-Za-z]+")
_PROSE = re.compile(
    r"[A-Za-z]{2,}[,.;:]?\s+(?:[A-Za-z]\s+)?[A-Za-z]{2,}"  # two words, one after the other
    r"|(?<![A-Za-z])(?:and|or|to|per|for|but|than|plus|from|with|is|was|each)(?![A-Za-z])"
    r"|[\u3400-\u9fff]"
)
_NAMES = re.compile(r"\b(?:sin|cos|tan|log|ln|exp|max|min|lim|mod|gcd|lcm|det|dim|deg)\b")
_MARKS = re.compile(r"[\\^_=<>+*/{}|±×÷≤≥≠≈∑∫√∞∈→-]")
_ATOM = re.compile(r"[A-Za-z](?:['′]*|\s*\([^()]*\))|-?\d+(?:[.,]\d+)*%?|\S")
_OPEN_END = re.compile(r"[-+*/=<>(\[{,]\Z")


def is_formula_between_dollars(content: str, after: str) -> bool:
    r"""Whether `$content$`, followed by `after`, is a formula.

    Written tight (`$x$`) it is one unless it reads as prose. With a blank at both sides (`$ x $`,
    as Qwen3 writes) its content must look like mathematics. With a blank at one side only it is
    what stands between two prices.
    """
    inner = content.strip()
    if not inner or "\\(" in inner or "\\[" in inner:
        return False
    has_commands = "\\" in inner
    is_tight_left, is_tight_right = not content[0].isspace(), not content[-1].isspace()
    if is_tight_left != is_tight_right or (_OPEN_END.search(inner) and not has_commands):
        return False
    words = _NAMES.sub("1", _COMMAND.sub(" 1 ", _GROUP.sub(" 1 ", inner)))
    if _PROSE.search(words):
        return False
    if is_tight_left:
        return True
    if after.lstrip()[:1].isdigit() and not has_commands:
        return False
    return bool(_MARKS.search(inner) or _ATOM.fullmatch(inner))
