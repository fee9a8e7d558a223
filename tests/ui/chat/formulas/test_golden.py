"""A chosen few formulas look as they did when somebody looked at them.

After an intended change: delete the image, run the test once (it fails and writes the new image),
look at it, commit it.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from qwq_desktop.ui.chat.formulas import engine
from qwq_desktop.ui.chat.formulas.cache import FormulaCache

pytestmark = pytest.mark.skipif(not engine.IS_AVAILABLE, reason="no wheel of the engine here")

FOLDER = Path(__file__).parent / "golden"
EM, EDGE = 40, 10
FORMULAS = {
    "fractions": r"\[ x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a} \]",
    "sum": r"\[ \sum_{i=1}^{n} i^2 = \frac{n(n+1)(2n+1)}{6} \]",
    "matrix": r"\[ A = \begin{pmatrix} 1 & 2 \\[2pt] 3 & 4 \end{pmatrix} \]",
    "cases": r"\[ f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases} \]",
    "array": r"\[ \begin{array}{c|cc} p & q & r \\ \hline 1 & 0 & 1 \\ 0 & 1 & 1 \end{array} \]",
    "aligned": r"\[ a &= b + c \\ &= d \]",
    "boxed": r"\boxed{\frac{61}{466}}",
    "cancel": r"\( \cancel{x} + \textbf{bold} \)",
}


def painted(cache: FormulaCache, formula: str) -> QImage:
    drawing = cache.drawing(formula, is_display=formula.startswith("\\["))
    assert drawing is not None
    scale = EM / 1000
    width = round(drawing.width * scale) + 2 * EDGE
    height = round((drawing.ascent + drawing.descent) * scale) + 2 * EDGE
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    painter = QPainter(image)
    drawing.paint(painter, QPointF(EDGE, EDGE + drawing.ascent * scale), EM, QColor("black"))
    painter.end()
    return image


@pytest.mark.parametrize("name", FORMULAS)
def test_it_looks_as_it_did(cache: FormulaCache, looks_as_it_did, name: str) -> None:
    looks_as_it_did(painted(cache, FORMULAS[name]), FOLDER / f"{name}.png")
