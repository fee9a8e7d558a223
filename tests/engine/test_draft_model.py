"""A small model drafts for the loaded one: the same tokens, and a bad file is only told of."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.draft_model import TokenMap
from qwq_desktop.engine.draft_pace import StepCosts
from qwq_desktop.engine.generation import Generation
from qwq_desktop.engine.loaded import LoadedModel
from qwq_desktop.engine.native_log import NativeLog
from qwq_desktop.engine.steering import Steering
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings

QUESTIONS = ("Count from 1 to 30", "What is a thinking budget?", "你好")


class FreeCosts(StepCosts):
    """Several tokens cost as much as one, so that drafting always pays."""

    def ratio(self, size):
        return 1.0


class Words:
    """A vocabulary of whole words."""

    def __init__(self, *words):
        self._words = words
        self.size = len(words)

    def token_text(self, token):
        return self._words[token]

    def piece(self, token):
        return self._words[token].encode()

    def tokenize(self, text):
        return [self._words.index(letter) for letter in text]


@pytest.fixture(scope="module")
def log():
    return NativeLog()


def load(nano_model, log, **values):
    model = LoadedModel(
        p.LoadRequest(1, str(nano_model), 1024, threads=1, **values), log, lambda _: True
    )
    model._lookup_costs, model._draft_costs = FreeCosts(), FreeCosts()
    return model


def run(model, question, **sampling):
    model.cache.read([1], lambda *_: None, lambda: False)
    events = []
    request = p.GenerateRequest(
        1, (p.ChatMessage("user", question),), sampling=SamplingSettings(**sampling)
    )
    done = Generation(model, request, Steering(), events.append).run()
    return done, list(model.cache.tokens)


@pytest.mark.parametrize("prompt_lookup", [False, True])
def test_the_tokens_are_the_same_greedy_and_sampled(nano_model, log, prompt_lookup):
    plain = load(nano_model, log)
    drafted = load(nano_model, log, draft_path=str(nano_model), prompt_lookup=prompt_lookup)
    accepted = 0
    for temperature in (0.0, 0.7):
        for seed, question in enumerate(QUESTIONS):
            values = {"temperature": temperature, "seed": seed, "max_tokens": 200}
            slow, expected = run(plain, question, **values)
            fast, found = run(drafted, question, **values)
            assert found == expected
            assert (fast.stop, fast.usage) == (slow.stop, slow.usage)
            accepted += fast.result.get("accepted", 0)
    assert accepted > 100
    plain.close()
    drafted.close()


def test_a_draft_context_that_is_full_ends_the_drafts_alone(nano_model, log):
    model = load(nano_model, log, draft_path=str(nano_model))
    (source,) = model.draft_sources()
    source.drafter.extend([9] * 2000)
    assert source.drafter.draft(4) == []
    model.close()


@pytest.mark.parametrize("content", [b"", b"GGUF", b"no model at all" * 100])
def test_a_file_that_is_no_model_is_told_of_and_the_large_one_loads(
    engine, nano_model, tmp_path, content
):
    path = tmp_path / "draft.gguf"
    path.write_bytes(content)
    done = engine.load(nano_model, draft_path=str(path))
    assert done.kind == "done"
    assert done.result["draft_error"]["code"].startswith("model_")
    assert engine.ask("Hello").kind == "done"


def test_a_missing_file_is_told_of_as_well(engine, nano_model, tmp_path):
    done = engine.load(nano_model, draft_path=str(tmp_path / "none.gguf"))
    assert done.result["draft_error"]["code"].startswith("model_")


def test_a_model_with_a_good_draft_tells_of_no_error(engine, nano_model):
    assert "draft_error" not in engine.load(nano_model, draft_path=str(nano_model)).result


def test_tokens_are_matched_by_their_texts():
    main, draft = Words("a", "b", "c", "<think>"), Words("c", "a", "b", "pad")
    found = TokenMap(main, Words("c", "a", "b"))
    assert [found.to_draft(token) for token in range(3)] == [[1], [2], [0]]
    assert [found.to_main(token) for token in range(3)] == [2, 0, 1]
    with pytest.raises(QwQError) as caught:
        TokenMap(main, draft)
    assert caught.value.facts["shared_percent"] == 75


def test_a_token_that_the_small_model_lacks_is_spelled():
    main = Words("a", "b", "c", "d", "ab")
    found = TokenMap(main, Words("a", "b", "c", "d"))
    assert found.to_draft(4) == [0, 1]
    assert found.to_main(99) is None


def test_another_familys_vocabulary_is_unfit():
    with pytest.raises(QwQError) as caught:
        TokenMap(Words("a", "b"), Words("x", "y", "z", "a"))
    assert caught.value.code == "draft_model_unfit"
