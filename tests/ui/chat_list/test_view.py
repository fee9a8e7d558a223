"""The list of chats under the user's hands."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from qwq_desktop.storage.records import ChatSummary
from qwq_desktop.ui.chat_list.rows import rows_of
from qwq_desktop.ui.chat_list.view import ChatListView
from qwq_desktop.ui.chat_list.wishes import ChatWish, FolderWish

TODAY = date(2026, 3, 30)
NOON = datetime(2026, 3, 30, 12).timestamp()


def chats(count):
    return [ChatSummary(n, f"Chat {n}", NOON - n, NOON - n) for n in range(1, count + 1)]


@pytest.fixture
def view(qtbot, dressed, icons, theme):
    widget = ChatListView(icons, theme)
    qtbot.addWidget(widget)
    widget.resize(240, 400)
    widget.show()
    widget.set_rows(rows_of(chats(3), TODAY), 1)
    return widget


def middle_of(view, chat_id):
    return view.visualRect(view.chats.index_of(chat_id)).center()


def dots_of(view, chat_id):
    row = view.visualRect(view.chats.index_of(chat_id))
    return view.itemDelegate().dots_rect(row).center()


def texts(menu):
    return [one.text() for one in menu.actions() if one.text()]


def action(menu, text):
    return next(one for one in menu.actions() if one.text() == text)


def told(signal):
    calls = []
    signal.connect(lambda *values: calls.append(values))
    return calls


def test_showing_rows_selects_the_chat_without_reporting_it(view):
    chosen = told(view.chat_chosen)
    view.set_rows(rows_of(chats(3), TODAY), 2)
    assert view.currentIndex().data() == "Chat 2"
    assert chosen == []


def test_a_click_chooses_a_chat_once(view, qtbot):
    chosen = told(view.chat_chosen)
    for _ in range(2):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 2))
    assert chosen == [(2,)]


def test_a_chat_opens_when_the_button_goes_up_for_until_then_it_may_be_dragged(view, qtbot):
    chosen = told(view.chat_chosen)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 2))
    assert chosen == []
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(view, 2))
    assert chosen == [(2,)]


def test_arrow_keys_move_over_captions(view, qtbot):
    chosen = told(view.chat_chosen)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert chosen == [(2,), (1,)]


def test_a_click_on_a_caption_does_nothing(view, qtbot):
    chosen = told(view.chat_chosen)
    caption = view.visualRect(view.chats.index(0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=caption)
    assert chosen == []


def test_delete_asks_to_delete_the_selected_chat(view, qtbot):
    asked = told(view.delete_requested)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked == [(1,)]


def test_f2_renames_in_place(view, qtbot):
    asked = told(view.rename_requested)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field = view.viewport().findChild(QLineEdit)
    assert field.text() == "Chat 1"
    field.selectAll()
    qtbot.keyClicks(field, "  A   better  title ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: asked == [(1, "A better title")])


@pytest.mark.parametrize(("text", "key"), [("", "Return"), ("Chat 1", "Return"), ("X", "Escape")])
def test_no_name_the_same_name_and_escape_rename_nothing(view, qtbot, text, key):
    asked = told(view.rename_requested)
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field = view.viewport().findChild(QLineEdit)
    field.setText(text)
    with qtbot.waitSignal(field.destroyed):
        qtbot.keyClick(field, getattr(Qt.Key, f"Key_{key}"))
    assert asked == []


def test_new_rows_wait_until_the_title_is_written(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_F2)
    field = view.viewport().findChild(QLineEdit)
    view.set_rows(rows_of(chats(5), TODAY), 1)
    assert view.chats.rowCount() == 4
    assert field.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.chats.rowCount() == 6)


def test_the_dots_open_the_menu_and_choose_nothing(view, qtbot):
    chosen = told(view.chat_chosen)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=dots_of(view, 3))
    menu = view.findChild(QMenu)
    assert texts(menu) == [
        "Rename",
        "Pin",
        "Move to folder",
        "Duplicate",
        "Copy the whole chat",
        "Export…",
        "Archive",
        "Delete",
    ]
    assert chosen == []
    menu.close()


def test_the_menu_deletes_its_own_row_not_the_selected_one(view):
    asked = told(view.delete_requested)
    menu = view.menu_for(view.chats.index_of(3))
    action(menu, "Delete").trigger()
    assert asked == [(3,)]


def test_the_menu_renames_its_row(view):
    view.menu_for(view.chats.index_of(2)).actions()[0].trigger()
    assert view.viewport().findChild(QLineEdit).text() == "Chat 2"


def test_a_right_click_opens_the_same_menu(view):
    at = middle_of(view, 2)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    assert menu is not None
    menu.close()


def test_a_right_click_beside_the_rows_opens_nothing(view):
    at = QPoint(20, 390)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at)
    QApplication.sendEvent(view.viewport(), event)
    assert view.findChild(QMenu) is None


def test_the_place_in_a_long_list_is_kept(view, qtbot):
    view.set_rows(rows_of(chats(60), TODAY), 1)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 600)
    view.verticalScrollBar().setValue(600)
    view.set_rows(rows_of(chats(61), TODAY), 20)
    assert view.verticalScrollBar().value() == 600


def test_the_chat_that_answers_is_told_to_screen_readers(view):
    view.chats.set_busy(2)
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    assert view.chats.index_of(2).data(role) == "is answering"
    assert view.chats.index_of(1).data(role) is None


def test_the_dot_of_the_busy_chat_is_painted(view, theme):
    def accent_pixels():
        image = view.viewport().grab(view.visualRect(view.chats.index_of(2))).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return sum(image.pixelColor(x, y).name() == theme.palette.accent.lower() for x, y in points)

    assert accent_pixels() == 0
    view.chats.set_busy(2)
    assert accent_pixels() > 10


def test_a_chat_without_a_title_has_a_name(view):
    view.set_rows(rows_of([ChatSummary(9, "", NOON, NOON)], TODAY), 9)
    assert view.currentIndex().data() == "New chat"


def test_a_search_that_hides_the_current_chat_selects_none(view):
    chosen = told(view.chat_chosen)
    view.set_rows(rows_of(chats(3), TODAY, "Chat 2"), 1)
    assert not view.currentIndex().isValid()
    assert chosen == []


@pytest.fixture
def filed(view):
    """Chats 1 to 3 by day, 4 in the folder "Art", 5 pinned."""
    more = chats(5)
    more[3] = replace(more[3], folder="Art")
    more[4] = replace(more[4], is_pinned=True)
    view.set_folders(["Art", "Work"])
    view.set_rows(rows_of(more, TODAY), 1)
    return view


def drop(view, chat_id, target):
    data = view.chats.mimeData([view.chats.index_of(chat_id)])
    action = Qt.DropAction.MoveAction
    assert not view.chats.dropMimeData(data, action, -1, -1, target)


def row_of(view, text):
    indexes = (view.chats.index(number) for number in range(view.chats.rowCount()))
    return next(index for index in indexes if index.data() == text)


def test_a_chat_dropped_on_a_folder_moves_there_and_on_a_day_out_of_it(filed):
    asked = told(filed.wished)
    drop(filed, 1, row_of(filed, "Art"))
    drop(filed, 1, filed.chats.index_of(4))
    drop(filed, 4, row_of(filed, "Today"))
    drop(filed, 1, row_of(filed, "Pinned"))
    drop(filed, 1, filed.chats.index_of(1))
    drop(filed, 1, QModelIndex())
    assert asked == [
        (ChatWish.MOVE, 1, "Art"),
        (ChatWish.MOVE, 1, "Art"),
        (ChatWish.MOVE, 4, ""),
        (ChatWish.PIN, 1, ""),
    ]


def test_the_menu_moves_to_a_folder_and_out_of_it(filed):
    asked = told(filed.wished)
    whole = filed.menu_for(filed.chats.index_of(4))
    menu = action(whole, "Move to folder").menu()
    assert texts(menu) == ["Art", "Work", "New folder…", "Take out of the folder"]
    assert not action(menu, "Art").isEnabled()
    for text in ("Work", "New folder…", "Take out of the folder"):
        action(menu, text).trigger()
    assert asked == [
        (ChatWish.MOVE, 4, "Work"),
        (ChatWish.MOVE_TO_NEW_FOLDER, 4, ""),
        (ChatWish.MOVE, 4, ""),
    ]


def test_the_menu_of_a_pinned_chat_unpins_it(filed):
    asked = told(filed.wished)
    action(filed.menu_for(filed.chats.index_of(5)), "Unpin").trigger()
    assert asked == [(ChatWish.UNPIN, 5, "")]


def test_a_folder_is_folded_by_a_click_and_by_keys(filed, qtbot):
    asked = told(filed.folder_wished)
    folder = row_of(filed, "Art")
    at = filed.visualRect(folder).center()
    qtbot.mouseClick(filed.viewport(), Qt.MouseButton.LeftButton, pos=at)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_F2):
        qtbot.keyClick(filed, key)
    assert asked == [(FolderWish.FOLD, "Art")] * 3 + [(FolderWish.RENAME, "Art")]


def test_a_folder_stays_under_the_keys_when_it_folds(filed, qtbot):
    filed.setFocus()
    filed.setCurrentIndex(row_of(filed, "Art"))
    filed.set_rows(rows_of([replace(chats(4)[3], folder="Art")], TODAY, folded={"Art"}), 1)
    if filed.hasFocus():
        assert filed.currentIndex().data() == "Art"


def test_the_menu_of_a_folder_renames_and_dissolves_it(filed):
    asked = told(filed.folder_wished)
    menu = filed.menu_for(row_of(filed, "Art"))
    for text in ("Rename folder…", "Export…", "Remove folder, keep its chats"):
        action(menu, text).trigger()
    assert asked == [
        (FolderWish.RENAME, "Art"),
        (FolderWish.EXPORT, "Art"),
        (FolderWish.DISSOLVE, "Art"),
    ]


def test_a_folder_tells_screen_readers_what_it_is(filed):
    folder = row_of(filed, "Art")
    assert folder.data(Qt.ItemDataRole.AccessibleTextRole) == "Folder Art"
    assert folder.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "open"
