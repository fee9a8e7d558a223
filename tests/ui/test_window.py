"""The main window."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QTextEdit

from qwq_desktop.ui.notices import Notice
from qwq_desktop.ui.pages import Page, PageFrame
from qwq_desktop.ui.theme.tokens import LIGHT, Theme
from qwq_desktop.ui.window import MainWindow, WindowState, model_files_of


@pytest.fixture
def window(qtbot, pane, icons, theme):
    widget = MainWindow(pane, icons, theme)
    qtbot.addWidget(widget)
    widget.set_chat_widgets(QTextEdit(), QLineEdit())
    widget.resize(1280, 800)
    widget.show()
    qtbot.waitUntil(lambda: widget.column.width() > 0)
    return widget


def settle(qtbot, window, width):
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.width() == width)


def data_with(*urls):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def test_it_opens_at_its_size_and_may_not_be_smaller(window):
    assert window.objectName() == "mainWindow"
    assert (window.minimumWidth(), window.minimumHeight()) == (720, 520)
    assert window.size().width() == 1280


def test_the_pane_narrows_the_chat_and_never_covers_it(window, qtbot):
    before = window.column.width()
    window.set_settings_open(True)
    qtbot.waitUntil(lambda: window.column.width() < before)
    right = window.column.mapTo(window, QPoint(window.column.width(), 0)).x()
    assert right <= window.settings_pane.mapTo(window, QPoint(0, 0)).x()
    assert before - window.column.width() == 372
    window.set_settings_open(False)
    qtbot.waitUntil(lambda: window.column.width() == before)


def test_a_narrow_window_hides_the_chats_while_settings_are_open(window, qtbot):
    settle(qtbot, window, 880)
    assert window.is_sidebar_open
    window.set_settings_open(True)
    assert not window.is_sidebar_open
    window.set_settings_open(False)
    assert window.is_sidebar_open


def test_widening_the_window_brings_the_chats_back(window, qtbot):
    settle(qtbot, window, 880)
    window.set_settings_open(True)
    settle(qtbot, window, 1200)
    assert window.is_sidebar_open
    assert window.is_settings_open


def test_in_a_narrow_window_the_chats_take_the_place_of_the_settings(window, qtbot):
    settle(qtbot, window, 800)
    window.set_settings_open(True)
    window.toggle_sidebar()
    assert window.is_sidebar_open
    assert not window.is_settings_open


def test_a_large_font_makes_the_chats_give_way_earlier(window, qtbot):
    window.set_settings_open(True)
    assert window.is_sidebar_open
    settle(qtbot, window, 1100)
    assert window.is_sidebar_open
    window.set_theme(Theme(LIGHT, scale=1.6, reduced_motion=True))
    qtbot.waitUntil(lambda: not window.is_sidebar_open)


def test_hiding_the_chats_leaves_a_way_back(window, qtbot):
    unfold = window.column.header.unfold
    assert not unfold.isVisible()
    window.toggle_sidebar()
    assert unfold.isVisible()
    qtbot.mouseClick(unfold, Qt.MouseButton.LeftButton)
    assert window.is_sidebar_open


@pytest.mark.parametrize(
    ("key", "signal"), [(Qt.Key.Key_N, "new_chat_requested"), (Qt.Key.Key_O, "open_file_requested")]
)
def test_keys_ask_for_new_chats_and_files(window, qtbot, key, signal):
    with qtbot.waitSignal(getattr(window, signal)):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def test_keys_open_and_close_settings_and_chats(window, qtbot):
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Comma, control)
    assert window.is_settings_open
    qtbot.keyClick(window, Qt.Key.Key_Comma, control)
    assert not window.is_settings_open
    qtbot.keyClick(window, Qt.Key.Key_B, control)
    assert not window.is_sidebar_open


def test_escape_in_the_pane_closes_it_and_leads_back_to_the_composer(window, qtbot):
    window.set_settings_open(True)
    qtbot.keyClick(window.settings_pane, Qt.Key.Key_Escape)
    assert not window.is_settings_open
    assert window.focusWidget() is window.column.findChildren(QLineEdit)[-1]


def test_the_cursor_stands_in_the_composer_from_the_start(window, qtbot):
    field = window.focusWidget()
    window.sidebar.search.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(field, QLineEdit)
    assert window.focusWidget() is field


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_focus(window, qtbot, key):
    button = window.sidebar.fold
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_closing_is_told(window, qtbot):
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_a_model_file_can_be_dropped(window, qtbot):
    data = data_with("file:///m/note.txt", "file:///m/Model%20A.GGUF")
    arguments = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, *arguments)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window.model_file_dropped) as dropped:
        window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *arguments))
    assert dropped.args == ["/m/Model A.GGUF"]


def test_other_files_can_be_dropped_too_and_are_no_models(window, qtbot):
    data = data_with("file:///m/note.txt", "file:///m/%E6%96%87.md", "https://example.org/a.txt")
    arguments = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(window.files_dropped) as dropped:
        window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *arguments))
    assert dropped.args == [["/m/note.txt", "/m/文.md"]]


def test_addresses_are_not_taken_for_files(window):
    data = data_with("https://example.org/model.gguf")
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def drop(window, *urls):
    arguments = (data_with(*urls), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, *arguments))


def test_several_models_are_brought_together(window, qtbot):
    with qtbot.waitSignal(window.models_dropped) as dropped:
        drop(window, "file:///m/note.txt", "file:///m/a.gguf", "file:///m/%E6%A8%A1.gguf")
    assert dropped.args == [["/m/a.gguf", "/m/模.gguf"]]
    assert model_files_of(["/m/a.txt"]) == []


def test_on_the_models_page_all_that_is_dropped_is_taken_for_models(window, qtbot, icons, theme):
    window.add_page(Page.MODELS, lambda: PageFrame(icons, theme))
    window.show_page(Page.MODELS)
    with qtbot.waitSignal(window.models_dropped) as dropped:
        drop(window, "file:///m/folder", "file:///m/a.gguf")
    assert dropped.args == [["/m/folder", "/m/a.gguf"]]
    with qtbot.waitSignal(window.model_file_dropped):
        drop(window, "file:///m/a.gguf")


def test_geometry_and_chat_list_come_back(window, qtbot):
    settle(qtbot, window, 760)
    window.toggle_sidebar()
    state = window.state()
    settle(qtbot, window, 1200)
    window.toggle_sidebar()
    window.restore(state)
    qtbot.waitUntil(lambda: window.width() == 760)
    assert not window.is_sidebar_open


@pytest.mark.parametrize("geometry", ["", "not base64!", "QUJD", "é"])
def test_a_damaged_state_leaves_the_opening_size(window, geometry):
    window.restore(WindowState(geometry, sidebar_open=True))
    assert window.width() == 1280
    assert window.is_sidebar_open


def test_the_title_stands_in_the_header_and_the_window(window):
    window.set_chat_title("Roots of a quartic")
    assert window.windowTitle() == "Roots of a quartic – QwQ Desktop"
    assert window.column.header.title.title == "Roots of a quartic"
    window.set_chat_title("")
    assert window.windowTitle() == "QwQ Desktop"


def test_composer_and_status_share_the_text_column(window, qtbot):
    line = window.status_line
    qtbot.waitUntil(lambda: line.width() == 720)
    middle = line.mapTo(window.column, QPoint(line.width() // 2, 0)).x()
    assert abs(middle - window.column.width() // 2) <= 1
    settle(qtbot, window, 720)
    assert line.mapTo(window.column, QPoint(0, 0)).x() >= 20


def test_notices_stand_above_the_composer_and_move_with_it(window, qtbot):
    window.notices.show_notice(Notice("a", "Chat deleted", "Undo"))
    field = window.focusWidget()

    def gap():
        return field.mapTo(window.column, QPoint(0, 0)).y() - window.notices.geometry().bottom()

    assert 0 < gap() < 40
    field.setFixedHeight(160)
    qtbot.waitUntil(lambda: 0 < gap() < 40)


def test_there_is_no_menu_bar_but_on_macos(window):
    names = {action.text() for action in window.actions()}
    assert {"New chat", "Open model file…", "Settings", "Quit"} <= names
    assert window.menuWidget() is None


def test_another_theme_and_language_reach_all_parts(window, dark_theme):
    window.set_theme(dark_theme)
    QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    assert window.model_picker.dot == dark_theme.palette.faint
    assert window.findChild(QFrame, "sidebar") is window.sidebar


@pytest.fixture
def paged(window, icons, theme):
    made = []

    def make():
        made.append(PageFrame(icons, theme))
        return made[-1]

    window.add_page(Page.MODELS, make)
    return window, made


def test_a_page_is_made_once_and_takes_the_place_of_the_chat(paged):
    window, made = paged
    assert not made
    window.sidebar.models.click()
    assert window.page is Page.MODELS
    assert made[0].isVisible()
    assert not window.column.isVisible()
    window.sidebar.models.click()
    assert window.page is Page.CHAT
    window.show_page(Page.MODELS)
    assert len(made) == 1


def test_the_window_is_called_after_what_is_in_its_middle(paged):
    paged, _made = paged
    paged.set_chat_title("Rivers")
    paged.show_page(Page.MODELS)
    paged.page_frame(Page.MODELS).set_title("Models")
    assert paged.windowTitle() == "Models – QwQ Desktop"
    paged.set_chat_title("Rivers and lakes")
    assert paged.windowTitle() == "Models – QwQ Desktop"
    paged.page_frame(Page.MODELS).set_title("模型")
    assert paged.windowTitle() == "模型 – QwQ Desktop"
    paged.show_page(Page.CHAT)
    assert paged.windowTitle() == "Rivers and lakes – QwQ Desktop"


def test_escape_leads_from_a_page_back_to_the_composer(paged, qtbot):
    window, made = paged
    window.show_page(Page.MODELS)
    qtbot.keyClick(made[0].header.close_button, Qt.Key.Key_Escape)
    assert window.page is Page.CHAT


def test_a_chat_that_is_chosen_takes_the_place_of_a_page(paged):
    window, _made = paged
    window.show_page(Page.MODELS)
    window.sidebar.chat_selected.emit(3)
    assert window.page is Page.CHAT
    window.show_page(Page.MODELS)
    window.sidebar.new_chat.click()
    assert window.page is Page.CHAT


def test_a_page_that_there_is_not_is_not_offered(window):
    window.show_page(Page.DOCUMENTS)
    assert window.page is Page.CHAT
    assert not window.sidebar.documents.isVisible()
