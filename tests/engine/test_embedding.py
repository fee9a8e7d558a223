"""Embedding: texts come back as vectors of length 1, alone or together the same."""

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.embedding import groups, normalised, shortened
from qwq_desktop.engine.vectors import MOST_AT_ONCE, decode_vector, encode_vector
from qwq_desktop.platform.errors import QwQError
from tests.doubles.encoder_file import write_encoder

TEXTS = ("The harbour was built in 1540.", "灯塔", "", "😀 a lighthouse", "word " * 40)


@pytest.fixture
def embedder(engine, nano_model):
    loaded = engine.load(nano_model, context_length=256, embeddings=True)
    assert loaded.kind == "done", loaded
    return engine


def vectors(done):
    assert done.kind == "done", done
    return [decode_vector(text) for text in done.result["vectors"]]


def cosine(a, b):
    return math.fsum(x * y for x, y in zip(a, b, strict=True))


def test_each_text_gets_a_vector_of_length_one(embedder):
    done = embedder.run(p.EmbedRequest, texts=TEXTS)
    found = vectors(done)
    assert [len(v) for v in found] == [done.result["dimensions"]] * len(TEXTS)
    assert [cosine(v, v) for v in found] == pytest.approx([1.0] * len(TEXTS), abs=1e-5)
    assert done.result["truncated"] == []
    progress = [e for e in embedder.events[done.id] if e.kind == "progress"]
    assert progress[-1].done == progress[-1].total == len(TEXTS)


def test_a_text_has_one_vector_whatever_stands_beside_it(embedder):
    together = vectors(embedder.run(p.EmbedRequest, texts=TEXTS))
    alone = [vectors(embedder.run(p.EmbedRequest, texts=(text,)))[0] for text in TEXTS]
    again = vectors(embedder.run(p.EmbedRequest, texts=TEXTS))
    assert again == together
    assert min(map(cosine, together, alone)) > 0.999
    assert cosine(together[0], together[1]) < 0.999


def test_a_text_that_is_too_long_is_cut_and_told(embedder):
    done = embedder.run(p.EmbedRequest, texts=("short", "word " * 500))
    assert done.result["truncated"] == [1]
    assert len(vectors(done)) == 2


def test_more_texts_than_one_computation_takes(embedder):
    texts = tuple(f"town {number}" for number in range(3 * MOST_AT_ONCE + 1))
    assert len(vectors(embedder.run(p.EmbedRequest, texts=texts))) == len(texts)


def test_no_texts_have_no_vectors(embedder):
    assert vectors(embedder.run(p.EmbedRequest, texts=())) == []


def test_it_stops_between_texts(embedder):
    request = embedder.send(p.EmbedRequest, texts=("word " * 200,) * 2000)
    embedder.qtbot.waitUntil(lambda: bool(embedder.events[request]))
    embedder.engine.cancel(request)
    done = embedder.wait(request)
    assert done.stop is p.StopReason.CANCELLED
    assert 0 < len(vectors(done)) < 2000
    assert len(vectors(embedder.run(p.EmbedRequest, texts=TEXTS))) == len(TEXTS)


def test_a_model_that_only_reads_answers_a_question_with_an_error_and_lives(engine, tmp_path):
    path = write_encoder(tmp_path / "读者 reader.gguf")
    assert engine.load(path, context_length=64).kind == "done"
    refused = engine.wait(engine.begin("Who are you?"))
    assert (refused.code, refused.facts) == ("model_only_reads", {"name": "读者 reader"})
    messages = (p.ChatMessage("user", "Who are you?"),)
    assert engine.run(p.PrewarmRequest, messages=messages).code == "model_only_reads"
    assert engine.load(path, context_length=64, embeddings=True).kind == "done"
    assert len(vectors(engine.run(p.EmbedRequest, texts=TEXTS))) == len(TEXTS)


def test_a_model_loaded_for_chatting_says_that_it_does_not_embed(nano):
    assert nano.run(p.EmbedRequest, texts=TEXTS).code == "bad_request"


def test_a_model_loaded_to_embed_does_not_chat(embedder):
    assert embedder.ask("Hello").code == "bad_request"


@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=20), max_size=60))
def test_groups_keep_the_order_and_the_limit(texts):
    found = list(groups(texts, 20))
    assert [text for group in found for text in group] == texts
    assert all(sum(map(len, group)) <= 20 for group in found)
    assert all(0 < len(group) <= MOST_AT_ONCE for group in found)


def test_shortening_keeps_the_closing_token():
    assert shortened([1, 2, 3, 9], 4) == [1, 2, 3, 9]
    assert shortened([1, 2, 3, 9], 3) == [1, 2, 9]


@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=40))
def test_a_vector_survives_its_journey(numbers):
    vector = array("f", numbers)
    assert decode_vector(encode_vector(vector)) == vector
    length = math.sqrt(cosine(normalised(vector), normalised(vector)))
    assert length == pytest.approx(1.0, abs=1e-4) or max(map(abs, numbers)) < 1e-30


@pytest.mark.parametrize("text", ["?", "AAA=", "é"])
def test_a_broken_vector_is_refused(text):
    with pytest.raises(QwQError) as caught:
        decode_vector(text)
    assert caught.value.code == "bad_event"
