"""What is written while an answer streams: its cost, and that no death takes any of it."""

import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qwq_desktop.platform.text import sanitised
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import MessageStatus, TurnRecord

WRITER = """
import itertools, sys
from qwq_desktop.storage.chats import ChatRepository
from qwq_desktop.storage.database import open_database
from qwq_desktop.storage.records import TurnRecord

chats = ChatRepository(open_database(sys.argv[1]).connection)
chat = chats.create_chat("killed", "")
message = chats.begin_assistant(chat.id, None, TurnRecord())
for number in itertools.count():
    channel = "thinking" if number < 40 else "answer"
    chats.append_segment(message.id, channel, f"[{number} 你好 \\0]" + "x" * (number % 700))
    print(number, flush=True)
"""


def segment(number):
    return f"[{number} 你好 \0]" + "x" * (number % 700)


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_process_loses_nothing_that_was_appended(tmp_path, seed):
    path = tmp_path / "用户 😀.db"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    heard = [process.stdout.readline() for _ in range(random.Random(seed).randint(1, 250))]
    process.kill()
    heard += process.communicate()[0].splitlines(keepends=True)
    last = int([line for line in heard if line.endswith("\n")][-1])
    opened = open_database(path)
    assert opened.notices == ()
    chats = ChatRepository(opened.connection)
    (message_id,) = chats.recover()
    message = chats.message(message_id)
    whole = message.thinking + message.text
    chats.close()
    assert message.status is MessageStatus.INTERRUPTED
    # It may have died between the return of an append and the line that tells of it.
    wanted = "".join(segment(number) for number in range(last + 1))
    assert whole.startswith(wanted)
    assert whole in (wanted, wanted + segment(last + 1))
    assert message.thinking == "".join(segment(n) for n in range(40))[: len(message.thinking)]


class Crashing:
    """A repository whose process can die: its files are copied as they are and opened again."""

    def __init__(self, folder):
        self._folder = folder
        self._lives = 0
        self._open(folder / "0.db")

    def _open(self, path):
        self._path = path
        self.chats = ChatRepository(open_database(path).connection)

    def crash(self):
        self._lives += 1
        copy = self._folder / f"{self._lives}.db"
        shutil.copy(self._path, copy)
        log = Path(f"{self._path}-wal")
        if log.exists():
            shutil.copy(log, f"{copy}-wal")
        self.chats.close()
        self._open(copy)
        return self.chats.recover()


TEXT = st.text(st.characters(), max_size=20)
STEP = st.one_of(
    st.tuples(st.just("thinking"), TEXT),
    st.tuples(st.just("answer"), TEXT),
    st.sampled_from([("retract", ""), ("crash", ""), ("finish", "")]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEP, max_size=30))
def test_any_order_of_writing_and_dying_keeps_all_text(steps):
    with tempfile.TemporaryDirectory() as folder:
        life = Crashing(Path(folder))
        chat_id = life.chats.create_chat("chat", "").id
        wanted = {}
        current = None
        for kind, text in steps:
            if kind == "crash":
                assert life.crash() == ([current] if current else [])
                current = None
                continue
            if current is None:
                current = life.chats.begin_assistant(chat_id, None, TurnRecord()).id
                wanted[current] = []
            if kind == "finish":
                life.chats.finish(current, MessageStatus.COMPLETE, TurnRecord())
                current = None
            elif kind == "retract":
                life.chats.retract_answer(current)
                wanted[current] = [("thinking", earlier) for _, earlier in wanted[current]]
            else:
                life.chats.append_segment(current, kind, text)
                wanted[current].append((kind, sanitised(text)))
        life.crash()
        for message_id, pieces in wanted.items():
            message = life.chats.message(message_id)
            assert message.thinking == "".join(t for kind, t in pieces if kind == "thinking")
            assert message.text == "".join(t for kind, t in pieces if kind == "answer")
            assert message.status is not MessageStatus.STREAMING
        life.chats.close()


def bytes_written(path, chats, message_id, appends=200):
    """Count what some appends add to SQLite's log, from an empty log on."""
    chats._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log = Path(f"{path}-wal")
    assert log.stat().st_size == 0
    for _ in range(appends):
        chats.append_segment(message_id, "thinking", "some words ")
    return log.stat().st_size


@pytest.fixture
def streaming(tmp_path):
    path = tmp_path / "chats.db"
    chats = ChatRepository(open_database(path).connection)
    chat_id = chats.create_chat("chat", "").id
    yield path, chats, chat_id, chats.begin_assistant(chat_id, None, TurnRecord()).id
    chats.close()


def test_an_append_costs_the_disk_the_same_in_a_short_and_in_a_long_chat(streaming):
    path, chats, chat_id, first = streaming
    in_short_chat = bytes_written(path, chats, first)
    parent = None
    for _ in range(300):
        parent = chats.add_user_message(chat_id, parent, "words " * 2000).id
    second = chats.begin_assistant(chat_id, parent, TurnRecord()).id
    chats.append_segment(second, "answer", "a long answer " * 200_000)
    in_long_chat = bytes_written(path, chats, second)
    assert in_long_chat <= in_short_chat * 1.1
    # About one page (and its header) an append, whatever the length.
    assert in_long_chat / 200 < 1.2 * (4096 + 24)


def test_the_cost_of_an_append_does_not_grow_with_the_answer(streaming):
    path, chats, _, message_id = streaming
    early = bytes_written(path, chats, message_id)
    for _ in range(3000):
        chats.append_segment(message_id, "thinking", "some words ")
    assert bytes_written(path, chats, message_id) <= early * 1.1


def test_only_the_streaming_messages_of_a_dead_process_are_marked(streaming):
    _, chats, chat_id, first = streaming
    done = chats.finish(first, MessageStatus.STOPPED, TurnRecord())
    left = [chats.begin_assistant(chat_id, None, TurnRecord(model_id="m")).id for _ in range(3)]
    for message_id in left:
        chats.append_segment(message_id, "answer", str(message_id))
    assert chats.recover() == left
    assert chats.message(first) == chats.siblings(first)[0]
    assert chats.message(first).status is done.status
    for message_id in left:
        message = chats.message(message_id)
        assert message.text == str(message_id)
        assert message.turn.model_id == "m"
    assert chats.recover() == []
