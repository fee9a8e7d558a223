"""`chats list` and `chats search`, as a script calls them."""

import json
import subprocess
import sys
from contextlib import closing

import pytest

from qwq_desktop.platform.paths import Paths
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database


@pytest.fixture
def kept(home):
    """A chat in the home's database."""
    path = Paths.find().database_file
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(ChatRepository(open_database(path).connection)) as chats:
        chat = chats.create_chat("晚饭 🍜", "qwq-nano")
        chats.add_user_message(chat.id, None, "Wie koche ich 西红柿炒鸡蛋?")


def chats(*arguments):
    command = [sys.executable, "-m", "qwq_desktop", "chats", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=100)


def test_a_search_prints_a_line_a_hit(kept):
    done = chats("search", "红柿", "--json")
    (hit,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (hit["title"], hit["part"]) == ("晚饭 🍜", "question")
    ((start, end),) = hit["marks"]
    assert hit["snippet"][start:end] == "红柿"
    assert hit["message"] is not None
    assert "koche" in chats("search", "koche").stdout


def test_a_search_that_finds_nothing_is_no_failure(kept):
    done = chats("search", '" OR (', "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("arguments", [(), ("search",), ("search", "x", "--top", "0"), ("eat",)])
def test_wrong_usage_is_told(home, arguments):
    assert chats(*arguments).returncode == 2
