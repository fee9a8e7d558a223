"""A chat that outgrows the model's view, in the real window with the real engine."""

import re
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from qwq_desktop.settings.schema import SamplingSettings, ThinkingMode
from qwq_desktop.ui.chat.context_notes import NoteKind, NoteLine

BRIEF = SamplingSettings(temperature=0.1, seed=7, max_tokens=60)
FACT = "Please remember: the password of the lighthouse is Marmalade."


def filler(number):
    return "Say ok. " + " ".join(str(7 * (50 * number + place)) for place in range(12))


@pytest.fixture
def small(start):
    """The program with a model that keeps 768 tokens in view and answers briefly."""

    def begin():
        program = start()
        load = replace(program.settings.value.load, context_length=768)
        program.settings.update(
            program.replaced(load=load, thinking=ThinkingMode.OFF, sampling=BRIEF)
        )
        program.app.services.models.reload(load)
        program.until(program.is_ready)
        program.uses = []
        program.app.chats.view.measured.connect(program.uses.append)
        return program

    return begin


def ask(program, text):
    """The finished answer, once the next turn is read ahead."""
    known = len(program.uses)
    message = program.ask(text)
    program.until(lambda: len(program.uses) > known)
    program.until(lambda: not program.uses[-1].is_full)
    return message


def fill(program):
    for number in range(20):
        ask(program, filler(number))
        if program.app.chats.cut is not None:
            return
    raise AssertionError("the context never filled")


def notes(program, kind):
    lines = program.window.findChildren(NoteLine)
    return [line for line in lines if line.note.kind is kind and not line.isHidden()]


def test_ten_turns_after_the_cut_read_only_what_is_new(small):
    program = small()
    fill(program)
    (line,) = notes(program, NoteKind.CUT)
    assert "no longer in the model's view" in line._words.text()
    read_again = []
    for number in range(100, 110):
        history, cut = program.uses[-1].history, program.app.chats.cut
        turn = ask(program, filler(number)).turn
        if program.app.chats.cut == cut or turn.cached_tokens == history:
            read_again.append(history - turn.cached_tokens)
    assert len(read_again) >= 6
    assert set(read_again) == {0}
    used = int(re.sub(r"\D", "", program.find("statusContext").text().partition(" of ")[0]))
    assert used == program.uses[-1].history


def test_the_choice_comes_before_and_can_be_left_alone(small):
    program = small()
    program.until(lambda: not program.find("contextChoice").isVisible())
    for number in range(20):
        ask(program, filler(number))
        if program.uses[-1].is_nearly_full or program.app.chats.cut is not None:
            break
    assert program.app.chats.cut is None
    program.until(lambda: program.find("contextChoice").isVisible())
    assert program.find("statusContext").property("role") == "warning"
    assert "1" in program.find("choiceEnlarge").text()
    program.click("choiceClose")
    fill(program)
    assert not program.find("contextChoice").isVisible()


def test_a_question_brings_back_what_left_after_a_restart_too(small):
    program = small()
    ask(program, FACT)
    fill(program)
    cut = program.app.chats.cut
    program.app.shutdown()
    later = small()
    later.until(lambda: later.app.chats.list.chats)
    later.window.sidebar.chat_selected.emit(later.app.chats.list.chats[0].id)
    later.until(lambda: later.app.chats.cut == cut)
    assert notes(later, NoteKind.CUT)
    ask(later, "What is the password of the lighthouse?")
    (line,) = notes(later, NoteKind.RECALLED)
    line.findChild(QPushButton, "contextNoteFold").click()
    assert "Marmalade" in line._more.text()


def test_a_summary_from_the_line_in_the_chat(small):
    program = small()
    fill(program)
    (line,) = notes(program, NoteKind.CUT)
    line.findChild(QPushButton, "contextSummarise").click()
    program.until(lambda: program.app.chats.cut.summary)
    (line,) = notes(program, NoteKind.CUT)
    assert "summary" in line._words.text()


def test_a_longer_view_from_the_line_in_the_chat(small):
    program = small()
    fill(program)
    (line,) = notes(program, NoteKind.CUT)
    program.find("contextChoice").hide()
    line.findChild(QPushButton, "contextEnlarge").click()
    program.until(lambda: program.find("choiceEnlarge").isVisible())
    program.click("choiceEnlarge")
    program.until(lambda: program.app.chats.cut is None)
    program.until(program.is_ready)
    assert program.app.services.models.state.facts["context_length"] == 1536
    assert not notes(program, NoteKind.CUT)


def test_another_branch_shows_no_line(small):
    program = small()
    fill(program)
    old = program.app.chats.path[1]
    count = len(program.finished)
    program.app.chats.regenerate(old.id)
    program.until(lambda: len(program.finished) > count)
    assert not notes(program, NoteKind.CUT)
    assert not notes(program, NoteKind.BOUNDARY)
