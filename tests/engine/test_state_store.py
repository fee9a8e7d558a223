"""Saved states on disk, with bytes of our own in place of a model's."""

import os
import random
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qwq_desktop.engine.state_store import StateStore, file_facts, fingerprint, forget_states

MODEL = fingerprint({"file": "a", "build": "1"})
TOKENS = (1, 2, 3, 4)
PLENTY = 10**9


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "缓存 states"


def make(folder, limit=PLENTY, model=MODEL, room=PLENTY):
    return StateStore(folder, limit, model, lambda _folder: room)


def put(store, key="chat 1", data=b"x" * 1000, tokens=TOKENS, **values):
    def fill(path):
        path.write_bytes(data)
        return True

    return store.write(key, tokens, len(data), fill, **values)


def usable(store, key="chat 1"):
    state = store.find(key)
    return state is not None and store.verify(state)


def states(folder):
    return sorted(path.name for path in folder.glob("*.state"))


def test_what_was_written_is_found_by_another_store(folder):
    assert put(make(folder), data=b"content")
    state = make(folder).find("chat 1")
    assert state.tokens == TOKENS
    assert make(folder).verify(state)
    assert state.path.read_bytes() == b"content"


def test_the_newer_state_of_a_chat_takes_the_place_of_the_older(folder):
    store = make(folder)
    put(store, tokens=(1,))
    put(store, data=b"new", tokens=(1, 2))
    assert store.find("chat 1").tokens == (1, 2)
    assert len(list(folder.iterdir())) == 2


def test_another_chat_model_or_build_finds_nothing(folder):
    put(make(folder))
    assert make(folder).find("chat 2") is None
    assert make(folder, model=fingerprint({"file": "b", "build": "1"})).find("chat 1") is None
    assert make(folder, model=fingerprint({"file": "a", "build": "2"})).find("chat 1") is None
    assert usable(make(folder))


def test_a_model_file_is_told_by_place_size_time_and_start(tmp_path):
    path = tmp_path / "模型.gguf"
    path.write_bytes(b"GGUF one")
    os.utime(path, ns=(1, 1))
    facts = file_facts(path)
    path.write_bytes(b"GGUF two")
    os.utime(path, ns=(1, 1))
    assert file_facts(path) != facts
    path.write_bytes(b"GGUF one")
    os.utime(path, ns=(2, 2))
    assert file_facts(path) != facts
    os.utime(path, ns=(1, 1))
    assert file_facts(path) == facts
    with pytest.raises(OSError, match="none"):
        file_facts(tmp_path / "none")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255), header=st.booleans())
def test_any_flipped_byte_makes_it_unusable_and_removes_it(folder, where, flip, header):
    store = make(folder)
    put(store, data=bytes(range(256)) * 8)
    path = next(folder.glob("*.json" if header else "*.state"))
    data = bytearray(path.read_bytes())
    place = int(where * len(data.rstrip(b"\n")))
    data[place] ^= flip
    if data.rstrip(b"\n") == path.read_bytes().rstrip(b"\n"):
        return
    path.write_bytes(data)
    assert not usable(store)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kind", ["json", "state"])
def test_any_truncation_makes_it_unusable_and_removes_it(folder, kind):
    store = make(folder)
    put(store)
    length = next(folder.glob(f"*.{kind}")).stat().st_size
    for left in (0, 1, length // 2, length - 2):
        put(store)
        with next(folder.glob(f"*.{kind}")).open("r+b") as file:
            file.truncate(left)
        assert not usable(store)
        assert list(folder.iterdir()) == []


def test_a_header_without_its_state_and_the_reverse_are_no_state(folder):
    store = make(folder)
    put(store)
    next(folder.glob("*.state")).unlink()
    assert not usable(store)
    put(store)
    next(folder.glob("*.json")).unlink()
    assert not usable(store)


def test_the_one_used_longest_ago_goes_first(folder):
    store = make(folder, limit=5000)
    for number in range(3):
        put(store, f"chat {number}")
        for path in folder.glob(f"{store.find(f'chat {number}').path.stem}.*"):
            os.utime(path, (number + 1, number + 1))
    assert usable(store, "chat 0")  # a use
    put(store, "chat 3", data=b"y" * 2000)
    assert [usable(store, f"chat {n}") for n in range(4)] == [True, False, True, True]


def test_a_chat_that_grows_pushes_nobody_out_for_its_own_old_state(folder):
    store = make(folder, limit=5000)
    put(store, "chat 1", data=b"x" * 1500)
    put(store, "chat 2", data=b"x" * 2000)
    put(store, "chat 2", data=b"x" * 2200)
    assert usable(store, "chat 1")
    assert usable(store, "chat 2")


def test_what_is_larger_than_the_limit_is_not_written_and_pushes_nobody_out(folder):
    store = make(folder, limit=5000)
    put(store)
    assert not put(store, "chat 2", data=b"y" * 6000)
    assert usable(store)
    assert len(states(folder)) == 1


def test_a_lower_limit_holds_from_the_next_start(folder):
    put(make(folder), "chat 1")
    put(make(folder), "chat 2")
    make(folder, limit=1500)
    assert len(states(folder)) == 1
    make(folder, limit=10)
    assert list(folder.iterdir()) == []


def test_nothing_is_written_to_a_disk_that_is_nearly_full(folder):
    assert not put(make(folder, room=999))
    assert put(make(folder, room=1000))


def test_a_disk_that_fills_up_while_writing_leaves_the_old_state(folder):
    store = make(folder)
    put(store)

    def fill(path):
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    assert not store.write("chat 1", (9,), 10, fill)
    assert not store.write("chat 1", (9,), 10, lambda path: path.write_bytes(b"half") > 99)
    assert store.find("chat 1").tokens == TOKENS
    assert usable(store)
    assert len(list(folder.iterdir())) == 2


def test_giving_up_leaves_the_old_state(folder):
    store = make(folder)
    put(store)
    assert not put(store, tokens=(7,), given_up=lambda: True)
    assert store.find("chat 1").tokens == TOKENS


def test_a_folder_that_cannot_be_made_saves_nothing(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    store = make(tmp_path / "file" / "states")
    assert not put(store)
    assert store.find("chat 1") is None


def test_foreign_files_stay(folder):
    folder.mkdir()
    (folder / "notes.txt").write_bytes(b"mine")
    os.utime(folder / "notes.txt", (1, 1))
    store = make(folder, limit=1)
    put(store)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_leftovers_of_a_kill_go_after_a_while(folder):
    store = make(folder)
    put(store)
    leftover = next(folder.glob("*.state")).with_name("0123456789abcdef-0123456789abcdef.77.tmp")
    leftover.write_bytes(b"half")
    make(folder)
    assert leftover.exists()  # another process may be writing it
    os.utime(leftover, (time.time() - 700,) * 2)
    make(folder)
    assert not leftover.exists()
    assert usable(store)


def test_a_deleted_chat_is_forgotten_for_every_model(folder):
    other = make(folder, model=fingerprint({"file": "b"}))
    put(make(folder))
    put(other)
    put(other, "chat 10")
    forget_states(folder, "chat 1")
    assert not usable(make(folder))
    assert not usable(other)
    assert usable(other, "chat 10")


KILLED = """
import sys, pathlib
from qwq_desktop.engine.state_store import StateStore, fingerprint
store = StateStore(pathlib.Path(sys.argv[1]), 10**9, fingerprint({"file": "a", "build": "1"}))
print("ready", flush=True)
for number in range(10**9):
    data = bytes([number % 256]) * 3_000_000
    fill = lambda path: bool(path.write_bytes(data))
    store.write("chat 1", (number, number % 256), len(data), fill)
"""


def test_a_kill_at_any_moment_leaves_a_whole_state_or_none(folder):
    chance = random.Random(3)
    found = 0
    for _ in range(12):
        command = [sys.executable, "-c", KILLED, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(chance.random() * 0.05)
            process.kill()
        store = make(folder)
        state = store.find("chat 1")
        if state is not None and store.verify(state):
            found += 1
            assert set(state.path.read_bytes()) == {state.tokens[1]}
    assert found
