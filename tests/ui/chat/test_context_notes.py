"""The lines about the model's view."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from qwq_desktop.chat.recall import Passage, recalled_text
from qwq_desktop.storage.records import ContextCut, Message, Role, TurnRecord
from qwq_desktop.ui.chat.chat_view import ChatView
from qwq_desktop.ui.chat.context_notes import (
    ContextNote,
    ContextWish,
    NoteKind,
    NoteLine,
    notes_for,
)

PASSAGE = Passage(1, "What is the password?", "Marmalade.")
PATH = [
    Message(n, 1, n - 1 or None, Role.USER if n % 2 else Role.ASSISTANT, f"text {n}", created_at=n)
    for n in range(1, 9)
]


@pytest.fixture
def show(qtbot, dressed, parts):
    def make(note):
        line = NoteLine(note, parts)
        qtbot.addWidget(line)
        line.resize(700, line.fit(700))
        line.show()
        return line

    return make


@pytest.fixture
def view(qtbot, dressed, theme, icons):
    widget = ChatView(theme, icons)
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    return widget


def words(line):
    return " ".join(label.text() for label in line.findChildren(QLabel) if label.isVisible())


def button(line, name):
    return line.findChild(QPushButton, name)


def test_a_cut_stands_at_the_question_where_it_happened_and_at_its_boundary():
    notes = notes_for([ContextCut(3, created_at=7.5)], PATH)
    assert notes == {
        7: ContextNote(NoteKind.CUT, messages=2, offers=True),
        3: ContextNote(NoteKind.BOUNDARY),
    }


def test_only_the_newest_cut_offers_something():
    notes = notes_for([ContextCut(3, "Short.", 5.5), ContextCut(5, "", 7.5)], PATH)
    assert notes[5] == ContextNote(NoteKind.CUT, messages=2, summary="Short.")
    assert notes[7] == ContextNote(NoteKind.CUT, messages=4, offers=True)


def test_what_was_brought_back_stands_above_the_answer():
    turn = TurnRecord(recalled=recalled_text([PASSAGE]))
    path = [*PATH[:6], replace(PATH[6], turn=turn), PATH[7]]
    assert notes_for([], path) == {8: ContextNote(NoteKind.RECALLED, passages=(PASSAGE,))}


def test_a_chat_that_fits_has_no_lines():
    assert notes_for([], PATH) == {}


def test_a_cut_says_how_much_left_and_what_can_be_done(show, qtbot):
    line = show(ContextNote(NoteKind.CUT, messages=6, offers=True))
    assert "6 oldest messages" in words(line)
    for name, wish in (
        ("contextSummarise", ContextWish.SUMMARISE),
        ("contextEnlarge", ContextWish.ENLARGE),
    ):
        with qtbot.waitSignal(line.wished) as heard:
            button(line, name).click()
        assert heard.args == [wish]
    assert not button(line, "contextNoteFold").isVisible()


def test_a_summary_unfolds_and_folds(show):
    line = show(ContextNote(NoteKind.CUT, messages=6, summary="It was about tea.", offers=True))
    assert "about tea" not in words(line)
    assert not button(line, "contextSummarise").isVisible()
    low = line.fit(700)
    button(line, "contextNoteFold").click()
    assert "about tea" in words(line)
    assert line.fit(700) > low
    button(line, "contextNoteFold").click()
    assert line.fit(700) == low


def test_quotes_unfold(show):
    line = show(ContextNote(NoteKind.RECALLED, passages=(PASSAGE,)))
    button(line, "contextNoteFold").click()
    assert "Marmalade." in words(line)


def test_a_boundary_has_no_buttons(show):
    line = show(ContextNote(NoteKind.BOUNDARY))
    assert words(line)
    assert not [b for b in line.findChildren(QPushButton) if b.isVisible()]


def test_lines_stand_above_their_messages_and_make_room(view, qtbot):
    view.set_messages(PATH)
    view.set_notes({7: ContextNote(NoteKind.CUT, messages=2, offers=True)})
    line = view.findChild(NoteLine)
    assert line.y() < view._column.widget(7).y()
    assert line.geometry().bottom() < view._column.widget(7).y()
    with qtbot.waitSignal(view.context_wished):
        button(line, "contextEnlarge").click()


def test_lines_that_stay_are_not_made_anew(view):
    note = ContextNote(NoteKind.CUT, messages=2, summary="Tea.")
    view.set_messages(PATH)
    view.set_notes({7: note})
    line = view._column._lines[7]
    view.set_notes({7: note, 3: ContextNote(NoteKind.BOUNDARY)})
    assert view._column._lines[7] is line
    view.set_notes({})
    assert view._column._lines == {}


def test_other_messages_take_the_lines_along(view):
    view.set_messages(PATH)
    view.set_notes({7: ContextNote(NoteKind.BOUNDARY)})
    view.set_messages(PATH[:2])
    assert view._column._lines == {}


def test_lines_follow_the_theme(view, dark_theme):
    view.set_messages(PATH)
    view.set_notes({7: ContextNote(NoteKind.BOUNDARY)})
    view.set_theme(dark_theme)
    assert view._column._lines[7]._parts.theme is dark_theme
