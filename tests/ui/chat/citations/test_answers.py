"""An answer with citations in the chat: numbers, quotations, the lines around it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor

from qwq_desktop.documents.citing.examining import examine
from qwq_desktop.documents.passages import Passage
from qwq_desktop.documents.sources import SourceState
from qwq_desktop.documents.text import Span
from qwq_desktop.engine.protocol import Channel
from qwq_desktop.storage.records import Message, MessageStatus, Role, TurnRecord
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.citations.looks import CHIP, address, quote_cursor, read_address
from qwq_desktop.ui.theme.tokens import DARK, Theme

LEASE = "The notice period shall be three months to the end of any calendar quarter."
PARKING = "The parking space may be given up with four weeks’ notice to the end of a month."
PASSAGES = (
    Passage(1, 10, "lease.pdf", Span(7, 0, len(LEASE)), LEASE, "§ 14", is_paged=True),
    Passage(2, 20, "parking.docx", Span(1, 0, len(PARKING)), PARKING),
)
SOURCES = {10: {7: LEASE}, 20: {1: PARKING}}
TRUE = "“three months to the end of any calendar quarter”"
FALSE = "“in writing by registered letter”"
ELSEWHERE = "“four weeks’ notice to the end of a month”"


@pytest.fixture
def view(qtbot, dressed, theme, icons):
    view = ChatView(theme, icons)
    qtbot.addWidget(view)
    view.resize(700, 700)
    view.show()
    qtbot.waitExposed(view)
    return view


def messages(text, status=MessageStatus.COMPLETE):
    question = Message(1, 1, None, Role.USER, "When?", status=MessageStatus.COMPLETE)
    answer = Message(2, 1, 1, Role.ASSISTANT, text, status=status, turn=TurnRecord())
    return [question, answer]


def show(view, text):
    """An answer with its examination; its widget."""
    view.set_messages(messages(text))
    view.citations.set_passages(2, PASSAGES, PASSAGES, was_asked=True)
    view.show_examination(2, examine(text, PASSAGES, SOURCES), PASSAGES)
    return view.widget(2)


def chips(widget):
    block, found = widget.answer.document().begin(), []
    while block.isValid():
        for form in block.textFormats():
            if form.format.hasProperty(CHIP):
                words = block.text()[form.start : form.start + form.length]
                found.append((words, QTextCharFormat(form.format)))
        block = block.next()
    return found


def test_a_number_opens_its_place_and_tells_it(view, qtbot):
    widget = show(view, f"It is {TRUE} [1].")
    ((words, form),) = chips(widget)
    assert words == "1"
    assert form.toolTip() == "lease.pdf · page 7 · § 14"
    with qtbot.waitSignal(view.citation_activated) as activated:
        widget.answer.anchorClicked.emit(QUrl(form.anchorHref()))
    answer_id, number, place = activated.args
    assert (answer_id, number) == (2, 1)
    start = place.spans[0].start
    assert LEASE[start : place.spans[0].end] in TRUE


def test_a_proven_quotation_says_where_it_was_found(view):
    widget = show(view, f"It is {TRUE} [1].")
    cursor = quote_cursor(widget.answer.document(), 0)
    assert cursor.charFormat().toolTip() == "Quotation found: lease.pdf, page 7"
    assert widget.around.findings.isHidden()
    told = widget.answer.accessibleDescription()
    assert told == f"{TRUE} – Quotation found: lease.pdf, page 7"


def test_an_invented_quotation_is_flagged_in_the_text_and_told_below(view, theme):
    widget = show(view, f"It must come {FALSE} [1].")
    form = quote_cursor(widget.answer.document(), 0).charFormat()
    assert form.foreground().color().name().upper() == theme.palette.warn
    assert "could not be found in your documents" in widget.around.findings.text()
    assert "in writing by registered letter" in widget.around.findings.text()


def test_the_line_below_leads_to_the_quotation(view):
    widget = show(view, f"It must come {FALSE} [1].")
    widget.around.findings.linkActivated.emit("quote/0")
    assert widget.answer.selected_text() == FALSE.strip("“”")


def test_a_quotation_of_another_document_leads_there(view, qtbot):
    widget = show(view, f"The lease says {ELSEWHERE} [1].")
    assert "stands in another document" in widget.around.findings.text()
    assert "parking.docx" in widget.around.findings.text()
    with qtbot.waitSignal(view.citation_activated) as activated:
        widget.around.findings.linkActivated.emit("place/0")
    assert activated.args[1] == 0
    assert activated.args[2].document_id == 20


def test_a_quotation_too_short_to_judge_is_not_called_wrong(view):
    widget = show(view, "It says “month” [1].")
    assert widget.around.findings.isHidden()
    assert quote_cursor(widget.answer.document(), 0) is None


def test_a_number_without_a_passage_is_flagged_and_leads_nowhere(view, theme):
    ((words, form),) = chips(show(view, "It is so [7]."))
    assert words == "7"
    assert not form.isAnchor()
    assert form.toolTip() == "There is no passage with this number."


def test_the_words_that_are_copied_are_those_that_were_written(view):
    text = f"It is **three months** {TRUE} [1], or [1, 2]."
    widget = show(view, text)
    widget.answer.selectAll()
    assert widget.answer.selected_text() == text.replace("**", "")
    data = widget.answer.createMimeDataFromSelection()
    assert "qwq-citation" not in data.html()
    assert "qwq-citation" not in data.text()
    assert "[1, 2]" in data.text()
    assert "[1, 2]" in data.html()


def test_numbers_are_chips_already_while_the_answer_streams(view, qtbot):
    view.set_messages(messages("", MessageStatus.STREAMING))
    view.citations.set_passages(2, PASSAGES, PASSAGES, was_asked=True)
    view.append_delta(2, Channel.ANSWER, "It is so [1], not [5].", 4)
    widget = view.widget(2)
    qtbot.waitUntil(lambda: len(chips(widget)) == 1)
    assert widget.around.sources.rows == []
    view.finish_message(messages("It is so [1], not [5].")[1])
    assert [words for words, _ in chips(widget)] == ["1"]


def test_the_sources_are_those_that_are_cited(view, qtbot):
    widget = show(view, f"It is {TRUE} [1] and so [1].")
    around = widget.around
    assert around.button.text() == "Sources (1)"
    with qtbot.waitSignal(view.citations.sources_listed):
        around.button.click()
    (row,) = around.sources.rows
    assert row.isVisible()
    view.citations.set_states({10: SourceState.MISSING})
    assert row.accessibleDescription() == "No longer where it was"
    with qtbot.waitSignal(view.citation_activated) as activated:
        row.activated.emit()
    assert activated.args == [2, 1, None]


def test_the_line_above_tells_what_went_in(view, qtbot):
    widget = show(view, "So it is.")
    assert widget.around.line.isVisible()
    with qtbot.waitSignal(view.citations.inside_requested) as asked:
        widget.around.line.inside.click()
    assert asked.args == [2]
    view.citations.set_passages(2, (), (), was_asked=True)
    assert widget.around.line.words.text() == "Nothing in your documents fits this question."
    assert not widget.around.line.inside.isVisible()


def test_an_answer_without_documents_is_as_it_was(view):
    view.set_messages(messages("An index such as [1] is no citation here."))
    widget = view.widget(2)
    assert chips(widget) == []
    assert widget.around.line.isHidden()
    assert widget.around.button.isHidden()


def test_another_theme_keeps_marks_and_selection(view, qtbot):
    widget = show(view, f"It is {TRUE} [1].")
    cursor = widget.answer.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(5, QTextCursor.MoveMode.KeepAnchor)
    widget.answer.setTextCursor(cursor)
    view.set_theme(Theme(DARK, reduced_motion=True))
    ((_, form),) = chips(widget)
    assert form.foreground().color().name().upper() == DARK.accent
    assert form.fontWeight() == QFont.Weight.DemiBold
    assert widget.answer.textCursor().selectedText() == "is"


def test_what_is_known_reaches_answers_whose_widgets_come_later(view):
    text = f"It is {TRUE} [1]."
    view.citations.set_passages(2, PASSAGES, PASSAGES, was_asked=True)
    view.show_examination(2, examine(text, PASSAGES, SOURCES), PASSAGES)
    view.set_messages(messages(text))
    assert [words for words, _ in chips(view.widget(2))] == ["1"]


def test_an_answer_that_goes_on_loses_the_verdicts_on_its_old_text(view, qtbot):
    widget = show(view, f"It must come {FALSE} [1].")
    view.append_delta(2, Channel.ANSWER, " And more [2].", 3)
    assert widget.around.findings.isHidden()
    qtbot.waitUntil(lambda: [words for words, _ in chips(widget)] == ["1", "2"])


def test_addresses_of_numbers_are_read_back_and_nothing_else_is():
    assert read_address(QUrl(address(12, -1))) == (12, -1)
    assert read_address(QUrl(address(3, 40))) == (3, 40)
    for other in ("https://a.b/1/2", "qwq-citation:x/1", "qwq-citation:1", ""):
        assert read_address(QUrl(other)) is None


def test_a_passage_without_pages_is_told_by_its_heading(view):
    passages = (replace(PASSAGES[1], heading="Parking › Notice"),)
    view.set_messages(messages("So it is [2]."))
    view.citations.set_passages(2, passages, passages, was_asked=True)
    ((_, form),) = chips(view.widget(2))
    assert form.toolTip() == "parking.docx · Parking › Notice"


def test_a_number_is_reached_and_opened_by_the_keyboard(view, qtbot):
    widget = show(view, f"It is {TRUE} [1], and so [2].")
    widget.answer.setFocus()
    opened = []
    view.citation_activated.connect(lambda _answer, number, _place: opened.append(number))
    for _ in range(2):
        qtbot.keyClick(widget.answer, Qt.Key.Key_Tab)
        qtbot.keyClick(widget.answer, Qt.Key.Key_Return)
    assert opened == [1, 2]
