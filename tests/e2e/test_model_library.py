"""Models of this computer in the real window: dropped, taken in, checked, deleted, moved."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QMenu

from qwq_desktop.models.removal import remove
from qwq_desktop.storage.records import MessageStatus
from qwq_desktop.ui.models.library.visits import IN_PLACE
from qwq_desktop.ui.pages import Page


@pytest.fixture(autouse=True)
def surroundings(tmp_path, monkeypatch):
    """No models of other programs but the test's own, and a trash that is none of the user's."""
    monkeypatch.setenv("HOME", str(tmp_path / "other home"))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "HF_HOME", "OLLAMA_MODELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(remove.__kwdefaults__, "discard", lambda path: Path(path).unlink())


@pytest.fixture
def elsewhere(tmp_path, nano_model):
    """Put the demonstration model under a name of its own outside of the model folders."""

    def put(name="我的 模型.gguf"):
        path = tmp_path / "文件 files é" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(nano_model, path)
        return path

    return put


def drop(program, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    program.window.dropEvent(event)


def in_use(program, path):
    models = program.app.services.models
    return lambda: program.is_ready() and models.state.reference == str(path)


def show_library(program):
    """Open the models' page from the menu of the picker; the section."""
    menu = program.window.model_picker.findChild(QMenu)
    menu.aboutToShow.emit()
    next(a for a in menu.actions() if a.text() == "Manage models…").trigger()
    section = program.find("modelLibrary")
    program.until(lambda: section.isVisible() and section.cards)
    return section


def card_of(section, path):
    return section.cards.get(str(path))


def choose(card, text):
    next(action for action in card.menu().actions() if action.text() == text).trigger()


def answer(strip, key):
    next(b for b in strip.buttons if b.objectName() == f"strip_{key}").click()


def test_a_dropped_model_answers_and_can_be_moved_with_one_click(program, elsewhere):
    path = elsewhere()
    program.window.show_page(Page.MODELS)
    drop(program, path)
    assert program.window.page is Page.CHAT
    program.until(in_use(program, path))
    program.until(lambda: IN_PLACE in program.window.notices.keys)
    assert program.ask("What is thinking?").status is MessageStatus.COMPLETE
    assert program.settings.value.linked_models == (str(path),)
    program.window.notices.action_triggered.emit(IN_PLACE)
    moved = program.app.services.paths.models_dir / path.name
    program.until(in_use(program, moved))
    assert not path.exists()
    assert program.settings.value.linked_models == ()
    assert program.settings.value.last_model == str(moved)


def test_several_models_are_brought_checked_and_deleted(program, elsewhere):
    one, two = elsewhere("one.gguf"), elsewhere("two 模型.gguf")
    drop(program, one, two)
    section = program.find("modelLibrary")
    program.until(lambda: section.sheet.isVisible())
    section.sheet.move_button.click()
    folder = program.app.services.paths.models_dir
    program.until(lambda: card_of(section, folder / "one.gguf"))
    assert not one.exists()
    card = card_of(section, folder / two.name)
    choose(card, "Check the file")
    program.until(lambda: "Complete" in card.strip.text.text())
    answer(card.strip, "close-verdict")
    assert not card.strip.isVisible()
    choose(card, "Delete…")
    answer(card.strip, "remove")
    program.until(lambda: card_of(section, folder / two.name) is None)
    assert not (folder / two.name).exists()
    assert "trash" in section.said.text.text()


def test_the_model_in_use_gives_way_to_the_built_in_one(program, elsewhere):
    folder = program.app.services.paths.models_dir
    path = folder / "mine.gguf"
    shutil.move(elsewhere(), path)
    section = show_library(program)
    program.until(lambda: card_of(section, path))
    card_of(section, path).open_button.click()
    assert program.window.page is Page.CHAT
    program.until(in_use(program, path))
    section = show_library(program)
    program.until(lambda: card_of(section, path).is_loaded)
    card_of(section, path).ask_removal()
    answer(card_of(section, path).strip, "remove")
    program.until(in_use(program, "qwq-nano"))
    program.until(lambda: not path.exists())
    assert program.ask("hello").status is MessageStatus.COMPLETE


def test_what_is_no_model_is_named_with_what_to_do(program, tmp_path, elsewhere):
    program.window.show_page(Page.MODELS)
    text = tmp_path / "notes.gguf"
    text.write_text("hello")
    drop(program, text, elsewhere("part-00002-of-00002.gguf"))
    section = program.find("modelLibrary")
    program.until(lambda: section.sheet.isVisible())
    told = section.sheet._troubles.text()
    assert "This is not a GGUF file" in told
    assert "A part of the model is missing" in told
    assert not section.sheet.use_button.isVisible()


def test_the_models_folder_moves_to_another_disk_with_the_model_in_use(
    program, elsewhere, tmp_path
):
    folder, new = program.app.services.paths.models_dir, tmp_path / "大 disk é"
    shutil.move(elsewhere(), folder / "mine.gguf")
    program.app.models.open(str(folder / "mine.gguf"))
    program.until(in_use(program, folder / "mine.gguf"))
    section = show_library(program)
    program.app.model_pages.keeping.relocation.plan(folder, new)
    strip = section.folders.strip
    program.until(lambda: strip.buttons)
    answer(strip, "move-folder")
    program.until(in_use(program, new / "mine.gguf"))
    assert not (folder / "mine.gguf").exists()
    program.until(lambda: card_of(section, new / "mine.gguf"))
    assert program.ask("hello").status is MessageStatus.COMPLETE


def test_a_model_of_another_program_is_used_where_it_lies(program, nano_model, tmp_path):
    theirs = tmp_path / "other home" / ".lmstudio" / "models" / "p" / "theirs.gguf"
    theirs.parent.mkdir(parents=True)
    shutil.copy(nano_model, theirs)
    section = show_library(program)
    program.until(lambda: section.found.cards)
    program.find("useFoundButton").click()
    program.until(lambda: card_of(section, theirs))
    card_of(section, theirs).open_button.click()
    program.until(in_use(program, theirs))
    assert IN_PLACE not in program.window.notices.keys
    section = show_library(program)
    card = card_of(section, theirs)
    choose(card, "Take off the list…")
    answer(card.strip, "remove")
    program.until(lambda: card_of(section, theirs) is None)
    assert theirs.exists()
