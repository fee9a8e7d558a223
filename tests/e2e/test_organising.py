"""Chats put in order in the real window; a temporary chat that leaves no trace."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel

from qwq_desktop.ui.chat_list.rows import ChatRow, FolderRow
from qwq_desktop.ui.chat_list.wishes import ChatWish, FolderWish

SECRET = "zanzibar quokka"
STRAWBERRY = 'How many r\'s are in the word "strawberry"'


def traces(home, word):
    """The files under the home that hold the word, in UTF-8 or UTF-16."""
    needles = [word.encode(), word.encode("utf-16-le")]
    files = [path for path in home.rglob("*") if path.is_file()]
    return [p for p in files if any(needle in p.read_bytes() for needle in needles)]


def saved_states(home):
    """What the engine kept of its memory: tokens, in which no word is found by looking."""
    return [path for path in (home / "cache" / "states").rglob("*") if path.is_file()]


def open_temporary(program):
    program.click("temporaryChatButton")
    program.until(lambda: program.find("temporaryBanner").isVisible())


def test_a_temporary_chat_leaves_no_trace(start, home):
    program = start()
    program.until(program.is_ready)
    open_temporary(program)
    message = program.ask(f"Say it: {SECRET}, {SECRET}, and {SECRET}")
    assert SECRET in program.app.chats.path[0].text
    program.ask(f"Again: {SECRET}" + " and again" * 60)
    program.write(f"a draft about {SECRET}")
    assert message.text
    program.app.chats.new_chat()
    program.until(lambda: not program.find("temporaryBanner").isVisible())
    program.write("")
    program.ask("hello")
    program.app.shutdown()
    assert [path.name for path in home.iterdir()]
    assert traces(home, SECRET) == []
    assert traces(home, message.text.strip()[:40] or SECRET) == []


def test_the_page_of_a_temporary_chat_stays_when_the_model_comes_and_goes(program):
    open_temporary(program)
    page = program.find("emptyState")
    assert page.findChild(QLabel).text() == "Temporary chat"
    program.app.services.models.unload()
    program.until(lambda: not program.is_ready())
    assert page.findChild(QLabel).text() == "Temporary chat"


def test_a_temporary_chat_that_is_open_at_the_end_leaves_none_either(start, home):
    program = start()
    program.until(program.is_ready)
    open_temporary(program)
    program.ask(f"Say it: {SECRET}, {SECRET}, and {SECRET}" + " once more" * 60)
    program.write(f"a draft about {SECRET}")
    program.app.shutdown()
    assert traces(home, SECRET) == []
    assert saved_states(home) == []


def test_a_saved_chat_leaves_the_traces_that_are_looked_for(program, home):
    program.ask(f"Say it: {SECRET}, {SECRET}, and {SECRET}" + " once more" * 60)
    program.until(lambda: saved_states(home))
    program.app.shutdown()  # files that are being written come and go
    assert traces(home, SECRET)


def test_a_temporary_chat_that_answers_can_be_left(program):
    open_temporary(program)
    program.send("Count from 1 to 200")
    program.until(lambda: program.find_all("thinkingPanel"))
    program.app.chats.new_chat()
    program.until(lambda: program.finished)
    program.ask("hello")
    assert [chat.title for chat in program.app.chats.list.chats] == ["hello"]
    assert program.window.notices.keys == []


def test_a_temporary_chat_can_be_kept(program):
    open_temporary(program)
    program.ask(STRAWBERRY)
    answer = program.answers()[-1]
    assert program.app.chats.list.chats == ()
    program.click("keepChatButton")
    program.until(lambda: len(program.app.chats.list.chats) == 1)
    program.until(lambda: not program.find("temporaryBanner").isVisible())
    assert program.app.chats.list.chats[0].title == STRAWBERRY
    assert program.answers() == [answer]
    program.ask("What did I ask?")


def test_a_chat_is_pinned_filed_archived_and_doubled(program, monkeypatch):
    program.ask("hello")
    sidebar, chat_id = program.window.sidebar, program.app.chats.chat.id

    def rows(kind):
        return [row for row in sidebar.chat_list.chats.rows if isinstance(row, kind)]

    sidebar.wished.emit(ChatWish.MOVE_TO_NEW_FOLDER, chat_id, "")
    dialog = program.find("folderDialog")
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("Work")
    dialog.accept()
    program.until(lambda: [row.name for row in rows(FolderRow)] == ["Work"])
    sidebar.folder_wished.emit(FolderWish.DISSOLVE, "Work")
    program.until(lambda: not rows(FolderRow))
    sidebar.wished.emit(ChatWish.PIN, chat_id, "")
    program.until(lambda: program.app.chats.list.chats[0].is_pinned)
    sidebar.wished.emit(ChatWish.DUPLICATE, chat_id, "")
    program.until(lambda: len(program.app.chats.list.chats) == 2)
    assert program.app.chats.list.chats[0].title == "hello (copy)"
    sidebar.wished.emit(ChatWish.ARCHIVE, chat_id, "")
    program.until(lambda: len(rows(ChatRow)) == 1)
    program.window.notices.action_triggered.emit(f"undo-archive:{chat_id}")
    program.until(lambda: len(rows(ChatRow)) == 2)


def chosen_path(program, path):
    dialog = program.window.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.filesSelected.emit([str(path)])
    dialog.close()


@pytest.mark.parametrize("ending", ["md", "html", "docx", "pdf", "json"])
def test_a_chat_is_exported_from_its_menu(program, tmp_path, ending, monkeypatch):
    QGuiApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    program.ask("hello")
    program.window.sidebar.wished.emit(ChatWish.EXPORT, program.app.chats.chat.id, "")
    dialog = program.find("exportDialog")
    assert dialog.ids == [program.app.chats.chat.id]
    dialog.format.setCurrentIndex(dialog.format.findData(ending))
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    path = tmp_path / f"out.{ending}"
    chosen_path(program, path)
    program.until(path.exists)
    program.until(lambda: "transfer" in program.window.notices.keys)
    begins = {"docx": b"PK", "pdf": b"%PDF", "md": b"# hello", "json": b"{", "html": b"<!DOCTYPE"}
    assert path.read_bytes().startswith(begins[ending])


def test_an_import_adds_chats_and_opens_a_single_one(program, tmp_path):
    data = {
        "format": "qwq-desktop-chats",
        "version": 1,
        "chats": [{"title": "From afar", "messages": [{"id": 1, "role": "user", "text": "hi"}]}],
    }
    path = tmp_path / "chats.json"
    path.write_text(json.dumps(data))
    program.window.sidebar.all_chats.import_requested.emit()
    chosen_path(program, path)
    program.until(lambda: program.app.chats.chat is not None)
    assert program.app.chats.chat.title == "From afar"
    bad = tmp_path / "bad.json"
    bad.write_text("nothing")
    program.window.sidebar.all_chats.import_requested.emit()
    chosen_path(program, bad)
    program.until(lambda: "transfer" in program.window.notices.keys)
    assert len(program.app.chats.list.chats) == 1
