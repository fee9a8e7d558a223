"""The formats of numbers and quotations in an answer, and the addresses behind them."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from qwq_desktop.ui.theme.tokens import Theme

# Properties of a character's format; those of `markdown.styles` and formulas are below them.
BRACKET = int(QTextFormat.Property.UserProperty) + 60  # a bracket or comma that isn't seen
CHIP = BRACKET + 1  # the digits of a number: "known" or "unknown"
QUOTE = CHIP + 1  # the index of the verdict on the quotation that the words stand in
KNOWN, UNKNOWN = "known", "unknown"
SCHEME = "qwq-citation"

_SIZE = 11.0
_SPACE = 2.5  # pixels behind each sign of a bracket, so that the chip has room


def address(number: int, index: int) -> str:
    """The address of a number; `index` is that of its verdict, -1 where there is none."""
    return f"{SCHEME}:{number}/{index}"


def read_address(url: QUrl) -> tuple[int, int] | None:
    """The number and index of an address; None for any other."""
    number, _, index = url.path().partition("/")
    if url.scheme() != SCHEME or not number.isdigit() or not index.lstrip("-").isdigit():
        return None
    return int(number), int(index)


def bracket(base: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    """What stands around numbers: kept in the text, not seen."""
    form = _small(base, theme)
    form.setProperty(BRACKET, True)
    form.setForeground(QColor(0, 0, 0, 0))
    form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    form.setFontLetterSpacing(theme.px(_SPACE))
    return form


def chip(base: QTextCharFormat, theme: Theme, href: str, tip: str) -> QTextCharFormat:
    """A number that opens its source; `href` is empty for a number without one."""
    palette = theme.palette
    form = _small(base, theme)
    form.setProperty(CHIP, KNOWN if href else UNKNOWN)
    form.setFontWeight(QFont.Weight.DemiBold)
    form.setForeground(QColor(palette.accent if href else palette.warn))
    form.setToolTip(tip)
    if href:
        form.setAnchor(True)
        form.setAnchorHref(href)
    return form


def proven(base: QTextCharFormat, theme: Theme, tip: str) -> QTextCharFormat:
    """A quotation that stands in the documents word for word."""
    form = QTextCharFormat(base)
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    form.setUnderlineColor(QColor(theme.palette.accent))
    form.setToolTip(tip)
    return form


def flagged(base: QTextCharFormat, theme: Theme, tip: str) -> QTextCharFormat:
    """A quotation that doesn't."""
    form = QTextCharFormat(base)
    form.setForeground(QColor(theme.palette.warn))
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    form.setUnderlineColor(QColor(theme.palette.warn))
    form.setToolTip(tip)
    return form


def _small(base: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    form = QTextCharFormat(base)
    font = QFont(base.font())
    font.setPixelSize(theme.px(_SIZE))
    font.setItalic(False)
    font.setStrikeOut(False)
    font.setUnderline(False)
    form.setFont(font)
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.NoUnderline)
    return form


def quote_cursor(document: QTextDocument, index: int) -> QTextCursor | None:
    """A cursor that selects the quotation of a verdict; None where it could not be marked."""
    found: QTextCursor | None = None
    block = document.begin()
    while block.isValid():
        for form in block.textFormats():
            if form.format.hasProperty(QUOTE) and form.format.property(QUOTE) == index:
                start = block.position() + form.start
                if found is None:
                    found = QTextCursor(document)
                    found.setPosition(start)
                end = start + form.length
                found.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        block = block.next()
    return found
