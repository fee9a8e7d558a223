import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QInputMethodEvent, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from qwq_desktop.settings.schema import ThinkingMode
from qwq_desktop.storage.records import Attachment
from qwq_desktop.ui.chat.composer import Composer
from qwq_desktop.ui.chat.composer_edit import MOST_LINES


@pytest.fixture
def composer(qtbot: QtBot, dressed: object, theme, icons) -> Composer:
    widget = Composer(theme, icons)
    qtbot.addWidget(widget)
    widget.resize(700, 110)
    widget.show()
    qtbot.waitExposed(widget)
    widget.edit.setFocus()
    return widget


def compose(composer: Composer, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(composer.edit, event)


def test_names_that_others_rely_on(composer: Composer) -> None:
    assert isinstance(composer.findChild(QPlainTextEdit, "composer"), QPlainTextEdit)
    assert composer.findChild(QToolButton, "sendButton") is composer.send_button
    assert composer.findChild(QToolButton, "stopButton") is composer.stop_button


def test_enter_sends_the_trimmed_text_and_leaves_it_to_its_owner(composer, qtbot) -> None:
    composer.set_text("  What is 6 × 7?\n")
    with qtbot.waitSignal(composer.submitted) as sent:
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert sent.args == ["What is 6 × 7?", ()]
    assert composer.text() == "  What is 6 × 7?\n"


def test_shift_enter_breaks_the_line(composer, qtbot) -> None:
    qtbot.keyClicks(composer.edit, "a")
    with qtbot.assertNotEmitted(composer.submitted):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(composer.edit, "b")
    assert composer.text() in ("a\nb", "a\u2028b")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_that_confirms_a_composition_never_sends(composer, qtbot, key: Qt.Key) -> None:
    composer.set_text("请问")
    compose(composer, "ni hao")
    with qtbot.assertNotEmitted(composer.submitted):
        qtbot.keyClick(composer.edit, key)
    compose(composer, "", "你好")
    assert composer.text() == "请问你好"
    with qtbot.waitSignal(composer.submitted) as sent:
        qtbot.keyClick(composer.edit, key)
    assert sent.args == ["请问你好", ()]


@pytest.mark.parametrize("text", ["", "   ", "\n\t "])
def test_blank_messages_are_never_sent(composer, qtbot, text: str) -> None:
    composer.set_text(text)
    assert not composer.send_button.isEnabled()
    with qtbot.assertNotEmitted(composer.submitted):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)


def test_exactly_one_of_the_two_buttons_is_there(composer, qtbot) -> None:
    assert composer.send_button.isVisible()
    assert not composer.stop_button.isVisible()
    composer.set_busy(True)
    assert not composer.send_button.isVisible()
    with qtbot.waitSignal(composer.stop_requested):
        qtbot.mouseClick(composer.stop_button, Qt.MouseButton.LeftButton)
    composer.set_busy(False)
    assert composer.send_button.isVisible()


def test_nothing_is_sent_while_busy_and_escape_stops(composer, qtbot) -> None:
    composer.set_text("next")
    with qtbot.assertNotEmitted(composer.stop_requested):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    composer.set_busy(True)
    with qtbot.assertNotEmitted(composer.submitted):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(composer.stop_requested):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)


def test_the_button_sends(composer, qtbot) -> None:
    composer.edit.setPlainText("hello")
    with qtbot.waitSignal(composer.submitted):
        qtbot.mouseClick(composer.send_button, Qt.MouseButton.LeftButton)


def test_up_brings_the_last_message_back_into_an_empty_field(composer, qtbot) -> None:
    composer.set_text("first")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    composer.set_text("draft")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "draft"
    composer.set_text("")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "first"


def test_it_grows_with_its_text_to_a_limit(composer, qtbot) -> None:
    heights = []
    for lines in (1, 3, MOST_LINES, 40):
        composer.set_text("\n".join(["line"] * lines))
        heights.append(composer.edit.height())
    one, three, most, many = heights
    assert one < three < most == many
    composer.set_text("word " * 200)
    assert composer.edit.height() > three


def test_pasted_text_is_plain(composer) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    composer.edit.insertFromMimeData(data)
    assert composer.text() == "bold"
    picture = QMimeData()
    picture.setImageData(QPixmap(2, 2))
    assert not composer.edit.canInsertFromMimeData(picture)


def test_the_thinking_mode_is_chosen_from_a_menu(composer, qtbot) -> None:
    button = composer.findChild(QPushButton, "thinkingMode")
    assert button.text() == "Thinking: auto"
    always = composer.findChild(QMenu).actions()[1]
    with qtbot.waitSignal(composer.thinking_mode_changed) as chosen:
        always.trigger()
    assert chosen.args == [ThinkingMode.ON]
    assert button.text() == "Thinking: always"
    with qtbot.assertNotEmitted(composer.thinking_mode_changed):
        composer.set_thinking_mode(ThinkingMode.OFF)
    assert button.text() == "Thinking: off"


def test_tools_are_toggled_by_the_user_only(composer, qtbot) -> None:
    button = composer.findChild(QPushButton, "toolsToggle")
    with qtbot.assertNotEmitted(composer.tools_toggled):
        composer.set_tools_enabled(True)
    with qtbot.waitSignal(composer.tools_toggled) as toggled:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert toggled.args == [False]


def test_the_empty_field_names_the_model(composer) -> None:
    composer.set_model_name("QwQ Nano")
    assert composer.edit.placeholderText() == "Ask QwQ Nano…"


def test_every_control_is_named_and_reached_by_the_keyboard(composer) -> None:
    composer.set_thinking(True)
    assert composer.stop_button.accessibleName() == "Stop thinking"
    for button in (*composer.findChildren(QToolButton), *composer.findChildren(QPushButton)):
        assert button.accessibleName() or button.text()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert composer.focusProxy() is composer.edit
    assert composer.edit.tabChangesFocus()


def test_it_wears_another_theme(composer, dark_theme) -> None:
    composer.set_text("draft")
    composer.set_theme(dark_theme)
    assert composer.text() == "draft"
    assert not composer.grab().isNull()


NOTES = Attachment("notes.txt", "some text")


def paste(composer, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    composer.edit.insertFromMimeData(data)


def test_a_long_paste_stands_beside_the_message_and_one_undo_puts_it_into_it(composer, qtbot):
    composer.set_text("See: ")
    paste(composer, "line\n" * 100)
    assert composer.text() == "See: "
    (chip,) = composer.chips.attachments
    assert chip == Attachment("Pasted text", "line\n" * 100)
    qtbot.keyClick(composer.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.chips.attachments == ()
    assert composer.text() == "See: " + "line\n" * 100


def test_after_more_was_written_undo_is_that_of_the_words(composer, qtbot):
    paste(composer, "x" * 5000)
    qtbot.keyClicks(composer.edit, "abc")
    qtbot.keyClick(composer.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(composer.chips.attachments) == 1
    assert composer.text() == ""


def test_pasted_files_are_told_and_dragged_ones_left_to_the_window(composer, qtbot):
    data = QMimeData()
    data.setUrls([QUrl("file:///a.txt"), QUrl("https://example.org")])
    with qtbot.waitSignal(composer.files_pasted) as pasted:
        composer.edit.insertFromMimeData(data)
    assert pasted.args == [["/a.txt"]]
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    composer.edit.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_attachments_are_sent_with_the_words_or_alone(composer, qtbot):
    composer.add_attachment(NOTES)
    composer.add_attachment(NOTES)
    names = [one.name for one in composer.chips.attachments]
    assert names == ["notes.txt", "notes (2).txt"]
    with qtbot.waitSignal(composer.submitted) as sent:
        qtbot.mouseClick(composer.send_button, Qt.MouseButton.LeftButton)
    assert sent.args == ["", composer.chips.attachments]


def test_a_chip_is_looked_into_and_removed(composer, qtbot):
    composer.add_attachment(NOTES)
    with qtbot.waitSignal(composer.attachment_opened) as opened:
        composer.findChild(QPushButton, "attachmentName").click()
    assert opened.args == [NOTES]
    with qtbot.waitSignal(composer.changed):
        composer.findChild(QToolButton, "removeAttachment").click()
    assert composer.unsent().is_empty


def test_many_chips_take_as_many_lines_as_they_need(composer):
    for _ in range(12):
        composer.add_attachment(Attachment("a file with quite a long name.txt", "x" * 3000))
    chips = composer.chips
    assert chips.heightForWidth(4000) < chips.heightForWidth(600)
    chips.resize(600, chips.heightForWidth(600))
    chips.layout().activate()
    assert all(chip.geometry().right() < 600 for chip in chips._chips)


def test_while_a_turn_runs_what_is_sent_waits(composer, qtbot):
    composer.set_busy(True)
    assert composer.queue_button.isHidden()
    composer.set_text("next")
    assert not composer.queue_button.isHidden()
    with qtbot.waitSignal(composer.queued) as queued:
        qtbot.keyClick(composer.edit, Qt.Key.Key_Return)
    assert queued.args == ["next", ()]


def test_up_goes_through_all_that_was_sent(composer, qtbot):
    composer.set_sent(["one", "two"])
    for expected in ("two", "one", "one"):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Up)
        assert composer.text() == expected
    for expected in ("two", ""):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Down)
        assert composer.text() == expected


def test_a_slash_in_the_empty_field_opens_the_prompts(composer, qtbot):
    with qtbot.waitSignal(composer.tools.prompts_requested):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Slash)
    composer.set_text("1")
    with qtbot.assertNotEmitted(composer.tools.prompts_requested):
        qtbot.keyClicks(composer.edit, "/2")
    assert composer.text() == "1/2"


def test_what_is_inserted_stands_in_a_paragraph_of_its_own(composer):
    composer.insert("> quoted\n\n")
    composer.insert("reply")
    assert composer.text() == "> quoted\n\nreply"
    composer.set_text("before")
    composer.insert("> quoted\n\n")
    assert composer.text() == "before\n\n> quoted\n\n"


def test_changing_an_earlier_message_is_said_and_can_be_left(composer, qtbot):
    composer.set_changing(True)
    assert not composer._banner.isHidden()
    with qtbot.waitSignal(composer.change_cancelled):
        qtbot.keyClick(composer.edit, Qt.Key.Key_Escape)
    composer.set_changing(False)
    assert composer._banner.isHidden()
