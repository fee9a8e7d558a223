"""Chats that share one KV cache, with the real engine and the demonstration model."""

import random
import shutil

import pytest

from qwq_desktop.engine import loaded
from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.sampling import SamplerChain
from qwq_desktop.engine.state_store import StateStore
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings
from tests.engine.conftest import EngineDriver

LIMIT = 10**9
HARBOURS = " ".join(f"[{i}] The harbour of town {i} was built in {1500 + i}." for i in range(1, 40))
FIRST = (f"{HARBOURS} When was the harbour of town 3 built?", "In 1503.")
SECOND = (f"Other words first. {HARBOURS} And the harbour of town 5?", "In 1505.")
NEXT = "And that of town 12?"


class Model:
    """The engine's model in this process, with its states in a folder."""

    def __init__(self, log, path, folder, **options):
        request = p.LoadRequest(
            1,
            str(path),
            2048,
            threads=1,
            state_dir=str(folder),
            state_limit_bytes=LIMIT,
            **options,
        )
        self.loaded = loaded.LoadedModel(request, log, lambda _fraction: True)
        self.states, self.cache = self.loaded.states, self.loaded.cache

    def read(self, key, tokens):
        """How many tokens needed no reading."""
        return self.loaded.read(key, tokens, lambda *_: None, waited_for=False)[0]

    def draw(self, count, **sampling):
        chain = SamplerChain(SamplingSettings(**sampling), self.loaded.vocabulary.size)
        drawn = []
        for _ in range(count):
            drawn.append(self.loaded.native.sample(chain.handle))
            self.cache.append(drawn[-1:])
        chain.close()
        return drawn

    def tokens(self, text):
        return self.loaded.vocabulary.tokenize(text)


@pytest.fixture(scope="module")
def log():
    return NativeLog()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "状态 states"


@pytest.fixture
def make(log, nano_model, folder):
    made = []

    def make(path=nano_model, **options):
        made.append(Model(log, path, folder, **options))
        return made[-1]

    yield make
    for model in made:
        model.loaded.native.close()


@pytest.mark.parametrize("sampling", [{"temperature": 0.0}, {"temperature": 1.0, "seed": 11}])
def test_the_same_tokens_follow_after_a_restore_as_without(make, sampling):
    model, chance = make(), random.Random(1)
    text = model.tokens(f"{HARBOURS} Count from 1 to 100. {FIRST[0]}")
    for number in range(25):
        start = chance.randrange(len(text) - 100)
        tokens = text[start : start + chance.randrange(66, 600)]
        key = f"chat {number}"
        model.read(key, tokens)
        model.draw(chance.randrange(1, 20), temperature=1.0, seed=number)
        tokens = list(model.cache.tokens)
        assert model.states.save_at_end()
        assert model.read(key, tokens) == len(tokens) - 1
        without = model.draw(30, **sampling)
        model.read("", text[:40])
        assert model.read(key, tokens) == len(tokens) - 1
        assert model.draw(30, **sampling) == without


def test_a_chat_that_another_displaced_is_not_read_again(make):
    model = make()
    first, second = model.tokens(FIRST[0]), model.tokens(SECOND[0])
    model.read("1", first)
    assert model.read("2", second) < 20
    assert model.read("1", first) == len(first) - 1
    assert model.read("2", [*second, *first[:9]]) == len(second)


def test_what_an_unnamed_chat_left_is_never_saved_under_the_next_ones_name(make, folder):
    model = make()
    model.read("", model.tokens(FIRST[0]))
    with pytest.raises(QwQError):
        model.read("5", model.tokens(HARBOURS) * 4)
    assert not model.states.save_at_end()
    assert not [path for path in folder.rglob("*") if path.is_file()]


def test_a_cancelled_prewarm_of_another_chat_leaves_everything_as_it_was(make):
    model = make()
    tokens = model.tokens(FIRST[0])
    model.read("1", tokens)
    model.loaded.cancel.set()
    assert model.loaded.read("2", tokens[3:], lambda *_: None, waited_for=False) == (0, False)
    model.loaded.cancel.clear()
    assert model.cache.tokens == tokens
    assert model.states.idle_needed_s is not None  # still to be saved, for its own chat
    model.read("2", model.tokens(SECOND[0]))
    assert model.read("1", tokens) == len(tokens) - 1


def test_another_build_model_or_context_option_reads_again(make, nano_model, tmp_path, monkeypatch):
    def read(model):
        model.read("other", model.tokens("x"))
        cached = model.read("1", model.tokens(FIRST[0]))
        model.states.save_at_end()
        return cached

    copy = tmp_path / "copy.gguf"
    shutil.copy(nano_model, copy)
    assert read(make()) == 0
    assert read(make()) > 300
    assert read(make(copy)) == 0
    assert read(make(kv_cache_type="q8_0", flash_attention="on")) == 0
    assert read(make(flash_attention="off")) == 0
    assert read(make(yarn_factor=2.0)) == 0
    monkeypatch.setattr(loaded, "build_name", lambda: "another")
    assert read(make()) == 0
    monkeypatch.undo()
    assert read(make()) > 300


@pytest.mark.parametrize("damage", ["cut", "flip", "swap"])
def test_a_damaged_state_is_read_again_and_removed(make, folder, damage):
    model = make()
    tokens = model.tokens(FIRST[0])
    model.read("1", tokens)
    greedy = model.draw(20, temperature=0.0)
    for other in ("2", ""):
        model.read(other, model.tokens(SECOND[0]))
    path = model.states._store.find("1").path
    data = bytearray(path.read_bytes())
    if damage == "cut":
        del data[len(data) // 2 :]
    elif damage == "flip":
        data[len(data) // 3] ^= 0x10
    else:
        data = bytearray(model.states._store.find("2").path.read_bytes())
    path.write_bytes(data)
    assert model.read("1", tokens) < 20
    assert not path.exists()
    assert model.draw(20, temperature=0.0) == greedy


def test_a_whole_file_that_llama_cpp_refuses_is_read_again(make, folder, monkeypatch):
    model = make()
    tokens = model.tokens(FIRST[0])
    store = model.states._store
    assert store.write("1", tokens, 9, lambda path: path.write_bytes(b"not a state") > 0)
    assert model.read("1", tokens) == 0
    assert store.find("1") is None
    assert model.cache.tokens == tokens


def test_a_disk_without_room_costs_nothing_but_the_state(make, folder):
    model = make()
    model.states._store = StateStore(folder, LIMIT, "m" * 32, lambda _folder: 0)
    tokens = model.tokens(FIRST[0])
    model.read("1", tokens)
    assert model.states.idle_needed_s >= 1
    assert not model.states.save_when_idle(lambda: False)
    assert model.states.idle_needed_s is None  # not tried again for the same tokens
    model.read("2", model.tokens(SECOND[0]))
    assert model.read("1", tokens) < 20


def test_a_request_that_comes_while_saving_ends_it_and_it_is_saved_later(make):
    model = make()
    model.read("1", model.tokens(FIRST[0]))
    assert not model.states.save_when_idle(lambda: True)
    assert model.states.idle_needed_s is not None
    assert model.states.save_when_idle(lambda: False)
    assert model.states.idle_needed_s is None


def test_a_forgotten_chat_is_not_saved(make, folder):
    model = make()
    model.read("1", model.tokens(FIRST[0]))
    model.states.forget("1")
    assert not model.states.save_at_end()
    assert model.states.idle_needed_s is None


def messages(*texts):
    roles = ("user", "assistant")
    return tuple(p.ChatMessage(roles[i % 2], text) for i, text in enumerate(texts))


@pytest.fixture
def start(qtbot, nano_model, folder):
    drivers = []

    def start():
        drivers.append(EngineDriver(qtbot))
        options = {"state_dir": str(folder), "state_limit_bytes": LIMIT}
        assert drivers[-1].load(nano_model, **options).kind == "done"
        return drivers[-1]

    yield start
    for driver in drivers:
        driver.engine.close()


def read_after_enter(usage):
    return usage.prompt - usage.cached


def test_after_a_restart_only_the_new_message_is_read_and_the_answer_is_the_same(start):
    engine = start()
    engine.run(p.PrewarmRequest, messages=messages(*FIRST), chat_key="1")
    done = engine.ask(*FIRST, NEXT, chat_key="1")
    answer = engine.text(p.Channel.ANSWER)
    engine.run(p.PrewarmRequest, messages=messages(*FIRST), chat_key="1")
    engine.engine.close()
    again = start()
    warm = again.run(p.PrewarmRequest, messages=messages(*FIRST), chat_key="1")
    assert read_after_enter(warm.usage) <= 1
    after = again.ask(*FIRST, NEXT, chat_key="1")
    assert read_after_enter(after.usage) == read_after_enter(done.usage) < 30
    assert again.text(p.Channel.ANSWER) == answer


def test_without_a_prewarm_a_restart_still_restores(start):
    engine = start()
    engine.run(p.PrewarmRequest, messages=messages(*FIRST), chat_key="1")
    engine.engine.close()
    assert read_after_enter(start().ask(*FIRST, NEXT, chat_key="1").usage) < 30


def test_chats_take_turns(start):
    engine = start()
    for turn in range(3):
        for key, history in (("1", FIRST), ("2", SECOND)):
            warm = engine.run(p.PrewarmRequest, messages=messages(*history), chat_key=key)
            assert read_after_enter(warm.usage) <= (1 if turn else 10**6)
            usage = engine.ask(*history, NEXT, chat_key=key, sampling={"max_tokens": 20}).usage
            assert read_after_enter(usage) < 30
            engine.run(p.PrewarmRequest, messages=messages(*history), chat_key=key)


def test_edited_regenerated_and_other_branches_share_what_they_begin_with(start):
    engine = start()
    short = {"max_tokens": 20}
    engine.ask(*FIRST, NEXT, chat_key="1", sampling=short)
    again = engine.ask(*FIRST, NEXT, chat_key="1", sampling=short)
    assert read_after_enter(again.usage) == 1
    edited = engine.ask(*FIRST, "And what of town 20, pray?", chat_key="1", sampling=short)
    assert read_after_enter(edited.usage) < 40
    other = engine.ask(FIRST[0], "It was in 1503, says [3].", NEXT, chat_key="1", sampling=short)
    assert read_after_enter(other.usage) < 70


def test_a_kill_while_saving_leaves_nothing_that_harms(start, folder):
    chance = random.Random(2)
    texts = set()
    for number in range(4):
        engine = start()
        history = (*FIRST, f"Number {number}", "Yes.")
        engine.run(p.PrewarmRequest, messages=messages(*history), chat_key="1")
        engine.qtbot.wait(int(995 + chance.random() * 25))
        engine.engine._process.kill()
        engine.qtbot.waitUntil(lambda engine=engine: not engine.engine.is_running)
        after = start()
        after.ask(*FIRST, NEXT, chat_key="1")
        texts.add(after.text(p.Channel.ANSWER))
        after.engine.close()
    assert len(texts) == 1


def test_it_is_saved_soon_after_the_last_request(start, folder):
    engine = start()
    engine.run(p.PrewarmRequest, messages=messages(*FIRST), chat_key="1")
    assert not list(folder.glob("*.json"))
    engine.qtbot.waitUntil(lambda: bool(list(folder.glob("*.json"))), timeout=10_000)
