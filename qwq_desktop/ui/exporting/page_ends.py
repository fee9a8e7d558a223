"""Where pages end: not within a card of code that would fit on one, nor right below a heading."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat

from qwq_desktop.ui.chat.markdown import styles


def keep_together(document: QTextDocument) -> None:
    """Begin a new page before what would be cut, in a document that is laid out in pages."""
    height = document.pageSize().height()
    for first, last in _groups(document):
        top, bottom = _top(first), _bottom(last)
        is_cut = int(top / height) != int((bottom - 1) / height)
        if is_cut and bottom - top < height * 0.9:
            _begin_page(first)


def _groups(document: QTextDocument) -> Iterator[tuple[QTextBlock, QTextBlock]]:
    """The first and the last block of what belongs together, in order."""
    block = document.begin()
    while block.isValid():
        first = block
        while block.blockFormat().headingLevel() and block.next().isValid():
            block = block.next()
        if _edge(block) & styles.FIRST:
            while not _edge(block) & styles.LAST and block.next().isValid():
                block = block.next()
        if first != block:
            yield first, block
        block = block.next()


def _edge(block: QTextBlock) -> int:
    return int(block.blockFormat().property(styles.CODE_EDGE) or 0)


def _top(block: QTextBlock) -> float:
    layout = block.document().documentLayout()
    return layout.blockBoundingRect(block).top() - block.blockFormat().topMargin()


def _bottom(block: QTextBlock) -> float:
    """The end of the first line of text, of the last line of code."""
    rect = block.document().documentLayout().blockBoundingRect(block)
    lines = block.layout()
    line = lines.lineAt(lines.lineCount() - 1 if _edge(block) else 0)
    return rect.top() + (line.rect().bottom() if line.isValid() else 0)


def _begin_page(block: QTextBlock) -> None:
    form = block.blockFormat()
    form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).setBlockFormat(form)
