"""The documents' page under the user's hands, over a real library."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from qwq_desktop.documents.states import DocumentState
from qwq_desktop.ui.documents.collection_bar import ALL, IN_NEED, NameField
from qwq_desktop.ui.documents.lines import Remedy
from qwq_desktop.ui.documents.telling import RESUME
from qwq_desktop.ui.documents.wishes import CollectionWish, DocumentWish
from qwq_desktop.ui.pages import Page
from tests.doubles.plain_desk import PlainDesk


@pytest.fixture
def desk(qtbot, tmp_path, store, pane, theme, icons):
    made = PlainDesk(qtbot, tmp_path, store, pane, theme, icons)
    made.window.show_page(Page.DOCUMENTS)
    made.until(lambda: made.library.is_loaded)
    yield made
    made.close()


def drop(widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    event = QDropEvent(
        QPointF(60, 60),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)
    return event


def chip_texts(desk):
    return [chip.text() for chip in desk.page.collections.layout().widgets[:-1]]


def wish(desk, what, ids, collection_id=0):
    desk.page.documents.wished.emit(what, tuple(ids), collection_id)


def make_collection(desk, name):
    desk.page.collections.create_requested.emit(name)
    desk.until(lambda: desk.library.collections.named(name))
    return desk.library.collections.named(name).id


def test_an_empty_page_says_how_to_begin(desk):
    assert desk.page.empty.isVisible()
    assert not desk.page.documents.isVisible()


def test_dropped_files_are_read_and_listed_the_last_first(desk):
    one, two = desk.write("一 lease.txt"), desk.write("two.txt")
    assert drop(desk.page, one, two).isAccepted()
    desk.until(lambda: desk.shown() == ["two.txt", "一 lease.txt"])
    desk.until(lambda: desk.line(1).caption and not desk.line(1).state)
    assert not desk.page.empty.isVisible()


def test_a_reading_is_seen_until_it_is_done(desk):
    desk.parser.may_read.clear()
    desk.library.add([desk.write("long.txt")])
    desk.until(lambda: desk.shown() and desk.line(1).progress is not None)
    assert desk.page.progress.isVisible()
    desk.parser.may_read.set()
    desk.until(lambda: desk.line(1).progress is None)
    desk.until(lambda: not desk.page.progress.isVisible())


def test_reading_rests_and_goes_on_at_the_users_word(desk):
    desk.parser.may_read.clear()
    desk.library.add([desk.write("long.txt")])
    button = desk.page.progress.findChild(object, "pauseDocumentsButton")
    desk.until(lambda: button.isVisible())
    button.click()
    assert desk.library.is_paused
    button.click()
    assert not desk.library.is_paused


def test_a_file_that_fails_says_why_and_is_among_those_that_need_a_look(desk):
    (number,) = desk.bring(desk.write("bad.txt", "BROKEN"))
    desk.until(lambda: desk.shown() and "damaged" in desk.line(number).remark)
    desk.bring(desk.write("good.txt"))
    desk.until(lambda: "Needs a look  1" in chip_texts(desk))
    desk.page.collections.chosen.emit(IN_NEED)
    assert desk.shown() == ["bad.txt"]


def test_a_locked_document_takes_its_password_in_its_row(desk):
    (number,) = desk.bring(desk.write("locked.txt", "LOCKED secret"))
    desk.until(lambda: desk.shown() and desk.line(number).remedy is Remedy.GIVE_PASSWORD)
    view = desk.page.documents
    view.mend(view.documents.index_of(number), Remedy.GIVE_PASSWORD)
    field = view.findChild(QLineEdit, "documentPassword")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(field, "sesame")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.until(lambda: desk.library.entry(number).status.state is DocumentState.READY)


def test_a_click_on_the_rows_button_reads_it_again(desk):
    (number,) = desk.bring(desk.write("bad.txt", "BROKEN"))
    desk.until(lambda: desk.shown() and desk.line(number).remedy is Remedy.READ_AGAIN)
    desk.write("bad.txt", "mended")
    view = desk.page.documents
    row = view.visualRect(view.documents.index_of(number))
    place = view.itemDelegate().remedy_rect(row, Remedy.READ_AGAIN).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.until(lambda: desk.library.entry(number).status.state is DocumentState.READY)


def test_a_moved_file_keeps_its_document(desk):
    (number,) = desk.bring(desk.write("before.txt"))
    collection = make_collection(desk, "Contracts")
    desk.library.collections.put_in(collection, [number])
    moved = desk.files / "after.txt"
    (desk.files / "before.txt").rename(moved)
    desk.library.refresh()
    desk.until(lambda: desk.library.entry(number).status.state is DocumentState.MISSING)
    desk.library.locate(number, moved)
    desk.until(lambda: desk.library.entry(number).status.state is DocumentState.READY)
    entry = desk.library.entry(number)
    assert (entry.document.name, entry.collection_ids) == ("after.txt", {collection})


def test_what_is_removed_comes_back_with_undo(desk):
    (number,) = desk.bring(desk.write("a.txt"))
    desk.until(desk.shown)
    wish(desk, DocumentWish.REMOVE, [number])
    assert desk.shown() == []
    (key,) = desk.window.notices.keys
    desk.window.notices.action_triggered.emit(key)
    assert desk.shown() == ["a.txt"]


def test_what_is_removed_is_forgotten_when_the_notice_goes_and_the_file_stays(desk):
    (number,) = desk.bring(desk.write("a.txt"))
    desk.until(desk.shown)
    wish(desk, DocumentWish.REMOVE, [number])
    desk.window.notices.dismiss(desk.window.notices.keys[0])
    desk.until(lambda: desk.library.entry(number) is None)
    assert (desk.files / "a.txt").exists()


def test_a_notice_stands_over_the_page_that_is_on_show(desk):
    (number,) = desk.bring(desk.write("a.txt"))
    wish(desk, DocumentWish.REMOVE, [number])
    assert desk.window.notices.parentWidget() is desk.page
    assert desk.window.notices.isVisible()
    desk.window.show_page(Page.CHAT)
    assert desk.window.notices.isVisible()
    assert desk.window.notices.parentWidget() is desk.window.column


def test_a_collection_is_named_in_place_and_shown(desk):
    desk.bring(desk.write("a.txt"))
    desk.page.collections.edit(ALL)
    field = desk.page.collections.findChild(NameField)
    field.setText("Contracts 合同")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.until(lambda: desk.page.collections.current > ALL)
    assert "Contracts 合同  0" in chip_texts(desk)
    assert desk.page.empty.isVisible()


def test_a_name_that_is_left_makes_nothing(desk):
    desk.page.collections.edit(ALL)
    field = desk.page.collections.findChild(NameField)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert desk.library.collections.all == []
    assert desk.window.page is Page.DOCUMENTS


def test_files_dropped_on_a_collection_come_into_it(desk):
    number = make_collection(desk, "Thesis")
    desk.until(lambda: desk.page.collections.current == number)
    drop(desk.page, desk.write("chapter.txt"))
    desk.until(lambda: desk.shown() == ["chapter.txt"])
    assert desk.library.entries[0].collection_ids == {number}


def test_documents_go_into_a_collection_and_out_of_it(desk):
    ids = desk.bring(desk.write("a.txt"), desk.write("b.txt"))
    number = make_collection(desk, "Thesis")
    wish(desk, DocumentWish.PUT_IN, ids, number)
    desk.until(lambda: desk.shown() == ["b.txt", "a.txt"])
    wish(desk, DocumentWish.TAKE_OUT, ids[:1], number)
    desk.until(lambda: desk.shown() == ["b.txt"])


def test_a_deleted_collection_comes_back_with_what_was_in_it(desk):
    ids = desk.bring(desk.write("a.txt"))
    number = make_collection(desk, "Thesis")
    desk.library.collections.put_in(number, ids)
    desk.until(lambda: desk.library.entry(ids[0]).collection_ids)
    desk.page.collections.wished.emit(CollectionWish.DELETE, number)
    desk.until(lambda: not desk.library.collections.all)
    desk.until(lambda: desk.page.collections.current == ALL)
    (key,) = desk.window.notices.keys
    desk.window.notices.action_triggered.emit(key)
    desk.until(lambda: desk.library.entry(ids[0]).collection_ids)
    assert [one.id for one in desk.library.collections.all] == [number]


def test_a_watched_folder_has_its_line_and_its_files_come(desk):
    desk.write("inside.txt")
    number = make_collection(desk, "Followed")
    desk.library.collections.watch(str(desk.files), number)
    desk.until(lambda: desk.shown() == ["inside.txt"])
    (state,) = desk.page.folders.states
    assert state.is_there
    desk.until(lambda: desk.page.folders.states[0].count == 1)
    desk.page.folders.unwatch_requested.emit(state.folder_id)
    desk.until(lambda: not desk.page.folders.states)
    assert desk.shown() == ["inside.txt"]


def test_a_search_shows_places_and_opens_one(desk):
    text = "nothing here\f" + "the parking space is let separately"
    (number,) = desk.bring(desk.write("lease.txt", text))
    desk.page.toolbar.search.setText("parking")
    desk.until(lambda: desk.page.hits.found.hits)
    assert desk.page.hits.isVisible()
    QTest.keyClick(desk.page.toolbar.search, Qt.Key.Key_Return)
    (source,) = desk.opened
    assert (source.document_id, source.page) == (number, 2)
    assert source.cited.spans[0].page == 2
    desk.page.toolbar.search.clear()
    assert desk.page.documents.isVisible()


def test_a_name_is_found_too_and_nothing_is_said_to_be_nothing(desk):
    desk.bring(desk.write("lease 2024.txt", "unlike its name"))
    desk.page.toolbar.search.setText("2024")
    desk.until(lambda: desk.page.hits.found.hits)
    assert desk.page.hits.found.hits[0].name == "lease 2024.txt"
    desk.page.toolbar.search.setText("zebra")
    desk.until(lambda: not desk.page.hits.found.hits and desk.page._nothing.isVisible())


def test_enter_opens_a_document_and_delete_removes_it(desk):
    (number,) = desk.bring(desk.write("a.txt"))
    desk.until(desk.shown)
    view = desk.page.documents
    view.setCurrentIndex(view.documents.index(0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert [(one.document_id, one.page) for one in desk.opened] == [(number, 1)]
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert desk.shown() == []


def test_a_chat_about_a_document_has_it_switched_on(desk):
    (number,) = desk.bring(desk.write("a.txt"))
    desk.until(desk.shown)
    wish(desk, DocumentWish.ASK, [number])
    assert desk.window.page is Page.CHAT
    assert desk.sources.document_ids == {number}
    wish(desk, DocumentWish.SUMMARISE, [number])
    assert desk.chats.sourcing.summarised == [number]


def test_the_menu_offers_what_fits(desk):
    (number,) = desk.bring(desk.write("a.txt"))
    desk.until(desk.shown)
    view = desk.page.documents
    view.setCurrentIndex(view.documents.index_of(number))
    words = [action.text() for action in view.menu().actions() if action.text()]
    for expected in ("Open", "Ask about this", "Summarise this document", "Put into"):
        assert expected in words
    assert "Take out of" not in words


def test_thousands_of_documents_are_listed_without_making_their_lines(desk):
    from qwq_desktop.documents.shelf import Entry
    from qwq_desktop.documents.states import Status
    from qwq_desktop.storage.document_records import Document

    many = [
        Entry(Document(n, f"/{n}", f"{n}.pdf", 1.0), Status(DocumentState.READY, True))
        for n in range(1, 5001)
    ]
    model = desk.page.documents.documents
    model.set_entries(many, {})
    assert model.rowCount() == 5000
    assert not model._lines


def test_progress_stands_in_the_sidebar_while_the_page_is_not_on_show(desk):
    desk.parser.may_read.clear()
    desk.library.add([desk.write("long.txt")])
    desk.until(lambda: desk.library.progress.unread)
    button = desk.window.sidebar.documents
    assert button.note == ""
    desk.window.show_page(Page.CHAT)
    assert button.note == "1 to read"
    desk.parser.may_read.set()
    desk.until(lambda: button.note == "")


def test_a_full_disk_pauses_and_the_notice_goes_on(desk):
    from qwq_desktop.platform.notice import Notice

    desk.library.pause()
    desk.library.noticed.emit(Notice("disk_full", {}))
    assert RESUME in desk.window.notices.keys
    desk.window.notices.action_triggered.emit(RESUME)
    assert not desk.library.is_paused


def test_models_that_are_dropped_are_left_to_the_window(desk):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/models/a.gguf")])
    from PySide6.QtGui import QDragEnterEvent

    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.page.dragEnterEvent(event)
    assert not event.isAccepted()
