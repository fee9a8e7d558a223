"""Documents in the real window: dropped, read by the real parser process, and asked by a chat."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from qwq_desktop.documents.states import DocumentState
from qwq_desktop.ui.documents.source_chips import SourceChips
from qwq_desktop.ui.pages import Page
from tests.documents.parser.odd_files import ENGLISH, ODD_FILES, encrypted, lines, pdf

PARKING = "The parking space no. 12 is let separately."


@pytest.fixture
def files(tmp_path):
    made = tmp_path / "文件 files é"
    made.mkdir()
    return made


@pytest.fixture
def lease(files):
    path = files / "租约 lease.pdf"
    path.write_bytes(pdf([lines([ENGLISH]), lines([PARKING, "It is paid for each month."])]))
    return path


def drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(500, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


def library(program):
    return program.app.services.documents


def entry(program, name):
    found = (one for one in library(program).entries if one.document.name == name)
    return next(found, None)


def state(program, name):
    one = entry(program, name)
    return None if one is None else one.status.state


def pill_words(program):
    return program.find("documentsPill").accessibleName()


def test_a_pdf_dropped_on_the_window_is_read_and_switched_on(program, lease):
    drop(program.window, lease)
    program.until(lambda: state(program, lease.name) is DocumentState.READY)
    program.until(lambda: pill_words(program).startswith("1 document"))
    number = entry(program, lease.name).document.id
    assert program.app.chats.sourcing.sources.document_ids == {number}
    program.until(lambda: not program.window.findChild(SourceChips).isVisible())


def test_a_question_in_such_a_chat_is_asked_with_passages_of_the_document(program, lease):
    drop(program.window, lease)
    program.until(lambda: state(program, lease.name) is DocumentState.READY)
    program.until(lambda: pill_words(program).startswith("1 document"))
    program.ask("Is the parking space let separately?")
    question = program.app.chats.path[0]
    texts = [one.text for one in program.app.chats.sourcing.passages(question.id)]
    assert any(PARKING in text for text in texts)


def test_a_chat_remembers_its_documents(start, lease):
    first = start()
    first.until(first.is_ready)
    drop(first.window, lease)
    first.until(lambda: pill_words(first).startswith("1 document"))
    first.ask("Is the parking space let separately?")
    chat_id = first.app.chats.chat.id
    first.app.shutdown()
    second = start()
    second.until(second.is_ready)
    second.app.chats.open_chat(chat_id)
    second.until(lambda: pill_words(second).startswith("1 document"))


def test_a_text_dropped_with_a_pdf_stays_beside_the_message(program, lease, files):
    text = files / "notes.txt"
    text.write_text("read me whole", "utf-8")
    drop(program.window, lease, text)
    program.until(lambda: program.app.composer.unsent().attachments)
    program.until(lambda: state(program, lease.name) is DocumentState.READY)
    assert entry(program, "notes.txt") is None


def test_odd_files_each_say_why(program, files):
    names = ("cut-off.pdf", "blank.pdf", "nothing.pdf", "photo.png", "noise.docx")
    odd = {one.name: one for one in ODD_FILES}
    for name in names:
        odd[name].write(files / name)
    program.window.show_page(Page.DOCUMENTS)
    page = program.find("documentsPanel")
    drop(page, *(files / name for name in names))
    quiet = (None, DocumentState.WAITING, DocumentState.READING)
    program.until(lambda: all(state(program, name) not in quiet for name in names))
    program.until(lambda: page.documents.documents.rowCount() == len(names))
    for name in names:
        model = page.documents.documents
        line = model.line(model.index_of(entry(program, name).document.id))
        if state(program, name) is DocumentState.READY:
            continue
        assert line.remark, name
        assert line.advice, name
    failing = [name for name in names if state(program, name) is DocumentState.FAILED]
    assert "nothing.pdf" in failing
    assert "photo.png" in failing


def test_a_locked_pdf_opens_with_the_password_that_is_given_in_its_row(program, files):
    path = files / "locked.pdf"
    path.write_bytes(encrypted("open sesame"))
    drop(program.window, path)
    chips = program.window.findChild(SourceChips)
    program.until(lambda: chips.chips and "password" in chips.chips[0].words)
    chips.chips[0].opened.emit()
    field = program.window.findChild(QLineEdit, "documentPassword")
    QTest.keyClicks(field, "open sesame")
    QTest.keyClick(field, Qt.Key.Key_Return)
    program.until(lambda: state(program, path.name) is DocumentState.READY)


def test_the_page_finds_the_place_in_a_pdf(program, lease):
    program.window.show_page(Page.DOCUMENTS)
    page = program.find("documentsPanel")
    drop(page, lease)
    program.until(lambda: state(program, lease.name) is DocumentState.READY)
    page.toolbar.search.setText("parking space")
    program.until(lambda: page.hits.found.hits)
    assert page.hits.found.hits[0].place.startswith("page 2")


def test_the_empty_chat_leads_to_a_dialog_for_files(program, lease):
    program.until(lambda: len(program.find_all("exampleCard")) == 4)
    card = next(c for c in program.find_all("exampleCard") if "PDF" in c.accessibleName())
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    program.until(lambda: program.window.findChildren(QFileDialog))
    dialog = program.window.findChildren(QFileDialog)[0]
    dialog.filesSelected.emit([str(lease)])
    dialog.close()
    program.until(lambda: pill_words(program).startswith("1 document"))


def test_a_document_is_removed_when_the_program_ends_before_the_notice_left(start, lease):
    first = start()
    first.window.show_page(Page.DOCUMENTS)
    drop(first.find("documentsPanel"), lease)
    first.until(lambda: state(first, lease.name) is DocumentState.READY)
    first.app.documents.removals.remove([entry(first, lease.name).document.id])
    first.app.shutdown()
    second = start()
    library(second).start()
    second.until(lambda: library(second).is_loaded)
    assert library(second).entries == []
    assert lease.exists()
