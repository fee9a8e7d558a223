"""A formula as filled outlines, ready to be painted at any size and in any colour."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

UNITS = 1000  # of all lengths here, in one em


@dataclass(frozen=True)
class Piece:
    """A part of a formula that cannot be broken: a glyph, a rule, a stroke.

    `path` is in place; `glyph` is the path data of a full-size glyph on the formula's base line.
    What lies over other pieces is in another `layer`: within one, outlines of opposite directions
    would cut holes into each other.
    """

    path: QPainterPath
    left: float
    right: float
    color: str = ""  # as the formula's writer asked for, empty for the text's own
    glyph: str = ""
    layer: int = 0


@dataclass(frozen=True)
class Ink:
    """All of one layer that has one colour."""

    path: QPainterPath
    color: str = ""


@dataclass(frozen=True)
class Drawing:
    """Outlines around the origin of the base line, in units of `UNITS` to the em, y downwards."""

    width: float
    ascent: float
    descent: float
    inks: tuple[Ink, ...]
    pieces: tuple[Piece, ...] = ()

    def paint(self, painter: QPainter, origin: QPointF, em: float, color: QColor) -> None:
        """Paint with the left end of the base line at `origin` and an em of so many pixels."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(origin)
        painter.scale(em / UNITS, em / UNITS)
        for ink in self.inks:
            painter.fillPath(ink.path, QColor(ink.color) if ink.color else color)
        painter.restore()


def drawn(pieces: tuple[Piece, ...], width: float, ascent: float, descent: float) -> Drawing:
    """A drawing of the pieces."""
    paths: dict[tuple[int, str], QPainterPath] = {}
    for piece in pieces:
        key = (piece.layer, piece.color)
        path = paths.get(key)
        if path is None:
            path = paths[key] = QPainterPath()
            path.setFillRule(piece.path.fillRule())
        path.addPath(piece.path)
    ordered = sorted(paths.items(), key=lambda item: item[0])
    inks = tuple(Ink(path, color) for (_layer, color), path in ordered)
    return Drawing(width, ascent, descent, inks, pieces)


def moved(piece: Piece, across: float, down: float) -> Piece:
    """The piece at another place."""
    path = QTransform.fromTranslate(across, down).map(piece.path)
    return replace(piece, path=path, left=piece.left + across, right=piece.right + across)
