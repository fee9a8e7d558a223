"""The drawings of formulas, each made once and kept for all themes and sizes."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtGui import QFont

from qwq_desktop.ui.chat.formulas import engine, missing, source, svg, wrapping
from qwq_desktop.ui.chat.formulas.drawing import UNITS, Drawing
from qwq_desktop.ui.chat.formulas.glyphs import Glyphs

KEPT = 3_000  # formulas, about 10 kB each


@dataclass(frozen=True)
class Fitted:
    """A drawing for a given width, and the em in pixels at which it fits."""

    drawing: Drawing
    em: float


class FormulaCache:
    """Draws formulas and remembers the drawings, and that some cannot be drawn."""

    def __init__(self, fallback: QFont) -> None:
        """`fallback` is the font for characters that mathematics has none for, as Chinese."""
        self._glyphs = Glyphs(fallback)
        self._drawings: OrderedDict[tuple[str, bool], Drawing | None] = OrderedDict()
        self._broken: OrderedDict[tuple[str, bool, int], tuple[Drawing, float]] = OrderedDict()

    def drawing(self, formula: str, *, is_display: bool) -> Drawing | None:
        """The drawing of a formula as written; None where its source should be shown."""
        key = (formula, is_display)
        if key in self._drawings:
            self._drawings.move_to_end(key)
            return self._drawings[key]
        drawing = self._drawings[key] = self._draw(source.bare(formula), is_display)
        if len(self._drawings) > KEPT:
            self._drawings.popitem(last=False)
        return drawing

    def fitted(self, formula: str, *, is_display: bool, em: float, room: float) -> Fitted | None:
        """The drawing at `em` pixels an em in `room` pixels.

        If need be it is broken into lines, or smaller.
        """
        drawing = self.drawing(formula, is_display=is_display)
        if drawing is None:
            return None
        units = room / em * UNITS
        if drawing.width <= units or room <= 0:
            return Fitted(drawing, em)
        key = (formula, is_display, round(units))
        found = self._broken.get(key)
        if found is None:
            found = self._broken[key] = wrapping.fitting(drawing, units)
            if len(self._broken) > KEPT // 10:
                self._broken.popitem(last=False)
        return Fitted(found[0], em * found[1])

    def _draw(self, latex: str, is_display: bool) -> Drawing | None:
        found = engine.outlines(latex, is_display=is_display)
        if found is None:
            return None
        chars = missing.placed(latex, found, is_display=is_display) if found.missing else []
        return svg.read(found.svg, self._glyphs, chars)
