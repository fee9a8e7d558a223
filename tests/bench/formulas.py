"""Formulas that models wrote: how many are drawn, and how long each takes.

A file holds a JSON list of {"latex", "display"}. `failed` are those that show their source instead,
named on stderr. `median_ms` is from LaTeX to outlines, `painted_ms` to paint them. The baseline:
Qt's own reader and painter of SVG on the same images of the engine.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from qwq_desktop.ui.chat.formulas import engine
from qwq_desktop.ui.chat.formulas.cache import FormulaCache
from qwq_desktop.ui.chat.formulas.drawing import Drawing
from tests.bench.result import Result, percentile

FORMULAS = Path(__file__).resolve().parents[1] / "ui" / "chat" / "data" / "formulas.json"
EM = 18.0
METADATA = re.compile(r"<metadata>.*?</metadata>", re.S)  # Qt warns of each


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--file", type=Path, default=FORMULAS)


def run(options: argparse.Namespace) -> Result:
    """Draw and paint each formula once, in a cache that knows the glyphs of none."""
    _application = QGuiApplication.instance() or QGuiApplication(
        ["bench", "-platform", "offscreen"]
    )
    formulas = json.loads(options.file.read_text("utf-8"))
    cache = FormulaCache(QFont())
    engine.outlines("x", is_display=True)
    drawn: list[float] = []
    painted: list[float] = []
    images: list[str] = []
    failed = 0
    for each in formulas:
        latex, is_display = each["latex"], bool(each["display"])
        written = rf"\[{latex}\]" if is_display else rf"\({latex}\)"
        took, drawing = timed(lambda w=written, d=is_display: cache.drawing(w, is_display=d))
        drawn.append(took)
        if drawing is None:
            failed += 1
            print(f"failed: {latex[:120]!r}", file=sys.stderr)
            continue
        painted.append(on_image(lambda p, d=drawing: paint(d, p)))
        found = engine.outlines(latex.strip(), is_display=is_display)
        images += [found.svg] if found else []
    figures = {
        "total": len(formulas),
        "failed": failed,
        "median_ms": median(drawn),
        "p99_ms": percentile(drawn, 0.99),
        "painted_ms": median(painted),
    }
    baseline = qt_svg(images)
    ratios = {}
    if baseline:
        ratios["painted_of_qt_svg"] = figures["painted_ms"] / baseline["qt_svg_painted_ms"]
    return Result(figures, baseline, ratios)


def paint(drawing: Drawing, painter: QPainter) -> None:
    """As a line of text would."""
    drawing.paint(painter, QPointF(0, drawing.ascent * EM / 1000), EM, QColor("black"))


def qt_svg(images: list[str]) -> dict[str, float]:
    """What QSvgRenderer takes to read and to paint the same images; nothing where it is missing."""
    try:
        from PySide6.QtSvg import QSvgRenderer
    except ImportError:
        return {}
    reading, painting = [], []
    for image in images:
        data = QByteArray(METADATA.sub("", image).encode())
        took, renderer = timed(lambda d=data: QSvgRenderer(d))
        box = QRectF(0, 0, 400, 60)
        reading.append(took)
        painting.append(on_image(lambda p, r=renderer, b=box: r.render(p, b)))
    return {"qt_svg_read_ms": median(reading), "qt_svg_painted_ms": median(painting)}


def timed(do: Callable[[], Any]) -> tuple[float, Any]:
    """(milliseconds, what came of it)."""
    started = perf_counter()
    result = do()
    return (perf_counter() - started) * 1000, result


def on_image(paint: Callable[[QPainter], None]) -> float:
    """Milliseconds to paint on an image of an ordinary formula's size."""
    image = QImage(800, 120, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(2)
    image.fill(0)
    painter = QPainter(image)
    took, _nothing = timed(lambda: paint(painter))
    painter.end()
    return took
