"""LaTeX to MathML, for clipboards and exports."""

import logging
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping

from latex2mathml.converter import convert

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


def element(formula: str, *, is_display: bool) -> ElementTree.Element | None:
    """The `math` element of a formula as written; None for one that cannot be drawn either."""
    latex = source.bare(formula)
    if engine.IS_AVAILABLE and engine.outlines(latex, is_display=is_display) is None:
        return None
    if not _is_bounded(latex):
        return None
    try:
        latex = _GAP.sub(r"\\\\", _ENVIRONMENT.sub(_known, source.prepared(latex)))
        written = convert(latex, display="block" if is_display else "inline")
        return ElementTree.fromstring(written)
    except Exception as error:  # the converter raises what comes: KeyError, IndexError, its own
        LOG.info("No MathML for a formula: %r", error)
        return None


def text(found: ElementTree.Element) -> str:
    """A `math` element as text, to stand in HTML or alone."""
    ElementTree.register_namespace("", NAMESPACE)
    return ElementTree.tostring(found, encoding="unicode")


def _known(match: re.Match[str]) -> str:
    """The like environment that the converter knows, without numbers, which nobody saw."""
    name = _SAME.get(match[2], "split")
    return rf"\{match[1]}{{{name}}}" if name else ""


def _is_bounded(latex: str) -> bool:
    """Whether a converter that calls itself for each group can take it."""
    depth = deepest = 0
    for char in latex:
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
    return deepest <= DEEPEST and len(latex) <= source.LONGEST
