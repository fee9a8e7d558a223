"""From a PDF to its marked words: dropped, asked, answered by a real model, clicked, seen."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.ui.chat.citations.looks import CHIP
from tests.documents.parser import odd_files as odd

# Passages in the demonstration model's own form; long texts are beyond it.
FACTS = (
    "The old harbour was built in 1734.",
    "The old harbour has 58 rooms.",
    "The town museum is painted green.",
)
ASKED = {
    "When was the old harbour built?": FACTS[0],
    "How many rooms does the old harbour have?": FACTS[1],
    "What colour is the town museum?": FACTS[2],
}
QUESTION = "When was the old harbour built?"


@pytest.fixture
def pdf(tmp_path):
    folder = tmp_path / "文件 files é"
    folder.mkdir()
    path = folder / "harbour 港口.pdf"
    odd.in_pages(odd.lines(["About this town"]), odd.lines(list(FACTS), leading=40))(path)
    return path


def bring(program, path):
    """Have a document read, and let the open chat ask it."""
    came = []
    library = program.app.services.documents
    library.add([path], None, came.append)
    program.until(lambda: came and not library.progress.unread, timeout=60_000)
    program.app.chats.sourcing.set_sources(ChatSources(frozenset(came[0].document_ids)))


def cited_answer(program, pdf):
    """The first answer that cites what it was asked for: the model is very small."""
    bring(program, pdf)
    sources = program.app.chats.sourcing.sources
    for question, fact in ASKED.items():
        program.app.chats.new_chat()
        program.app.chats.sourcing.set_sources(sources)
        answer = program.ask(question)
        if "[" in answer.text:
            program.until(lambda: program.app.chats.sourcing.examination(answer.id))  # noqa: B023
            found = program.app.chats.sourcing.examination(answer.id)
            if any(one.is_quoted for one in found.numbers[:1]) and fact[:-1] in answer.text:
                return answer, fact
    raise AssertionError("no answer cites")


def chip(widget):
    """Where the first number in an answer stands on the screen, in its own coordinates."""
    view = widget.answer
    block = view.document().begin()
    while block.isValid():
        for form in block.textFormats():
            if form.format.hasProperty(CHIP):
                cursor = QTextCursor(view.document())
                cursor.setPosition(block.position() + form.start)
                left = view.cursorRect(cursor)
                cursor.setPosition(block.position() + form.start + form.length)
                right = view.cursorRect(cursor)
                return QPoint((left.right() + right.left()) // 2, left.center().y())
        block = block.next()
    raise AssertionError("there is no number in the answer")


def test_a_click_on_a_citation_shows_the_cited_words_in_the_document(program, pdf):
    answer, fact = cited_answer(program, pdf)
    widget = program.app.view.widget(answer.id)
    program.until(lambda: widget.around.button.isVisible())
    QTest.mouseClick(widget.answer.viewport(), Qt.MouseButton.LeftButton, pos=chip(widget))
    pane = program.app.citations.pane
    program.until(lambda: pane.page is not None, timeout=60_000)
    assert program.window.source_pane is pane
    content = pane.page.content
    assert content.page == 2
    assert content.rectangles
    (span,) = content.spans
    assert content.text[span.start : span.end].rstrip(".") == fact.rstrip(".")
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    program.until(lambda: program.window.source_pane is None)


def test_asking_again_without_a_passage_gives_another_version(program, pdf):
    bring(program, pdf)
    answer = program.ask(QUESTION)
    program.app.citations.show_inside(answer.id)
    inside = program.window.source_pane
    program.until(lambda: inside.ask.isEnabled() and len(inside.cards) == len(inside.passages))
    given = inside.passages
    inside.cards[0].text.setPlainText("The town museum was built in 1802.")
    QTest.mouseClick(inside.ask, Qt.MouseButton.LeftButton)
    program.until(lambda: len(program.finished) > 1)
    program.until(lambda: len(program.app.chats.path) == 2)
    question = program.app.chats.path[-2]
    assert question.text == QUESTION
    assert question.sibling_count == 2
    asked = program.app.chats.sourcing.passages(question.id)
    assert len(asked) == len(given)
    assert "1802" in " ".join(one.text for one in asked)
    assert program.window.source_pane is None
