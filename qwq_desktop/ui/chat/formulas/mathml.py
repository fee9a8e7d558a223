"""LaTeX as MathML, for clipboards and exports."""

import logging
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping

from qwq_desktop.ui.chat.formulas import engine, source

LOG = logging.getLogger(__name__)

DEEPEST = 64  # nested groups
Elements = Mapping[str, ElementTree.Element | None]  # of formulas as they were written

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_GAP = re.compile(r"\\\\\s*\[[^\]\n]{1,12}\]")  # the converter shows the length after a line's end
_ENVIRONMENT = re.compile(
    r"\\(begin|end)\{(equation|align|aligned|alignat|alignedat|eqnarray|flalign|gather|gathered"
    r"|multline|dcases)\*?\}(\{\d\})?"
)
_SAME = {"equation": "", "dcases": "cases"}  # as the converter knows them; all others are `split`
_NUMBERING = re.compile(r"\\(?:label|tag)\*?\{[^{}]*\}|\\(?:nonumber|notag)(?![a-zA-Z])")
_SYNONYMS = (
    (re.compile(r"\\[bB]igg?[lrm]?(?=\s*\\)"), ""),  # it sizes bare signs only
    (re.compile(r"\\arg(?![a-zA-Z])"), r"\\operatorname{arg}"),
    (re.compile(r"\\(?:fbox|framebox)(?![a-zA-Z])"), r"\\boxed"),
)
_SIGNS = ("mi", "mo", "mn")


def element(formula: str, *, is_display: bool) -> ElementTree.Element | None:
    """The `math` element of a formula as written; None for one that cannot be drawn either."""
    latex = source.bare(formula)
    if engine.IS_AVAILABLE and engine.outlines(latex, is_display=is_display) is None:
        return None
    if not _is_bounded(latex):
        return None
    try:
        from latex2mathml.converter import convert  # not before something is copied

        written = convert(_in_its_words(latex), display="block" if is_display else "inline")
        found = ElementTree.fromstring(written)
    except Exception as error:  # the converter raises what comes: KeyError, IndexError, its own
        LOG.info("No MathML for a formula: %r", error)
        return None
    return None if _is_damaged(found) else found


def text(found: ElementTree.Element) -> str:
    """A `math` element as text, to stand in HTML or alone."""
    ElementTree.register_namespace("", NAMESPACE)
    return ElementTree.tostring(found, encoding="unicode")


def _in_its_words(latex: str) -> str:
    """The same formula in what the converter knows, without numbers, which nobody saw."""
    latex = _NUMBERING.sub("", source.mended(latex))
    for pattern, replacement in _SYNONYMS:
        latex = pattern.sub(replacement, latex)
    return _GAP.sub(r"\\\\", _ENVIRONMENT.sub(_known, latex))


def _known(match: re.Match[str]) -> str:
    """The like environment that the converter knows."""
    name = _SAME.get(match[2], "split")
    return rf"\{match[1]}{{{name}}}" if name else ""


def _is_bounded(latex: str) -> bool:
    """Whether a converter that calls itself for each group can take it."""
    depth = deepest = 0
    for char in latex:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return max(deepest, latex.count("\\left")) <= DEEPEST and len(latex) <= source.LONGEST


def _is_damaged(found: ElementTree.Element) -> bool:
    """Whether a command passed through as a sign."""
    return any(
        "\\" in (element.text or "") and str(element.tag).rpartition("}")[2] in _SIGNS
        for element in found.iter()
    )
