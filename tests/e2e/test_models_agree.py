"""A model that came, and one that went: every place of the window says the same, at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from qwq_desktop.models.removal import remove
from qwq_desktop.ui.models.line import Action, LineCard
from qwq_desktop.ui.models.manager import Section
from qwq_desktop.ui.models.ways import show_section
from tests.doubles.qwq_hub import NAME, QWQ

ITS_NAME = "QwQ Nano · Q8_0"  # as the file says
PLACES = ("library", "picker", "card", "no download", "welcome", "no offer", "introduction")
FITS, IS_HERE = "QwQ-32B fits this computer", "QwQ-32B is here"


@pytest.fixture
def home(home, tmp_path, monkeypatch):
    """A home with a trash that is the test's own."""
    monkeypatch.setenv("HOME", str(tmp_path / "other home"))
    monkeypatch.setitem(remove.__kwdefaults__, "discard", lambda path: Path(path).unlink())
    return home


@pytest.fixture
def program(hub, start):
    program = start()
    program.until(program.is_ready)
    return program


def welcome_title(program):
    return program.find("welcomeTitle").text()


def advice_actions(program):
    cards = [card for card in program.find_all("modelLine") if isinstance(card, LineCard)]
    return next((card.line.actions for card in cards if card.line.name == "Q4_K_M"), ())


def press(program, action):
    cards = [card for card in program.find_all("modelLine") if isinstance(card, LineCard)]
    card = next(card for card in cards if card.line.name == "Q4_K_M")
    QTest.mouseClick(card.button(action), Qt.MouseButton.LeftButton)


def picked(program):
    """What the menu of the model picker offers."""
    menu = program.window.model_picker.findChild(QMenu)
    menu.aboutToShow.emit()
    return [action.text().partition("\t")[0] for action in menu.actions()]


def said(program, path):
    """Which places say that the model is here."""
    title, actions = welcome_title(program), advice_actions(program)
    places = {
        "library": str(path) in program.find("modelLibrary").listed,
        "picker": ITS_NAME in picked(program),
        "card": Action.OPEN in actions,
        "no download": Action.DOWNLOAD not in actions,
        "welcome": title == IS_HERE,
        "no offer": title != FITS,
        "introduction": program.find("introLink").text().endswith("open it →"),
    }
    assert tuple(places) == PLACES
    return {place for place, is_said in places.items() if is_said}


def agree(program, path, *, is_here):
    """Wait until all places say that the model is here, or none does, nor any notice."""
    wanted = set(PLACES) if is_here else set()
    program.until(lambda: said(program, path) == wanted)
    keys = program.window.notices.keys
    assert is_here or not any(key.startswith("download-done:") for key in keys)


def look_at(program, section):
    show_section(program.window, section)


def delete(program, path):
    """Ask the library's card for it, and agree to its question."""
    look_at(program, Section.LIBRARY)
    section = program.find("modelLibrary")
    program.until(lambda: str(path) in section.cards)
    card = section.cards[str(path)]
    card.ask_removal()
    next(b for b in card.strip.buttons if b.objectName() == "strip_remove").click()
    program.until(lambda: not path.exists())
    look_at(program, Section.ADVICE)


def test_all_places_agree_on_a_model_that_comes_goes_and_comes_again(program, home):
    path = home / "models" / QWQ / NAME
    look_at(program, Section.LIBRARY)
    look_at(program, Section.ADVICE)
    program.until(lambda: advice_actions(program))
    program.click("showWelcomeButton")
    program.click("welcome_find")
    program.until(lambda: welcome_title(program) == FITS)
    program.click("welcome_download")
    look_at(program, Section.ADVICE)
    agree(program, path, is_here=True)
    delete(program, path)
    agree(program, path, is_here=False)
    program.window.show_page("chat")
    program.click("welcome_download")
    look_at(program, Section.ADVICE)
    agree(program, path, is_here=True)


def test_a_model_deleted_while_it_is_in_use_can_be_fetched_again(program, home):
    path = home / "models" / QWQ / NAME
    program.click("welcomeCloseButton")
    look_at(program, Section.ADVICE)
    program.until(lambda: advice_actions(program))
    press(program, Action.DOWNLOAD)
    program.until(lambda: Action.OPEN in advice_actions(program))
    press(program, Action.OPEN)
    models = program.app.services.models
    program.until(lambda: models.state.reference == str(path) and program.is_ready())
    delete(program, path)
    program.until(lambda: models.state.reference == "qwq-nano" and program.is_ready())
    program.until(lambda: Action.DOWNLOAD in advice_actions(program))
    press(program, Action.DOWNLOAD)
    program.until(lambda: Action.OPEN in advice_actions(program))
    assert path.is_file()
