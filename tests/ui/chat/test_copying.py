"""What a copy puts on the clipboard."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton

from qwq_desktop.ui.chat.answer_message import AnswerMessage
from qwq_desktop.ui.chat.copying import CopyActions, CopyForm, answer_data
from qwq_desktop.ui.chat.document_view import DocumentView

TEXT = """# Roots

The **two** are:

- `a`
- *b*
  1. c

| x | y |
|---|---|
| 1 | **2** |
| 3 | 4 |

\\[ x^2 \\]

```python
print(1)
```"""


@pytest.fixture
def view(qtbot, parts):
    widget = DocumentView(parts, parts.answer)
    qtbot.addWidget(widget)
    widget.set_text(TEXT)
    widget.flush_all()
    widget.fit(600)
    return widget


def test_a_copy_as_text_has_no_marks_and_its_tables_by_tabs(view):
    assert answer_data(view, CopyForm.TEXT).text() == (
        "Roots\n\nThe two are:\n\n• a\n• b\n  1. c\n\nx\ty\n1\t2\n3\t4\n\n\\[ x^2 \\]\n\nprint(1)"
    )


def test_a_copy_as_text_brings_tables_and_formulas_to_word_processors(view):
    html = answer_data(view, CopyForm.TEXT).html()
    assert "<table>" in html
    assert "<math" in html


def test_a_selection_over_a_table_has_tabs_and_a_table(view):
    view.selectAll()
    data = view.createMimeDataFromSelection()
    assert "x\ty\n1\t2\n3\t4\n" in data.text()
    assert "• a\n" in data.text()
    assert [data.html().count(tag) for tag in ("<table>", "<tr>")] == [1, 3]


def test_the_entries_copy_the_answer_and_never_the_thinking(qtbot, parts, answer, clock):
    message = AnswerMessage(answer(text="**42**", thinking="a secret"), parts, clock)
    qtbot.addWidget(message)
    menu = message.action_row.findChild(QMenu)
    texts = {}
    for action in menu.actions():
        if action.objectName():
            action.trigger()
            texts[action.text()] = QGuiApplication.clipboard().text()
    assert texts == {"Copy as Markdown": "**42**", "Copy as text": "42"}
    message.action_row.findChild(QToolButton, "copyAnswerButton").click()
    assert QGuiApplication.clipboard().text() == "**42**"
    assert "<strong>42</strong>" in QGuiApplication.clipboard().mimeData().html()


def test_without_words_there_is_nothing_to_copy(qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    CopyActions(menu, lambda form: None).set_visible(False)
    assert not any(action.isVisible() for action in menu.actions())
