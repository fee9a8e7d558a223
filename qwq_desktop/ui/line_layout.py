"""A few lines of text for a delegate to paint, with ranges in colours of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from qwq_desktop.platform.text import utf16_length


def coloured(
    text: str, start: int, end: int, ink: str, ground: str = ""
) -> QTextLayout.FormatRange:
    """Characters `start` to `end` of a text in a colour, on another ground where one is named."""
    found, form = QTextLayout.FormatRange(), QTextCharFormat()
    form.setForeground(QColor(ink))
    if ground:
        form.setBackground(QColor(ground))
    found.start = utf16_length(text[:start])
    found.length = utf16_length(text[start:end])
    found.format = form
    return found


def laid_out(
    text: str,
    font: QFont,
    ranges: Sequence[QTextLayout.FormatRange],
    width: int,
    most_lines: int,
    leading: int,
) -> QTextLayout:
    """The text broken at `width` pixels; what doesn't fit the lines is left out.

    `leading` are the pixels between lines.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(ranges))
    layout.beginLayout()
    height = 0.0
    for _ in range(most_lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height() + leading
    layout.endLayout()
    return layout
