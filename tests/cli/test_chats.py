"""The chats by the command line: listed, exported, imported."""

import json
import os
import subprocess
import sys
import zipfile

import pytest

from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import MessageStatus, TurnRecord


@pytest.fixture
def run(home):
    def call(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "qwq_desktop", "chats", *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            env={**os.environ, "QWQ_DESKTOP_HOME": str(home)},
        )
        done.lines = [json.loads(line) for line in done.stdout.splitlines() if line[:1] == "{"]
        return done

    return call


@pytest.fixture
def chats(home):
    repository = ChatRepository(open_database(home / "chats.db").connection)
    ids = []
    for title in ("Roots: a/b", "四次方程"):
        chat = repository.create_chat(title, "")
        question = repository.add_user_message(chat.id, None, "why?")
        answer = repository.begin_assistant(chat.id, question.id, TurnRecord(model_name="QwQ"))
        repository.append_segment(answer.id, "thinking", "a thought")
        repository.append_segment(answer.id, "answer", "\\(x^2\\)")
        repository.finish(answer.id, MessageStatus.COMPLETE, TurnRecord(model_name="QwQ"))
        ids.append(chat.id)
    repository.close()
    return ids


def test_all_chats_are_written_to_a_folder_under_their_titles(run, chats, tmp_path):
    done = run("export", "--json", "--format", "html", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "Roots a b.html",
        "四次方程.html",
    ]
    assert [line["chats"] for line in done.lines] == [[chats[1]], [chats[0]]]
    again = run("export", "--format", "html", tmp_path / "out")
    assert "Roots a b (2).html" in again.stdout


def test_one_chat_is_written_to_a_file_with_its_thinking_if_wanted(run, chats, tmp_path):
    path = tmp_path / "one.md"
    run("export", "--chat", chats[0], path)
    assert "a thought" not in path.read_text("utf-8")
    run("export", "--chat", chats[0], "--with-thinking", path)
    assert "a thought" in path.read_text("utf-8")


def test_a_word_file_is_a_word_file(run, chats, tmp_path):
    done = run("export", "--chat", chats[0], "--format", "docx", tmp_path / "one.docx")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "one.docx") as packed:
        assert b"<m:oMath" in packed.read("word/document.xml")


def test_own_json_comes_back_beside_what_is_there(run, chats, tmp_path):
    path = tmp_path / "chats.json"
    run("export", "--format", "json", "--with-thinking", path)
    done = run("import", "--json", path)
    assert [(one["title"], one["messages"]) for one in done.lines] == [
        ("四次方程", 2),
        ("Roots: a/b", 2),
    ]
    listed = run("list", "--json").lines
    assert len(listed) == 4
    assert set(listed[0]) >= {"id", "title", "updated_at", "pinned", "archived", "folder"}


def test_a_file_that_is_no_export_is_told_and_the_others_are_taken(run, chats, tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    run("export", "--format", "json", good)
    bad.write_text("hello")
    done = run("import", bad, good)
    assert done.returncode == 1
    assert "bad.json" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 2


def test_a_chat_that_is_not_there_and_a_bad_place_are_told(run, chats, tmp_path):
    assert run("export", "--chat", 99, tmp_path / "x.md").returncode == 1
    (tmp_path / "file").write_text("")
    done = run("export", tmp_path / "file" / "folder")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert run("export").returncode == 2
