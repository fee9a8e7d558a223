"""LaTeX as MathML."""

import re
import xml.etree.ElementTree as ElementTree

from latex2mathml.converter import convert

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
DEEPEST = 60  # levels of groups; the converter is recursive

_DELIMITERS = re.compile(
    r"\A(?:\\\[(?P<bracket>.*)\\\]|\$\$(?P<dollars>.*)\$\$|\\\((?P<paren>.*)\\\)"
    r"|\$(?P<dollar>.*)\$)\Z",
    re.S,
)
_ALIGNED = re.compile(r"(\\(?:begin|end))\{(?:aligned|align|gathered|split|eqnarray)\*?\}")
_NUMBERING = re.compile(r"\\(?:label|tag)\*?\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])")
_SYNONYMS = (
    (re.compile(r"\\[bB]igg?[lrm]?(?![a-zA-Z])"), ""),  # Word stretches by itself
    (re.compile(r"\\arg(?![a-zA-Z])"), r"\\operatorname{arg}"),
    (re.compile(r"\\(?:d|t)frac(?![a-zA-Z])"), r"\\frac"),
    (re.compile(r"\\(?:fbox|framebox)(?![a-zA-Z])"), r"\\boxed"),
    (re.compile(r"\\(?:bm|boldsymbol)(?![a-zA-Z])"), r"\\mathbf"),
)


def latex_of(source: str) -> tuple[str, bool]:
    """The LaTeX within a formula as it was written, and whether it stands on its own line."""
    text = source.strip()
    found = _DELIMITERS.match(text)
    is_display = text.startswith(("\\[", "$$", "\\begin"))
    if not found:
        return text, is_display
    return next(part for part in found.groups() if part is not None).strip(), is_display


def mathml(latex: str, *, is_display: bool) -> ElementTree.Element | None:
    """The formula as a `math` element; None where it isn't understood, to show its source."""
    if _depth(latex) > DEEPEST or not latex.strip():
        return None
    try:
        text = convert(_prepared(latex), display="block" if is_display else "inline")
        root = ElementTree.fromstring(text)
    except Exception:  # whatever the converter trips over, the source stands in
        return None
    return None if _is_damaged(root) else root


def _prepared(latex: str) -> str:
    """What the converter doesn't know, in the words that it does."""
    text = _NUMBERING.sub("", latex)
    for pattern, replacement in _SYNONYMS:
        text = pattern.sub(replacement, text)
    return _ALIGNED.sub(r"\1{align*}", text)


def _depth(latex: str) -> int:
    depth = deepest = 0
    for character in latex:
        depth += (character == "{") - (character == "}")
        deepest = max(deepest, depth)
    return max(deepest, latex.count("\\left"))


def _is_damaged(root: ElementTree.Element) -> bool:
    """Whether a command passed through as text."""
    return any("\\" in (element.text or "") for element in root.iter() if _is_token(element))


def _is_token(element: ElementTree.Element) -> bool:
    return element.tag.rpartition("}")[2] in ("mi", "mo", "mn")
