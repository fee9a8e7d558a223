"""A new user's first minutes: a question is asked, the model thinks and answers."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qwq_desktop.storage.records import MessageStatus

STRAWBERRY = 'How many r\'s are in the word "strawberry"'
NAMES = [
    "chatList",
    "newChatButton",
    "chatView",
    "composer",
    "sendButton",
    "stopButton",
    "modelPicker",
    "settingsPane",
    "searchField",
    "statusContext",
    "statusSpeed",
]


@pytest.mark.parametrize("name", NAMES)
def test_every_named_widget_is_there(program, name):
    program.find(name)
    assert program.window.objectName() == "mainWindow"


def test_a_question_is_answered_with_its_thinking_above(program):
    message = program.ask(STRAWBERRY)
    assert message.status is MessageStatus.COMPLETE
    assert "3" in program.answers()[-1]
    panel = program.find_all("thinkingPanel")[-1]
    assert "s t r a w b e r r y" in panel.text
    assert "Thought for" in program.find_all("thinkingToggle")[-1].text()


def test_while_it_answers_stop_takes_the_place_of_send(program):
    seen = []

    def stop_at_the_first_word(*_):
        if not seen:  # the model may be through before the next look at the window
            stop, send = program.find("stopButton"), program.find("sendButton")
            toggles = [toggle.text() for toggle in program.find_all("thinkingToggle")]
            seen.append((stop.isVisible(), send.isVisible(), toggles))
            program.click("stopButton")

    program.app.chats.delta_received.connect(stop_at_the_first_word)
    program.send("Count from 1 to 200")
    program.until(lambda: program.finished)
    ((is_stop_there, is_send_there, toggles),) = seen
    assert (is_stop_there, is_send_there) == (True, False)
    assert "Thinking" in toggles[-1]
    assert program.finished[0].status is MessageStatus.STOPPED
    assert program.find("sendButton").isVisible()
    assert not program.find("stopButton").isVisible()


def test_enter_sends_and_shift_enter_breaks_the_line(program):
    composer = program.find("composer")
    composer.setFocus()
    QTest.keyClicks(composer, "hello")
    QTest.keyClick(composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert composer.toPlainText() == "hello\n"
    assert not program.app.chats.is_busy
    QTest.keyClick(composer, Qt.Key.Key_Return)
    assert program.app.chats.is_busy
    assert composer.toPlainText() == ""
    program.until(lambda: program.finished)


def test_an_example_is_asked_with_one_click(program):
    program.until(lambda: program.app.view.is_empty)
    program.until(lambda: program.find_all("exampleCard"))
    examples = program.find_all("exampleCard")
    assert len(examples) in (4, 5)
    examples[0].click()
    program.until(lambda: program.finished)
    assert not program.app.view.is_empty


def test_the_second_turn_knows_the_first(program):
    program.ask("My name is Priya.")
    program.ask("What is my name?")
    assert "Priya" in program.answers()[-1]


def test_answer_now_leads_to_an_answer(program):
    program.send("Count from 1 to 200")
    program.until(lambda: program.find_all("answerNowButton"))
    QTest.mouseClick(program.find_all("answerNowButton")[0], Qt.MouseButton.LeftButton)
    program.until(lambda: program.finished)
    assert program.finished[0].status is MessageStatus.COMPLETE
    assert program.answers()[-1]


def test_the_status_line_tells_context_and_speed(program):
    program.ask(STRAWBERRY)
    assert "4" in program.find("statusContext").text()
    assert "tokens" in program.find("statusContext").text()
    assert "tokens/s" in program.find("statusSpeed").text()


def test_chats_are_there_after_a_restart(start):
    program = start()
    program.until(program.is_ready)
    program.ask(STRAWBERRY)
    answer = program.answers()[-1]
    program.app.shutdown()
    later = start()
    later.until(lambda: len(later.app.chats.list.chats) == 1)
    later.window.sidebar.chat_selected.emit(later.app.chats.list.chats[0].id)
    later.until(lambda: later.answers())
    assert later.answers() == [answer]
    assert "Thought for" in later.find_all("thinkingToggle")[-1].text()


def test_the_engines_death_leaves_the_window_and_the_answer_so_far(program):
    program.send("Count from 1 to 200")
    program.until(lambda: program.find_all("thinkingPanel"))
    for process in program.engines():
        process.kill()
    program.until(lambda: program.finished)
    assert program.finished[0].status is MessageStatus.INTERRUPTED
    assert program.window.isVisible()
    QTest.mouseClick(program.find_all("tryAgainButton")[-1], Qt.MouseButton.LeftButton)
    program.until(lambda: len(program.finished) == 2)
    assert program.finished[1].status is MessageStatus.COMPLETE


def test_another_model_can_be_chosen(program, nano_model, tmp_path):
    path = tmp_path / "用户 é" / "另一个 😀.gguf"
    path.parent.mkdir()
    path.write_bytes(nano_model.read_bytes())
    program.window.model_file_dropped.emit(str(path))
    program.until(lambda: program.app.services.models.state.reference == str(path))
    program.until(program.is_ready)
    assert program.ask(STRAWBERRY).turn.model_id == str(path)
    assert str(path) in program.settings.value.recent_models


@pytest.mark.parametrize(
    "content", [b"", b"no model at all", b"GGUF" + bytes(60)], ids=["empty", "text", "zeros"]
)
def test_a_bad_file_is_told_and_the_window_lives(program, tmp_path, content):
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    program.window.model_picker.model_chosen.emit(str(path))
    program.until(lambda: program.app.services.models.state.status == "failed")
    assert program.window.notices.keys == ["model"]
    program.window.model_picker.model_chosen.emit("qwq-nano")
    program.until(program.is_ready)
    program.until(lambda: program.window.notices.keys == [])


def test_a_message_longer_than_the_context_says_so_in_the_chat(program):
    message = program.ask("word " * 9000)
    assert message.status is MessageStatus.FAILED
    assert program.find_all("tryAgainButton")


def test_a_deleted_chat_comes_back_with_undo(program):
    program.ask("hello")
    chat_id = program.app.chats.chat.id
    program.window.sidebar.delete_requested.emit(chat_id)
    program.until(lambda: program.app.chats.list.chats == ())
    program.window.notices.action_triggered.emit(f"undo-delete:{chat_id}")
    program.until(lambda: len(program.app.chats.list.chats) == 1)
    program.until(lambda: program.answers())


def test_a_damaged_settings_file_is_set_aside_with_a_notice(start, home):
    (home / "settings.json").write_text("{ damaged", encoding="utf-8")
    program = start()
    assert "settings_damaged" in program.window.notices.keys
    assert [p for p in home.iterdir() if "damaged" in p.name]
    program.until(program.is_ready)


def test_a_changed_load_option_offers_a_reload(program):
    load = replace(program.settings.value.load, context_length=1024)
    program.settings.update(program.replaced(load=load))
    program.until(lambda: not program.find("reloadBanner").isHidden())
    program.window.settings_pane.reload_requested.emit()
    program.until(lambda: program.app.services.models.state.loaded_with == load)
    program.until(program.is_ready)
    assert program.app.services.models.state.facts["context_length"] == 1024
    assert program.find("reloadBanner").isHidden()
