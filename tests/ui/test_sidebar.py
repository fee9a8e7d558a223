"""The column at the left."""

from datetime import datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton

from qwq_desktop.storage.records import ChatSummary
from qwq_desktop.ui.chat_list.fold_memory import FoldMemory
from qwq_desktop.ui.chat_list.wishes import FolderWish
from qwq_desktop.ui.sidebar import Sidebar

NOON = datetime(2026, 3, 30, 12).timestamp()
DAY = 86400
CHATS = [
    ChatSummary(1, "Roots of a quartic", NOON, NOON),
    ChatSummary(2, "Lease: notice period", NOON, NOON - 60),
    ChatSummary(3, "Strawberry", NOON, NOON - DAY),
]


@pytest.fixture
def sidebar(qtbot, dressed, icons, theme):
    widget = Sidebar(icons, theme, now=lambda: NOON)
    qtbot.addWidget(widget)
    widget.resize(264, 700)
    widget.show()
    widget.set_chats(CHATS, 1)
    return widget


def shown(sidebar):
    model = sidebar.chat_list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_parts_are_found_by_their_names(sidebar):
    assert isinstance(sidebar.findChild(QListView, "chatList"), QListView)
    assert sidebar.findChild(QPushButton, "newChatButton").text() == "New chat"
    assert sidebar.findChild(QLineEdit, "searchField").placeholderText() == "Search"


def test_chats_stand_under_their_days(sidebar):
    expected = ["Today", "Roots of a quartic", "Lease: notice period", "Yesterday", "Strawberry"]
    assert shown(sidebar) == expected


def test_typing_in_the_search_filters_live(sidebar, qtbot):
    qtbot.keyClicks(sidebar.search, "LEASE")
    assert shown(sidebar) == ["Today", "Lease: notice period"]
    sidebar.search.clear()
    assert len(shown(sidebar)) == 5


def test_a_new_list_keeps_the_search(sidebar, qtbot):
    qtbot.keyClicks(sidebar.search, "straw")
    sidebar.set_chats([*CHATS, ChatSummary(4, "Straw men", NOON, NOON)], 4)
    assert shown(sidebar) == ["Today", "Straw men", "Yesterday", "Strawberry"]


def test_the_chosen_chat_comes_back_selected_after_a_search(sidebar, qtbot):
    chosen = []
    sidebar.chat_selected.connect(chosen.append)
    row = sidebar.chat_list.visualRect(sidebar.chat_list.chats.index_of(3)).center()
    qtbot.mouseClick(sidebar.chat_list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    sidebar.search.setText("roots")
    sidebar.search.clear()
    assert sidebar.chat_list.currentIndex().data() == "Strawberry"
    assert chosen == [3]


def empty_line(sidebar):
    return next((text for text in map(QLabel.text, visible_labels(sidebar)) if "." in text), "")


def visible_labels(sidebar):
    return [label for label in sidebar.findChildren(QLabel) if label.isVisible()]


def test_an_empty_list_says_one_faint_line(sidebar):
    assert empty_line(sidebar) == ""
    sidebar.search.setText("nothing of the kind")
    assert empty_line(sidebar) == "No chat has these words in its title."
    sidebar.search.clear()
    sidebar.set_chats([], None)
    assert empty_line(sidebar) == "Your chats will be listed here."


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("newChatButton", "new_chat_requested"),
        ("settingsButton", "settings_requested"),
        ("foldSidebarButton", "fold_requested"),
    ],
)
def test_each_button_reports_its_wish(sidebar, qtbot, button, signal):
    with qtbot.waitSignal(getattr(sidebar, signal)):
        qtbot.mouseClick(sidebar.findChild(QPushButton, button), Qt.MouseButton.LeftButton)


def test_renaming_and_deleting_are_passed_on(sidebar, qtbot):
    with qtbot.waitSignal(sidebar.delete_requested) as deleted:
        qtbot.keyClick(sidebar.chat_list, Qt.Key.Key_Delete)
    with qtbot.waitSignal(sidebar.rename_requested) as renamed:
        sidebar.chat_list.chats.setData(sidebar.chat_list.currentIndex(), "Other")
    assert deleted.args == [1]
    assert renamed.args == [1, "Other"]


def test_the_new_chat_button_names_its_keys(sidebar):
    label = sidebar.new_chat.findChild(QLabel)
    assert label.text() in ("Ctrl N", "⌘N")
    assert label.geometry().right() < sidebar.new_chat.width()


def test_everything_has_a_name_for_screen_readers(sidebar):
    buttons = sidebar.findChildren(QPushButton)
    assert all(button.accessibleName() or button.text() for button in buttons)
    assert sidebar.chat_list.accessibleName() == "Chats"
    assert sidebar.search.accessibleName()


def test_another_language_renames_without_losing_the_chats(sidebar):
    QApplication.sendEvent(sidebar, QEvent(QEvent.Type.LanguageChange))
    assert len(shown(sidebar)) == 5
    assert sidebar.new_chat.text() == "New chat"


def test_another_theme_repaints(sidebar, dark_theme):
    before = sidebar.new_chat.icon().pixmap(18, 18).toImage()
    sidebar.set_theme(dark_theme)
    assert sidebar.new_chat.icon().pixmap(18, 18).toImage() != before


def archived(sidebar):
    sidebar.set_chats([*CHATS, ChatSummary(4, "Old", NOON, NOON, archived_at=NOON)], 1)


def test_the_archive_is_shown_and_left_again(sidebar, qtbot):
    archived(sidebar)
    assert "Old" not in shown(sidebar)
    assert not sidebar.archive_bar.isVisible()
    sidebar.all_chats.archive_requested.emit()
    assert shown(sidebar) == ["Today", "Old"]
    qtbot.mouseClick(sidebar.archive_bar, Qt.MouseButton.LeftButton)
    assert len(shown(sidebar)) == 5


def test_an_empty_archive_says_how_to_fill_it(sidebar):
    sidebar.all_chats.archive_requested.emit()
    assert empty_line(sidebar).startswith("No chat is archived.")


def test_a_folder_is_folded_and_unfolded_here(sidebar):
    sidebar.set_chats([ChatSummary(4, "Old", NOON, NOON, folder="Art")], 4)
    for expected in (["Folders", "Art"], ["Folders", "Art", "Old"]):
        sidebar.chat_list.folder_wished.emit(FolderWish.FOLD, "Art")
        assert shown(sidebar) == expected


def test_folded_folders_come_back(sidebar, store):
    FoldMemory(store, sidebar)
    sidebar.chat_list.folder_wished.emit(FolderWish.FOLD, "Work")
    sidebar.chat_list.folder_wished.emit(FolderWish.FOLD, "Home")
    assert store.value.folded_folders == ("Home", "Work")
    sidebar.chat_list.folder_wished.emit(FolderWish.FOLD, "Work")
    sidebar.set_folded(())
    FoldMemory(store, sidebar)
    assert sidebar._folded == {"Home"}
