"""Where pages end."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextDocument

from qwq_desktop.ui.chat.markdown.render import DocumentWriter
from qwq_desktop.ui.chat.text_parts import text_parts
from qwq_desktop.ui.exporting.page_ends import keep_together
from qwq_desktop.ui.exporting.parsing import nodes_of

HEIGHT = 500


@pytest.fixture
def paged(bundled_fonts, theme, icons):
    """Lays a text out on pages; tells on which each block begins and ends."""

    def lay_out(text):
        parts = text_parts(theme, icons)
        document = QTextDocument()
        document.setDocumentMargin(0)
        document.setDefaultFont(parts.answer.font)
        DocumentWriter(document, parts.answer, parts.highlighter).write(nodes_of(text), [])
        document.setPageSize(QSizeF(600, HEIGHT))
        keep_together(document)
        pages = {}
        block = document.begin()
        while block.isValid():
            rect = document.documentLayout().blockBoundingRect(block)
            pages[block.text()] = (int(rect.top() / HEIGHT), int((rect.bottom() - 1) / HEIGHT))
            block = block.next()
        return pages

    return lay_out


@pytest.mark.parametrize("lines_before", range(4, 20))
def test_a_card_of_code_stays_on_one_page(paged, lines_before):
    code = "\n".join(f"line {n}" for n in range(12))
    pages = paged("words\n\n" * lines_before + f"```\n{code}\n```\n\nafter")
    assert len({page for n in range(12) for page in pages[f"line {n}"]}) == 1


def test_a_card_longer_than_a_page_begins_where_it_stands(paged):
    code = "\n".join(f"line {n}" for n in range(60))
    pages = paged(f"words\n\n```\n{code}\n```")
    assert pages["words"][0] == pages["line 0"][0] == 0


@pytest.mark.parametrize("lines_before", range(4, 20))
def test_a_heading_stays_with_its_text(paged, lines_before):
    pages = paged("words\n\n" * lines_before + "## One\n\n### Two\n\nits text")
    assert pages["One"][0] == pages["Two"][0] == pages["its text"][0]
