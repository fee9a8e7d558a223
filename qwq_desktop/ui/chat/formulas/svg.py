"""Reads the engine's SVG: glyphs of its font, rules, strokes, boxes for missing glyphs."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPainterPathStroker, QTransform

from qwq_desktop.ui.chat.formulas.drawing import Drawing, Piece, drawn
from qwq_desktop.ui.chat.formulas.glyphs import Glyphs
from qwq_desktop.ui.chat.formulas.rules import Box, straightened

MISSING_ADVANCE = 932.0  # of the box that the font draws for a glyph it lacks
MISSING_GLYPH = "g2259"

_NAME = "{http://www.w3.org/2000/svg}"
_TRANSFORM = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)(?: scale\(([-\d.]+)\))?")


def read(svg: str, glyphs: Glyphs, missing: Sequence[str]) -> Drawing:
    """The drawing that an image of the engine describes.

    `missing` are the characters that boxes stand for, in the order of the boxes.
    """
    root = ElementTree.fromstring(svg)
    left, top, width, height = (float(number) for number in root.get("viewBox", "").split())
    defined = {path.get("id", ""): path.get("d", "") for path in root.iter(f"{_NAME}path")}
    group = root.find(f"{_NAME}g")
    elements = list(group) if group is not None else []
    pieces = [
        *_glyphs(elements, defined, glyphs, missing),
        *_rules(elements),
        *_strokes(elements),
    ]
    return drawn(tuple(pieces), left + width, -top, top + height)


def boxes_for_missing(svg: str) -> int:
    """How many boxes stand for glyphs that the font lacks."""
    return svg.count(f'-{MISSING_GLYPH}" ')


def glyph_names(svg: str) -> list[str]:
    """The names of the glyphs that an image uses, in the order of their use."""
    return re.findall(r'<use href="#mathra-[0-9a-f]+-(g\d+)"', svg)


def glyph_data(svg: str) -> list[str]:
    """The path data of all glyphs in an image."""
    return re.findall(r'<path id="[^"]*" d="([^"]*)"', svg)


def _glyphs(
    elements: Sequence[ElementTree.Element],
    defined: dict[str, str],
    glyphs: Glyphs,
    missing: Sequence[str],
) -> Iterator[Piece]:
    rest = iter(missing)
    for use in elements:
        if use.tag != f"{_NAME}use":
            continue
        name = use.get("href", "").removeprefix("#")
        x, y, scale = _place(use)
        place = QTransform(scale, 0, 0, -scale, x, -y)
        char = next(rest, "") if name.endswith(f"-{MISSING_GLYPH}") else ""
        data = defined.get(name, "")
        if char:
            path = _filled_in(glyphs.character(char), x, y, scale)
        else:
            path = place.map(glyphs.path(data))
        bounds = path.boundingRect()
        is_on_base_line = y == 0 and scale == 1 and not char
        color = _color(use)
        yield Piece(path, bounds.left(), bounds.right(), color, data if is_on_base_line else "")


def _filled_in(path: QPainterPath, x: float, y: float, scale: float) -> QPainterPath:
    """A system font's character in the middle of the place that its box took."""
    size = scale * MISSING_ADVANCE / 1000
    return QTransform(size, 0, 0, size, x, -y).map(path)


def _place(use: ElementTree.Element) -> tuple[float, float, float]:
    match = _TRANSFORM.fullmatch(use.get("transform", ""))
    if match:
        return float(match[1]), float(match[2]), float(match[3] or 1)
    return _number(use, "x"), _number(use, "y"), 1.0


def _rules(elements: Sequence[ElementTree.Element]) -> Iterator[Piece]:
    rects = [element for element in elements if element.tag == f"{_NAME}rect"]
    boxes = [Box(*(_number(rect, key) for key in ("x", "y", "width", "height"))) for rect in rects]
    for rect, box in zip(rects, straightened(boxes), strict=True):
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addRect(QRectF(box.x, -box.y - box.height, box.width, box.height))
        color = _color(rect)
        yield Piece(path, box.x, box.x + box.width, color, layer=-1 if color else 1)


def _strokes(elements: Sequence[ElementTree.Element]) -> Iterator[Piece]:
    for line in elements:
        if line.tag != f"{_NAME}line":
            continue
        x1, y1, x2, y2 = (_number(line, key) for key in ("x1", "y1", "x2", "y2"))
        path = QPainterPath(QPointF(x1, -y1))
        path.lineTo(x2, -y2)
        stroker = QPainterPathStroker()
        stroker.setWidth(_number(line, "stroke-width") or 50)
        stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
        color = _color(line, "stroke")
        stroke = stroker.createStroke(path)
        yield Piece(stroke, min(x1, x2), max(x1, x2), color, layer=2)


def _number(element: ElementTree.Element, name: str) -> float:
    return float(element.get(name, "0"))


def _color(element: ElementTree.Element, name: str = "fill") -> str:
    color = element.get(name, "")
    return color if color not in ("", "currentColor") and QColor.isValidColorName(color) else ""
