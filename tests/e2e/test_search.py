"""Finding one's way in the whole application."""

from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qwq_desktop.chat.remarks import marked
from qwq_desktop.engine.phrases import remark
from qwq_desktop.platform.paths import Paths
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import MessageStatus, ToolStep, TurnRecord
from qwq_desktop.ui.theme.tokens import LIGHT

FILLER = "Nothing of the kind stands here.\n\n" * 10


@pytest.fixture
def ids(home):
    """Two chats; in the first, the question with 特征值 is on a branch that isn't shown."""
    path = Paths.find(str(home)).database_file
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(ChatRepository(open_database(path).connection)) as chats:
        made = {}

        def turn(name, chat, parent, question, answer, thinking):
            asked = chats.add_user_message(chat.id, parent, question)
            message = chats.begin_assistant(chat.id, asked.id, TurnRecord())
            chats.append_segment(message.id, "thinking", thinking)
            chats.append_segment(message.id, "answer", answer)
            chats.finish(message.id, MessageStatus.COMPLETE, TurnRecord())
            made[name] = message.id
            return message.id

        matrices = chats.create_chat("Matrices", "qwq-nano")
        first = turn("first", matrices, None, "Begin", FILLER, "")
        hidden = turn(
            "hidden", matrices, first, "Which branch?", FILLER, f"{FILLER}特征值 λ\n\n{FILLER}"
        )
        for number in range(12):
            hidden = turn("last", matrices, hidden, f"Go on {number}", FILLER, "")
        turn("shown", matrices, first, "The other branch", FILLER, "")
        cooking = chats.create_chat("Cooking", "qwq-nano")
        soup = turn("soup", cooking, None, "Soup?", f"{FILLER}Boil the **soup**.", "")
        asked = chats.add_user_message(cooking.id, soup, "Pasta?")
        pasta = chats.begin_assistant(cooking.id, asked.id, TurnRecord())
        made["pasta"] = pasta.id
        chats.append_segment(pasta.id, "thinking", f"{FILLER}Weigh it.")
        chats.add_tool_step(pasta.id, ToolStep("calculator", "{}", "1", len(FILLER) + 9))
        said = marked(remark("no saffron", ""), "no saffron")
        chats.append_segment(pasta.id, "thinking", f"Some saffron.\n\n{said}\n\n{FILLER}saffron.")
        chats.append_segment(pasta.id, "answer", FILLER)
        chats.finish(pasta.id, MessageStatus.COMPLETE, TurnRecord())
        return made


@pytest.fixture
def program(ids, start):
    program = start()
    program.until(lambda: len(program.app.chats.list.chats) == 2)
    return program


def search(program, text):
    program.find("searchField").setText(text)
    results = program.find("searchResults")
    program.until(results.isVisible)
    program.until(lambda: program.window.sidebar.results.found.hits or not text)
    return results


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, modifiers)


def test_a_hit_in_a_thought_on_another_branch_is_jumped_to(program, ids):
    search(program, "特征")
    field = program.find("searchField")
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Return)
    program.until(lambda: program.app.chats.chat is not None)
    view = program.app.view
    program.until(lambda: ids["hidden"] in view.visible_ids())
    assert [m.id for m in view.messages][-1] == ids["last"]
    thinking = view.widget(ids["hidden"]).thinking
    assert not thinking.is_folded
    (mark,) = thinking.body.document_view.extraSelections()
    assert mark.cursor.selectedText() == "特征"


def test_a_hit_within_a_thought_with_a_tool_and_a_remark_is_reached(program, ids):
    program.app.chats.open_chat(2)
    program.until(lambda: program.app.chats.chat is not None)
    view = program.app.view
    program.until(lambda: ids["pasta"] in view.visible_ids())
    press(program.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(program.find("findField"), "saffron")
    program.until(lambda: program.find("findCount").text() == "1 of 2")
    thinking = view.widget(ids["pasta"]).thinking
    before, between, after = thinking.body.views
    assert not thinking.is_folded
    assert [len(each.extraSelections()) for each in (before, between, after)] == [0, 1, 1]
    press(program.find("findField"), Qt.Key.Key_Return)
    (mark,) = after.extraSelections()
    assert mark.cursor.selectedText() == "saffron"
    assert mark.format.background().color().name() == LIGHT.accent.lower()
    program.until(lambda: not after.visibleRegion().isEmpty())


def test_a_hit_in_the_open_chat_needs_no_other_one(program, ids):
    program.app.chats.open_chat(2)
    program.until(lambda: program.app.chats.chat is not None)
    opened = []
    program.app.chats.chat_opened.connect(lambda *_: opened.append(True))
    search(program, "boil")
    press(program.find("searchField"), Qt.Key.Key_Return)
    answer = program.app.view.widget(ids["soup"]).answer
    program.until(lambda: answer.extraSelections())
    assert opened == []


def test_a_title_opens_its_chat(program):
    search(program, "cook")
    press(program.find("searchField"), Qt.Key.Key_Return)
    program.until(lambda: program.app.chats.chat is not None)
    assert program.app.chats.chat.title == "Cooking"


def test_new_answers_are_found_at_once(program, ids):
    program.until(program.is_ready)
    program.app.chats.new_chat()
    program.ask("What is 17 + 25?")
    search(program, "17 + 25")
    assert {hit.message_id for hit in program.window.sidebar.results.found.hits} >= {
        m.id for m in program.app.chats.path if "17" in m.text
    }


def test_control_f_finds_in_the_chat_and_escape_leads_back_to_the_composer(program, ids):
    program.app.chats.open_chat(1)
    program.until(lambda: program.app.chats.chat is not None)
    press(program.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = program.find("findField")
    assert field.isVisible()
    QTest.keyClicks(field, "nothing")
    program.until(lambda: program.find("findCount").text().endswith("of 20"))
    press(field, Qt.Key.Key_Escape)
    assert not field.isVisible()
    assert program.find("composer").hasFocus()


def test_the_outline_jumps_to_a_question(program, ids):
    outline_button = program.find("outlineButton")
    assert not outline_button.isVisible()
    program.app.chats.open_message(1, ids["hidden"])
    program.until(outline_button.isVisible)
    program.click("outlineButton")
    outline = program.find("outline")
    assert outline.isVisible()
    for _ in range(2):
        press(program.find("outlineField"), Qt.Key.Key_PageUp)
    press(program.find("outlineField"), Qt.Key.Key_Return)
    program.until(lambda: not outline.isVisible())
    program.until(lambda: 1 in program.app.view.visible_ids())
