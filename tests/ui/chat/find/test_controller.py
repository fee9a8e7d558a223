"""Finding in a chat: real view, real documents, a real worker."""

import pytest
from PySide6.QtCore import QPoint, Qt

from qwq_desktop.chat.remarks import marked
from qwq_desktop.engine.phrases import remark
from qwq_desktop.platform.words import read_query
from qwq_desktop.platform.worker import Worker
from qwq_desktop.storage.records import MessageStatus, ToolStep
from qwq_desktop.storage.search import Part
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.find.controller import FindController

FILLER = "Nothing of the kind stands in this paragraph.\n\n" * 12


@pytest.fixture
def worker(qapp):
    worker = Worker("files")
    yield worker
    worker.close()


@pytest.fixture
def view(qtbot, dressed, theme, icons, clock, question, answer):
    widget = ChatView(theme, icons, clock=clock)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    messages = []
    for n in range(1, 61, 2):
        words = "Which **big** ones?" if n == 5 else "And this?"
        text = f"{FILLER}The **big** roots, `Roots`.\n\n{FILLER}" if n in (21, 41) else FILLER
        thinking = f"{FILLER}😀 roots 特征值\n\n{FILLER}" if n == 31 else FILLER
        messages.append(question(n, words, n - 1 or None))
        messages.append(answer(n + 1, text, parent_id=n, thinking=thinking))
    widget.set_messages(messages)
    return widget


@pytest.fixture
def find(view, worker, theme, icons):
    return FindController(view, worker, theme, icons)


def type_in(find, qtbot, text):
    find.open()
    find.bar.field.setText(text)
    qtbot.waitUntil(lambda: not find._typing.isActive())
    qtbot.waitUntil(lambda: not find._texts.is_reading)


def marks(edit, *, current=None):
    found = []
    for one in edit.extraSelections():
        is_current = (
            one.format.background().color().name() == edit._parts.theme.palette.accent.lower()
        )
        if current is None or is_current == current:
            found.append(one.cursor.selectedText())
    return found


def is_in_view(view, edit):
    accent = view._parts.theme.palette.accent.lower()
    selections = edit.extraSelections()
    (current,) = [s for s in selections if s.format.background().color().name() == accent]
    top = edit.cursorRect(current.cursor).top()
    y = edit.mapTo(view._scroll.viewport(), QPoint(0, top)).y()
    return 0 <= y < view._scroll.viewport().height()


def test_hits_are_counted_in_all_texts_as_they_are_read(find, qtbot):
    type_in(find, qtbot, "ROOTS")
    # Two in each of two answers and one in a thought.
    assert find.bar.count.text() == "1 of 5"
    type_in(find, qtbot, "big ")
    assert find.bar.count.text() == "1 of 2"
    type_in(find, qtbot, "big** ")  # a question is shown as it was written
    assert find.bar.count.text() == "1 of 1"


def test_it_goes_round_and_unfolds_the_thinking_that_holds_the_hit(find, view, qtbot):
    type_in(find, qtbot, "roots")
    assert marks(view.widget(22).answer) == ["roots", "Roots"]
    assert marks(view.widget(22).answer, current=True) == ["roots"]
    assert is_in_view(view, view.widget(22).answer)
    find.step(1)
    assert marks(view.widget(22).answer, current=True) == ["Roots"]
    find.step(1)
    thought = view.widget(32).thinking
    assert not thought.is_folded
    assert marks(thought.body.document_view, current=True) == ["roots"]
    assert is_in_view(view, thought.body.document_view)
    assert find.bar.count.text() == "3 of 5"
    find.step(-1)
    find.step(-1)
    find.step(-1)
    assert find.bar.count.text() == "5 of 5"
    assert is_in_view(view, view.widget(42).answer)
    find.step(1)
    assert find.bar.count.text() == "1 of 5"


def test_a_thought_in_pieces_is_counted_through(find, view, qtbot, question, answer):
    said = marked(remark("mind the roots", ""), "mind the roots")
    thinking = f"{FILLER}One root.\n\n{said}\n\n{FILLER}Two roots, a root.\n\n{FILLER}"
    steps = (ToolStep("calculator", '{"expression": "root"}', "root", len(FILLER) + 9),)
    asked = question(101, "Well?")
    replied = answer(102, "A root.", parent_id=101, thinking=thinking, tool_steps=steps)
    view.set_messages([asked, replied])
    type_in(find, qtbot, "root")
    assert find.bar.count.text() == "1 of 4"
    first, second = view.widget(102).thinking.body.views
    assert (marks(first, current=True), marks(second, current=True)) == (["root"], [])
    find.step(1)
    find.step(1)
    assert (marks(first, current=True), marks(second, current=True)) == ([], ["root"])
    assert marks(second) == ["root", "root"]
    assert is_in_view(view, second)


def test_it_begins_where_the_reader_is(find, view, qtbot):
    view.show_message(31)
    type_in(find, qtbot, "roots")
    assert find.bar.count.text() == "3 of 5"


def test_chinese_is_found(find, view, qtbot):
    type_in(find, qtbot, "征值")
    assert find.bar.count.text() == "1 of 1"
    assert marks(view.widget(32).thinking.body.document_view) == ["征值"]


def test_what_is_not_there_is_said(find, qtbot):
    type_in(find, qtbot, "zebra")
    assert find.bar.count.text() == "Not found"
    assert not find.bar.next.isEnabled()
    find.step(1)
    type_in(find, qtbot, "")
    assert find.bar.count.text() == ""


def test_a_message_made_later_is_marked_as_well(find, view, qtbot):
    type_in(find, qtbot, "nothing of")
    view.show_message(9)
    qtbot.waitUntil(lambda: len(marks(view.widget(10).answer)) == 12)


def test_closing_takes_the_marks_away(find, view, qtbot):
    type_in(find, qtbot, "roots")
    with qtbot.waitSignal(find.closed):
        qtbot.keyClick(find.bar.field, Qt.Key.Key_Escape)
    assert not find.is_open
    assert marks(view.widget(22).answer) == []


def test_the_keys_of_the_field_go_on_and_back(find, qtbot):
    type_in(find, qtbot, "roots")
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Return)
    assert find.bar.count.text() == "2 of 5"
    qtbot.keyClick(find.bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert find.bar.count.text() == "1 of 5"
    qtbot.mouseClick(find.bar.previous, Qt.MouseButton.LeftButton)
    assert find.bar.count.text() == "5 of 5"


def test_a_finished_answer_is_counted(find, view, qtbot, question, answer):
    type_in(find, qtbot, "roots")
    view.add_message(question(61, "More", 60))
    view.add_message(answer(62, "", status=MessageStatus.STREAMING, parent_id=61))
    view.finish_message(answer(62, "More *roots*", parent_id=61))
    qtbot.waitUntil(lambda: find.bar.count.text() == "1 of 6")


def test_another_chat_is_searched_at_once_and_an_empty_one_closes_the_bar(
    find, view, qtbot, question, answer
):
    type_in(find, qtbot, "roots")
    view.set_messages([question(101, "roots and roots"), answer(102, "none", parent_id=101)])
    qtbot.waitUntil(lambda: find.bar.count.text() == "1 of 2")
    view.show_empty("Hello", "", [])
    assert not find.is_open
    find.open()
    assert not find.is_open


def test_a_hit_of_the_search_over_all_chats_is_shown_marked(find, view, qtbot):
    find.show_hit(32, Part.THINKING, read_query("特征 root"))
    thought = view.widget(32).thinking
    assert not thought.is_folded
    assert marks(thought.body.document_view) == ["root", "特征"]
    assert is_in_view(view, thought.body.document_view)
    assert not find.is_open
    find.show_hit(22, Part.ANSWER, read_query('"big roots'))
    assert marks(view.widget(22).answer, current=True) == ["big roots"]
    assert marks(thought.body.document_view) == []


def test_another_theme_marks_in_its_colours(find, view, qtbot, dark_theme):
    type_in(find, qtbot, "roots")
    view.set_theme(dark_theme)
    find.set_theme(dark_theme)
    edit = view.widget(22).answer
    mark = dark_theme.palette.mark.lower()
    qtbot.waitUntil(
        lambda: mark in [s.format.background().color().name() for s in edit.extraSelections()]
    )
