"""Writing in the real window: attachments, drafts, queue, prompts, changes, deletions."""

import sys

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QToolButton,
)

from qwq_desktop.platform.speech import Voice
from qwq_desktop.storage.prompts import SavedPrompt
from qwq_desktop.storage.records import Attachment, Role
from qwq_desktop.ui.chat.announcer import AnswerAnnouncer
from qwq_desktop.ui.chat.code_buttons import CodeWish
from qwq_desktop.ui.chat.small_forms import InstructionsForm, PromptForm, VariablesForm
from qwq_desktop.ui.chat.text_viewer import TextViewer
from qwq_desktop.ui.chat_presenter import shown_address

INPUTS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox),
    *(QLineEdit, QPlainTextEdit, QTextEdit),
)


def name_of(widget):
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName().strip() or text.strip()


def unnamed(root):
    """The controls of a window that a screen reader could not tell from others."""
    found = []
    for widget in root.findChildren(object):
        is_inner = isinstance(widget, QScrollBar) or (
            isinstance(widget, QLineEdit | QToolButton)
            and isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QLineEdit)
        )
        is_inner |= widget.__class__.__name__ == "QComboBoxListView" or (
            hasattr(widget, "objectName") and widget.objectName().startswith("qt_")
        )
        if not isinstance(widget, INPUTS) or is_inner or widget.isHidden():
            continue
        if not name_of(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def dialog(program, kind):
    program.until(lambda: [d for d in program.window.findChildren(kind) if d.isVisible()])
    return next(d for d in program.window.findChildren(kind) if d.isVisible())


def questions(program):
    return [m.text for m in program.app.chats.path if m.role is Role.USER]


def press(program, key, *modifiers):
    QTest.keyClick(program.find("composer"), key, *modifiers)


def test_every_control_of_the_window_has_a_name(program):
    program.app.composer.add_attachment(Attachment("a.txt", "text"))
    program.ask("hello")
    program.window.set_settings_open(True)
    program.app.chats.regenerate(program.finished[-1].id)
    program.until(lambda: len(program.finished) == 2)
    assert unnamed(program.window) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda w: PromptForm(SavedPrompt(0, "", ""), w),
        lambda w: VariablesForm("Letter", ["name", "文"], w),
        lambda w: InstructionsForm(w._test_own, "", w),
        lambda w: TextViewer("notes", "text", w._test_theme, w),
    ],
)
def test_every_control_of_the_small_windows_has_a_name(program, make):
    program.window._test_own = program.app.chats.instructions
    program.window._test_theme = program.app.appearance.theme
    form = make(program.window)
    assert form.findChildren(QAbstractButton)
    assert unnamed(form) == []


def test_tab_goes_from_the_field_through_the_buttons_beside_it(program):
    field = program.find("composer")
    program.write("x")
    field.setFocus()
    names = []
    for _ in range(7):
        QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Tab)
        names.append(program.window.focusWidget().objectName())
    assert names == [
        "attachButton",
        "promptsButton",
        "instructionsButton",
        "thinkingMode",
        "toolsToggle",
        "documentsPill",
        "sendButton",
    ]


def test_a_dropped_file_goes_along_and_what_cannot_is_said(program, tmp_path):
    (tmp_path / "notes.txt").write_text("The heron stands still.")
    (tmp_path / "photo.bin").write_bytes(bytes(range(256)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / n)) for n in ("notes.txt", "photo.bin")])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    program.window.dropEvent(drop)
    program.until(lambda: program.app.composer.chips.attachments)
    program.until(lambda: program.window.notices.keys == ["attachment_binary:photo.bin"])
    program.ask("hello")
    assert program.app.chats.path[0].attachments[0].name == "notes.txt"
    assert program.app.composer.unsent().is_empty
    program.find_all("attachmentName")[-1].click()
    assert dialog(program, TextViewer).body.toPlainText() == "The heron stands still."


def test_drafts_stay_with_their_chats_and_survive_a_restart(start):
    first = start()
    first.until(first.is_ready)
    first.ask("hello")
    chat_id = first.app.chats.chat.id
    first.write("for this chat")
    first.app.chats.new_chat()
    assert first.find("composer").toPlainText() == ""
    first.write("for a new one")
    first.app.shutdown()
    second = start()
    second.until(lambda: second.find("composer").toPlainText() == "for a new one")
    second.app.chats.open_chat(chat_id)
    second.until(lambda: second.find("composer").toPlainText() == "for this chat")


def test_what_is_sent_while_it_answers_waits_in_sight_and_follows(program):
    program.send("hello")
    program.until(lambda: program.app.chats.is_busy)
    program.write("Thanks")
    press(program, Qt.Key.Key_Return)
    assert program.find("composer").toPlainText() == ""
    program.until(lambda: len(program.finished) == 2)
    assert questions(program) == ["hello", "Thanks"]
    assert not program.find_all("queuedMessage")


def test_an_earlier_question_is_asked_otherwise(program):
    program.ask("hello")
    program.write("my draft")
    program.find("changeMessageButton").click()
    assert program.find("composer").toPlainText() == "hello"
    press(program, Qt.Key.Key_Escape)
    assert program.find("composer").toPlainText() == "my draft"
    program.find("changeMessageButton").click()
    program.write("Thanks")
    press(program, Qt.Key.Key_Return)
    program.until(lambda: len(program.finished) == 2)
    assert questions(program) == ["Thanks"]
    assert program.find("composer").toPlainText() == "my draft"
    (place,) = {w.text() for w in program.find_all("branchPlace")}
    assert place == "2/2"


def menu_action(program, button, text):
    actions = program.find_all(button)[-1].menu().actions()
    return next(a for a in actions if isinstance(a, QAction) and a.text() == text)


def test_a_deleted_answer_comes_back_with_undo(program):
    program.ask("hello")
    menu_action(program, "moreActionsButton", "Delete").trigger()
    program.until(lambda: len(program.app.chats.path) == 1)
    program.until(lambda: program.find_all("noticeAction"))
    program.find_all("noticeAction")[-1].click()
    program.until(lambda: len(program.app.chats.path) == 2)


def test_an_answer_is_quoted_and_rated(program):
    answer = program.ask("hello")
    menu_action(program, "moreActionsButton", "Quote").trigger()
    text = program.find("composer").toPlainText()
    assert text.startswith("> ")
    assert answer.text.split("\n")[0] in text
    program.find("rateGoodButton").click()
    program.until(lambda: program.app.chats.path[1].rating == 1)
    program.find("rateGoodButton").click()
    program.until(lambda: program.app.chats.path[1].rating == 0)


def test_a_saved_prompt_asks_for_its_variables(program):
    letter = SavedPrompt(0, "Letter", "Write to {{name}}.")
    program.app.services.chats.call(lambda r: r.prompts.save(letter))
    program.find("composer").setFocus()
    press(program, Qt.Key.Key_Slash)
    menu = program.find("promptMenu")
    program.until(menu.isVisible)
    QTest.keyClicks(menu.field, "let")
    QTest.keyClick(menu.field, Qt.Key.Key_Return)
    form = dialog(program, VariablesForm)
    form.fields["name"].setText("Ada")
    form.accept()
    assert program.find("composer").toPlainText() == "Write to Ada."


def test_a_prompt_is_written_changed_and_deleted_with_undo(program):
    program.click("promptsButton")
    menu = program.find("promptMenu")
    program.until(menu.isVisible)
    menu._new.click()
    form = dialog(program, PromptForm)
    assert not form.accept_button.isEnabled()
    form.text.setPlainText("Explain it simply.")
    form.accept()
    program.until(lambda: menu.isVisible() and menu.current is not None)
    assert menu.current.title == "Explain it simply."
    menu._delete.click()
    program.until(lambda: menu.current is None)
    program.until(lambda: program.find_all("noticeAction"))
    program.find_all("noticeAction")[-1].click()
    program.click("promptsButton")
    program.until(lambda: menu.current is not None)


def test_a_chats_own_instructions_are_shown_and_kept(program):
    program.click("instructionsButton")
    form = dialog(program, InstructionsForm)
    form.prompt.setPlainText("Be brief.")
    form.accept()
    assert program.find("instructionsButton").isChecked()
    program.ask("hello")
    assert program.app.chats.chat.system_prompt == "Be brief."
    program.app.chats.new_chat()
    assert not program.find("instructionsButton").isChecked()


def test_a_link_is_opened_only_after_its_address_was_shown(program, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "qwq_desktop.ui.chat_presenter.QDesktopServices.openUrl", lambda u: opened.append(u)
    )
    program.app.view.link_activated.emit("https://example.org/a?b=c")
    box = dialog(program, QDialog)
    assert box.informativeText() == "https://example.org/a?b=c"
    assert opened == []
    box.reject()
    assert opened == []


def test_a_name_that_looks_like_another_is_shown_as_it_is_asked_for():
    assert shown_address("https://аpple.com/x") == "https://xn--pple-43d.com/x"
    assert shown_address("mailto:a@b.org") == "mailto:a@b.org"


def test_the_answer_is_announced_and_the_thinking_never(program):
    said = []
    announcer = AnswerAnnouncer(program.app.chats, program.window, said.append, lambda: True)
    message = program.ask('How many r\'s are in the word "strawberry"')
    assert announcer.parent() is program.window
    assert said
    assert message.thinking
    assert "s t r a w b e r r y" not in " ".join(said)
    assert "3" in " ".join(said)
    assert said[0] == "Thinking…"


SAY = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_bytes(sys.stdin.buffer.read())"
ENDLESS = "import time\nwhile True: time.sleep(1)"


def give_voice(program, *arguments):
    program.app.chat_in_window.speaker._voice = Voice(sys.executable, ("-c", *arguments))
    program.app.view.set_can_read(True)


def test_an_answer_is_read_aloud_without_marks_and_without_its_thinking(program, tmp_path):
    file = tmp_path / "said"
    give_voice(program, SAY, str(file))
    message = program.ask('How many r\'s are in the word "strawberry"')
    program.click("readAloudButton")
    program.until(lambda: not program.app.chat_in_window.speaker.is_speaking and file.exists())
    said = file.read_text("utf-8")
    assert "3" in said
    assert "**" not in said
    assert message.thinking[:40] not in said


def test_reading_is_stopped_by_the_same_button(program):
    give_voice(program, ENDLESS)
    program.ask("hello")
    button = program.find("readAloudButton")
    button.click()
    program.until(lambda: program.app.chat_in_window.speaker.is_speaking)
    assert button.accessibleName() == "Stop reading"
    button.click()
    assert not program.app.chat_in_window.speaker.is_speaking
    assert button.accessibleName() == "Read aloud"


def test_code_is_saved_and_looked_at(program, tmp_path):
    program.app.view.code_wished.emit(CodeWish.SAVE, "print(1)", "python")
    chooser = dialog(program, QFileDialog)
    file = tmp_path / "code.py"
    chooser.fileSelected.emit(str(file))
    program.until(file.exists)
    program.until(lambda: "saved" in program.window.notices.keys)
    assert file.read_text("utf-8") == "print(1)\n"
    chooser.close()
    program.app.view.code_wished.emit(CodeWish.VIEW, "print(1)", "python")
    assert dialog(program, TextViewer).body.toPlainText() == "print(1)"


def test_a_file_that_cannot_be_saved_is_said(program, tmp_path):
    program.app.view.code_wished.emit(CodeWish.SAVE, "x", "")
    chooser = dialog(program, QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "nowhere" / "x.txt"))
    program.until(lambda: program.window.notices.keys == ["file_unwritable"])
    chooser.close()
