"""Pages beside the chat: a column that scrolls to the end of its texts and no further."""

import pytest
from PySide6.QtWidgets import QFrame, QVBoxLayout

from qwq_desktop.ui.pages import PageFrame
from qwq_desktop.ui.settings.controls import text_label

WORDS = "Half the size of the large one, taught to think, and quick enough for most computers. " * 3


@pytest.mark.parametrize("width", [500, 1000])
def test_below_the_last_words_the_page_ends(qtbot, dressed, icons, theme, width):
    page = PageFrame(icons, theme)
    qtbot.addWidget(page)
    labels = [text_label("note", WORDS) for _ in range(40)]
    for label in labels:
        card = QFrame()
        QVBoxLayout(card).addWidget(label)
        page.column.addWidget(card)
    page.column.addStretch(1)
    page.resize(width, 600)
    page.show()
    ground, last = page.scroll_area.widget(), labels[-1]
    foot = last.mapTo(ground, last.rect().bottomLeft()).y()
    assert ground.height() - foot < 2 * theme.TOP_GAP
