"""The outlines of glyphs as painter paths, each parsed once."""

import re
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainterPath

KEPT = 2_000  # glyphs

_STEP = re.compile(r"([MLQCZ])([^MLQCZ]*)")


class Glyphs:
    """Parses the path data of an SVG image, and outlines the characters of a system font."""

    def __init__(self, fallback: QFont) -> None:
        """`fallback` is the font for what the formula font lacks; it is used at 1 000 pixels."""
        self._font = QFont(fallback)
        self._font.setPixelSize(1000)
        self._paths: OrderedDict[str, QPainterPath] = OrderedDict()

    def path(self, data: str) -> QPainterPath:
        """The path of such data; upwards is positive there, as in the font."""
        return self._kept(data, parsed)

    def character(self, char: str) -> QPainterPath:
        """The outline of a character of the system's fonts, on the base line at the origin."""
        return self._kept(f"char {char}", lambda _key: self._outlined(char))

    def _outlined(self, char: str) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addText(0, 0, self._font, char)
        return path

    def _kept(self, key: str, make: Callable[[str], QPainterPath]) -> QPainterPath:
        path = self._paths.get(key)
        if path is None:
            path = self._paths[key] = make(key)
            if len(self._paths) > KEPT:
                self._paths.popitem(last=False)
        return path


def parsed(data: str) -> QPainterPath:
    """The path that SVG path data describes: absolute moves, lines, curves of both kinds."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command, rest in _STEP.findall(data):
        n = [float(number) for number in rest.split()]
        match command:
            case "M":
                path.moveTo(n[0], n[1])
            case "L":
                path.lineTo(n[0], n[1])
            case "Q":
                path.quadTo(n[0], n[1], n[2], n[3])
            case "C":
                path.cubicTo(n[0], n[1], n[2], n[3], n[4], n[5])
            case "Z":
                path.closeSubpath()
    return path
