"""The documents of the open chat: the button, its list, the chips, and what is brought."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qwq_desktop.storage.chat_sources import ChatSources
from qwq_desktop.storage.records import ChatSummary, Message, MessageStatus, Role
from qwq_desktop.ui.chat.composer import MOST_IN_FIELD
from qwq_desktop.ui.documents.source_chips import SourceChips
from qwq_desktop.ui.documents.sources_menu import SourcesMenu
from qwq_desktop.ui.pages import Page
from tests.doubles.plain_desk import PlainDesk


@pytest.fixture
def desk(qtbot, tmp_path, store, pane, theme, icons):
    made = PlainDesk(qtbot, tmp_path, store, pane, theme, icons)
    yield made
    made.close()


def pill(desk):
    return desk.composer.tools.findChild(object, "documentsPill")


def chips(desk):
    return desk.window.findChild(SourceChips)


def menu(desk):
    return desk.window.findChild(SourcesMenu)


def chat(number):
    return ChatSummary(number, "Chat", 1.0, 1.0)


def answer(status):
    return Message(2, 1, 1, Role.ASSISTANT, "", status=status)


def test_a_chat_without_documents_says_only_that_there_could_be_some(desk):
    assert pill(desk).accessibleName() == "Documents"
    assert not pill(desk).isChecked()


def test_what_is_brought_is_read_and_switched_on(desk):
    desk.documents.in_chat.bring([desk.write("a.txt"), desk.write("b.txt")])
    desk.until(lambda: len(desk.sources.document_ids) == 2)
    desk.until(lambda: pill(desk).accessibleName() == "2 document(s)")
    assert pill(desk).isChecked()
    desk.until(lambda: not chips(desk).isVisible())


def test_what_cannot_be_asked_yet_has_a_chip_that_says_why(desk):
    desk.parser.may_read.clear()
    desk.documents.in_chat.bring([desk.write("bad.txt", "BROKEN")])
    desk.until(lambda: chips(desk).chips and "reading" in chips(desk).chips[0].words)
    desk.parser.may_read.set()
    desk.until(lambda: chips(desk).chips and "can't be read" in chips(desk).chips[0].words)
    chips(desk).removed.emit(1)
    assert desk.sources.are_none
    desk.until(lambda: not chips(desk).chips)


def test_a_chip_says_how_far_the_reading_is_and_stays_the_same_chip(desk):
    desk.parser.page_told = (120, 900)
    desk.parser.may_read.clear()
    desk.documents.in_chat.bring([desk.write("a.txt")])
    desk.until(lambda: chips(desk).chips and "reading" in chips(desk).chips[0].words)
    (chip,) = chips(desk).chips
    desk.until(lambda: "page 120 of 900" in chip.findChild(object, "sourceName").toolTip())
    assert chips(desk).chips == [chip]
    desk.parser.may_read.set()


def test_a_chip_leads_to_its_document_on_the_page(desk):
    (number,) = desk.bring(desk.write("locked.txt", "LOCKED"))
    desk.chats.sourcing.set_sources(ChatSources(frozenset({number})))
    desk.until(lambda: chips(desk).chips)
    chips(desk).opened.emit(number)
    assert desk.window.page is Page.DOCUMENTS
    assert desk.page.documents.marked == (number,)
    assert desk.page.documents.findChild(object, "documentPassword") is not None


def test_what_was_brought_to_a_chat_that_was_left_is_not_switched_on_in_another(desk):
    desk.chats.chat_opened.emit(chat(1), ())
    desk.documents.in_chat.bring([desk.write("a.txt")])
    desk.chats.chat_opened.emit(chat(2), ())
    desk.until(lambda: "documents-brought" in desk.window.notices.keys)
    assert desk.sources.are_none


def test_a_new_chat_that_begins_meanwhile_is_still_the_same(desk):
    desk.chats.chat_opened.emit(None, ())
    desk.documents.in_chat.bring([desk.write("a.txt")])
    desk.chats.chat_opened.emit(chat(5), (answer(MessageStatus.STREAMING),))
    desk.until(lambda: desk.sources.document_ids)


def test_the_list_switches_documents_and_collections_and_stays(desk):
    ids = desk.bring(desk.write("one.txt"), desk.write("two.txt"))
    desk.library.collections.create("Contracts")
    desk.until(lambda: desk.library.collections.all)
    desk.library.collections.put_in(desk.library.collections.all[0].id, ids)
    desk.until(lambda: desk.library.entry(ids[0]).collection_ids)
    pill(desk).click()
    listed = menu(desk)
    assert [one.name for one in listed.choices] == ["Contracts", "two.txt", "one.txt"]
    listed.toggled.emit(listed.choices[0])
    assert desk.sources.collection_ids == {1}
    assert listed.choices[0].is_on
    assert pill(desk).accessibleName() == "2 document(s)"
    listed.toggled.emit(listed.choices[1])
    assert pill(desk).accessibleName() == "2 document(s)"
    listed.field.setText("one")
    assert [one.name for one in listed.choices] == ["one.txt"]
    QTest.keyClick(listed.field, Qt.Key.Key_Return)
    assert ids[0] in desk.sources.document_ids
    listed.hide()


def test_a_very_long_paste_may_become_a_document(desk):
    text = "The lease ends in May. " * 3_000
    assert len(text) > MOST_IN_FIELD
    desk.composer.edit.long_text_pasted.emit(text)
    assert "keep-pasted" in desk.window.notices.keys
    desk.window.notices.action_triggered.emit("keep-pasted")
    assert desk.composer.unsent().attachments == ()
    desk.until(lambda: desk.sources.document_ids)
    assert desk.library.entries[0].document.name.startswith("The lease ends in May")


def test_a_shorter_paste_stays_an_attachment_without_a_word(desk):
    desk.composer.edit.long_text_pasted.emit("word " * 1_000)
    assert desk.window.notices.keys == []
    assert len(desk.composer.unsent().attachments) == 1


def test_the_vectors_give_way_to_an_answer(desk, monkeypatch):
    told = []
    monkeypatch.setattr(desk.library, "set_busy", told.append)
    desk.chats.busy_changed.emit(4)
    desk.chats.busy_changed.emit(None)
    assert told == [True, False]


def test_in_a_narrow_composer_the_button_keeps_its_count(desk):
    desk.composer.tools.set_documents(3)
    desk.composer.tools.set_narrow(True)
    assert pill(desk).text() == "3"
    assert pill(desk).accessibleName() == "3 document(s)"
