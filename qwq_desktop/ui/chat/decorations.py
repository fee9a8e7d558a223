"""What is painted behind a text: cards of code, rules of quotations, hairlines."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextBlock, QTextDocument

from qwq_desktop.ui.chat.citations.chips import paint_chips
from qwq_desktop.ui.chat.markdown import styles
from qwq_desktop.ui.chat.markdown.styles import Formats


class DecorationPainter:
    """Paints the decorations of a document's blocks that lie in a strip of it.

    What is outside costs nothing.
    """

    def __init__(self, formats: Formats) -> None:
        self._formats = formats
        self._palette = formats.theme.palette

    def overhang(self, document: QTextDocument) -> int:
        """How far a card at the end of the text reaches below it, in pixels.

        Qt leaves the last block's lower margin out of the document's size.
        """
        return self._formats.code_padding + 1 if _edge(document.lastBlock()) else 0

    def paint(self, painter: QPainter, document: QTextDocument, top: float, bottom: float) -> None:
        """Paint what lies between the two heights of the document, in its coordinates."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card: list[tuple[QTextBlock, QRectF]] = []
        for block, rect in _visible(document, top, bottom):
            edge = _edge(block)
            if card and (not edge or edge & styles.FIRST):
                self._card(painter, document, card)
                card = []
            if edge:
                card.append((block, rect))
            else:
                self._mark(painter, document, block, rect)
        if card:
            self._card(painter, document, card)

    def _card(
        self, painter: QPainter, document: QTextDocument, lines: list[tuple[QTextBlock, QRectF]]
    ) -> None:
        """The card behind lines of code; where it goes on out of sight, its corners lie there."""
        (first, first_rect), (last, last_rect) = lines[0], lines[-1]
        language = str(first.blockFormat().property(styles.CODE_LANGUAGE) or "")
        padding = self._formats.code_padding
        above = padding + (self._formats.code_header if language else 0)
        top = first_rect.top() - (above if _edge(first) & styles.FIRST else 2 * above)
        bottom = last_rect.bottom() + (padding if _edge(last) & styles.LAST else 2 * above)
        left = first.blockFormat().intProperty(styles.CODE_INDENT)
        self._card_box(
            painter,
            QRectF(left + 0.5, top, document.textWidth() - left - 1, bottom - top),
            language,
        )

    def _card_box(self, painter: QPainter, card: QRectF, language: str) -> None:
        theme = self._formats.theme
        radius = theme.px(theme.RADIUS_CARD)
        painter.setPen(QPen(QColor(self._palette.line), 1))
        painter.setBrush(QColor(self._palette.code))
        painter.drawRoundedRect(card.adjusted(0, 0.5, 0, -0.5), radius, radius)
        if not language:
            return
        header = self._formats.code_header
        line = round(card.top() + header) + 0.5
        painter.drawLine(QPointF(card.left(), line), QPointF(card.right(), line))
        font = QFont(self._formats.font)
        font.setPixelSize(theme.px(theme.CAPTION))
        painter.setFont(font)
        painter.setPen(QColor(self._palette.faint))
        label = QRectF(card.left() + self._formats.code_padding, card.top(), card.width(), header)
        painter.drawText(
            label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, language
        )

    def _mark(
        self, painter: QPainter, document: QTextDocument, block: QTextBlock, rect: QRectF
    ) -> None:
        form = block.blockFormat()
        self._quotes(painter, block, rect)
        paint_chips(painter, block, rect, self._formats.theme)
        if form.hasProperty(styles.RULE):
            y = round(rect.center().y()) + 0.5
            painter.setPen(QPen(QColor(self._palette.line), 1))
            painter.drawLine(QPointF(form.leftMargin(), y), QPointF(document.textWidth(), y))

    def _quotes(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """The rules of the quotations that a block stands in, each without a gap."""
        before = _quote_edges(block.previous())
        for edge in _quote_edges(block):
            top = rect.top() - (block.blockFormat().topMargin() if edge in before else 0)
            area = QRectF(int(edge), top, 2, rect.bottom() - top)
            painter.fillRect(area, QColor(self._palette.line))


def _visible(
    document: QTextDocument, top: float, bottom: float
) -> Iterator[tuple[QTextBlock, QRectF]]:
    layout = document.documentLayout()
    position = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    if block.previous().isValid():
        block = block.previous()
    while block.isValid():
        rect = layout.blockBoundingRect(block)
        rect.setBottom(rect.top() + block.layout().boundingRect().bottom())
        if rect.top() > bottom + 80:
            return
        yield block, rect
        block = block.next()


def _edge(block: QTextBlock) -> int:
    """Which line of a card of code the block is, as bits; 0 for other text."""
    return int(block.blockFormat().property(styles.CODE_EDGE) or 0)


def _quote_edges(block: QTextBlock) -> list[str]:
    return str(block.blockFormat().property(styles.QUOTE_EDGES) or "").split()
