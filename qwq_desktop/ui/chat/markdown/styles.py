"""The formats of a rendered text: fonts, colours, margins of each kind of block, from the theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
)

from qwq_desktop.ui.chat.markdown.nodes import Align, Span, SpanKind
from qwq_desktop.ui.theme import fonts
from qwq_desktop.ui.theme.tokens import Theme

# What the document view paints behind the text, told by properties of a block's format.
CODE_EDGE = (
    int(QTextFormat.Property.UserProperty) + 1
)  # bits: 1 first line, 2 last line, 4 any line of a code card
CODE_INDENT = CODE_EDGE + 1  # left edge of the card in pixels
CODE_LANGUAGE = CODE_EDGE + 2
QUOTE_EDGES = CODE_EDGE + 3  # of the rules of quotations, outermost first: "0 16", in pixels
RULE = CODE_EDGE + 4
FIRST_ROW = CODE_EDGE + 5  # of a table: how many rows stand in the parts before it
FIRST, LAST, INSIDE = 1, 2, 4

_ALIGNMENTS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_HEADINGS = {1: 20.0, 2: 18.0, 3: 16.0}


@dataclass(frozen=True)
class TextRole:
    """Size and colours of a text: an answer, or the quieter thinking.

    Sizes in CSS pixels before scaling.
    """

    size: float
    code_size: float
    color: str
    strong_color: str
    gap: float  # between paragraphs


def answer_role(theme: Theme) -> TextRole:
    """The role of an answer's text."""
    return TextRole(theme.TEXT, theme.CODE, theme.palette.ink, theme.palette.ink, 12)


def thinking_role(theme: Theme) -> TextRole:
    """The role of the thinking."""
    return TextRole(theme.THINKING, theme.CODE - 0.5, theme.palette.soft, theme.palette.soft, 10)


class Formats:
    """The formats of one role in one theme. Made once, shared by all texts of that role."""

    def __init__(self, theme: Theme, role: TextRole) -> None:
        self.theme = theme
        self.role = role
        self.font = fonts.interface_font(theme, role.size)
        self.code_font = fonts.code_font(theme, role.code_size)
        self.indent = theme.px(26)
        self.gap = theme.px(role.gap)
        self.formula_gap = theme.px(role.gap + 4)  # lines of text have as much within their height
        self.code_padding = theme.px(12)
        self.code_header = theme.px(30)

    def line_height(self, size: float) -> int:
        """The height of a line of text of that size."""
        return round(self.theme.px(size) * self.theme.LINE_HEIGHT)

    def block(self, left: int = 0, top: int = 0, size: float | None = None) -> QTextBlockFormat:
        """A block `left` pixels from the edge and `top` below the block before."""
        form = QTextBlockFormat()
        form.setLeftMargin(left)
        form.setTopMargin(top)
        height = self.line_height(size or self.role.size)
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        return form

    def item(self, left: int, top: int) -> QTextBlockFormat:
        """A block whose first line begins with a marker `indent` before the others."""
        form = self.block(left + self.indent, top)
        form.setTextIndent(-self.indent)
        form.setTabPositions([QTextOption.Tab(self.indent, QTextOption.TabType.LeftTab)])
        return form

    def code(self, left: int, top: int, language: str, edge: int) -> QTextBlockFormat:
        """A line of code in its card.

        The card's padding is in the margins of its first and last line.
        """
        form = QTextBlockFormat()
        form.setLeftMargin(left + self.code_padding)
        form.setRightMargin(self.code_padding)
        if edge & FIRST:
            form.setTopMargin(top + self.code_padding + (self.code_header if language else 0))
        if edge & LAST:
            form.setBottomMargin(self.code_padding + self.gap)
        height = round(self.theme.px(self.role.code_size) * 1.55)
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        form.setProperty(CODE_EDGE, edge | INSIDE)
        form.setProperty(CODE_INDENT, left)
        form.setProperty(CODE_LANGUAGE, language)
        return form

    def heading_size(self, level: int) -> float:
        """The type size of a heading, in CSS pixels before scaling."""
        return max(self.role.size, _HEADINGS.get(level, 0) * self.role.size / self.theme.TEXT)

    def heading_gap(self, level: int) -> int:
        """The space above a heading."""
        return self.theme.px(22 if level < 3 else 18)

    def text(self, color: str = "", size: float | None = None) -> QTextCharFormat:
        """Plain words."""
        form = QTextCharFormat()
        font = QFont(self.font)
        font.setPixelSize(self.theme.px(size or self.role.size))
        form.setFont(font)
        form.setForeground(QColor(color or self.role.color))
        return form

    def heading(self, level: int) -> QTextCharFormat:
        """The words of a heading."""
        form = self.text(self.role.strong_color, self.heading_size(level))
        form.setFontWeight(QFont.Weight.DemiBold)
        return form

    def code_text(self, color: str = "") -> QTextCharFormat:
        """Words of code."""
        form = QTextCharFormat()
        form.setFont(self.code_font)
        form.setForeground(QColor(color or self.role.color))
        return form

    def display_formula(self, color: str = "") -> QTextCharFormat:
        """A formula on a line of its own."""
        return self.text(color, size=self.role.size * 1.1)

    def unfinished_formula(self) -> QTextCharFormat:
        """The source of a formula whose end has not come yet."""
        return self.code_text(self.theme.palette.faint)

    def span(self, span: Span, base: QTextCharFormat) -> QTextCharFormat:
        """The words of a span within text of the base format."""
        form = QTextCharFormat(base)
        if span.kind is not SpanKind.TEXT:
            form.setFont(self.code_font)
            form.setFontWeight(base.fontWeight())
        if span.kind is SpanKind.CODE:
            form.setBackground(QBrush(QColor(self.theme.palette.user)))
        if span.strong:
            form.setFontWeight(QFont.Weight.DemiBold)
        if span.emphasis:
            form.setFontItalic(True)
        if span.struck:
            form.setFontStrikeOut(True)
        if span.href:
            form.setAnchor(True)
            form.setAnchorHref(span.href)
            form.setToolTip(span.href)
            form.setForeground(QColor(self.theme.palette.accent))
        return form

    def table(self, left: int, top: int, widths: Sequence[QTextLength]) -> QTextTableFormat:
        """A table as wide as the column of text, its rows parted by hairlines."""
        form = QTextTableFormat()
        form.setBorder(0)
        form.setBorderCollapse(True)
        form.setCellSpacing(0)
        form.setCellPadding(0)
        form.setLeftMargin(left)
        form.setTopMargin(top)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints(widths)
        return form

    def cell(self, *, is_header: bool) -> QTextTableCellFormat:
        """A cell with the hairline under it."""
        form = QTextTableCellFormat()
        side, height = self.theme.px(10), self.theme.px(4)
        form.setLeftPadding(side)
        form.setRightPadding(side)
        form.setTopPadding(height - 2)
        form.setBottomPadding(height)
        palette = self.theme.palette
        form.setBottomBorder(1)
        form.setBottomBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        form.setBottomBorderBrush(QBrush(QColor(self.role.color if is_header else palette.line)))
        return form

    def cell_text(self, *, is_header: bool) -> QTextCharFormat:
        """The words of a cell."""
        form = self.text(size=self.role.size - 1)
        if is_header:
            form.setFontWeight(QFont.Weight.DemiBold)
        return form

    def cell_block(self, align: Align) -> QTextBlockFormat:
        """The text of a cell."""
        form = self.block(size=self.role.size - 1)
        form.setAlignment(_ALIGNMENTS[align])
        return form
