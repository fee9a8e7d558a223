"""Re-ranking: each text gets a score with the question, alone or together the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.prompt import plain_pieces
from qwq_desktop.engine.reranking import filled, fitting
from tests.doubles.encoder_file import write_encoder
from tests.doubles.ranker_file import CONTEXT, pair, score, write_ranker

QUESTION = "where is the lighthouse"
TEXTS = (
    "a soup",
    "the lighthouse is the lighthouse",
    "the harbour is a town",
    "a lighthouse is where the harbour is",
)


@pytest.fixture(params=[True, False], ids=["says that it ranks", "does not say it"])
def ranker(engine, tmp_path, request):
    path = write_ranker(tmp_path / "排序 ranker 📄.gguf", says_so=request.param)
    loaded = engine.load(path, context_length=512, reranking=True)
    assert loaded.kind == "done", loaded
    return engine


def rerank(engine, texts, question=QUESTION):
    return engine.run(p.RerankRequest, question=question, texts=texts)


def test_scores_are_those_of_the_weights(ranker):
    done = rerank(ranker, TEXTS)
    expected = [score(pair(QUESTION, text)) for text in TEXTS]
    assert done.result["scores"] == pytest.approx(expected, abs=2e-3)
    assert max(range(len(TEXTS)), key=done.result["scores"].__getitem__) == 1
    assert done.result["truncated"] == []
    assert done.result["tokens"] == sum(len(pair(QUESTION, text)) for text in TEXTS)
    progress = [e for e in ranker.events[done.id] if e.kind == "progress"]
    assert (progress[-1].phase, progress[-1].done) == ("rerank", len(TEXTS))


def test_a_text_has_one_score_whatever_stands_beside_it(ranker):
    together = rerank(ranker, TEXTS * 20).result["scores"]
    alone = [rerank(ranker, (text,)).result["scores"][0] for text in TEXTS]
    assert together == pytest.approx(alone * 20, abs=1e-3)


def test_the_question_counts(ranker):
    of_soup = rerank(ranker, TEXTS[:1], "a soup").result["scores"]
    assert of_soup == pytest.approx([score(pair("a soup", TEXTS[0]))], abs=2e-3)


def test_what_is_too_long_is_cut_and_told(ranker):
    done = rerank(ranker, ("a soup", "harbour " * 500), "lighthouse " * 500)
    assert done.result["truncated"] == [1]
    question = "lighthouse " * (CONTEXT // 2)
    cut = pair(question, "harbour " * (CONTEXT // 2 - 4))
    assert len(cut) == CONTEXT
    assert done.result["scores"][1] == pytest.approx(score(cut), abs=2e-3)


def test_nothing_to_compare_has_no_scores(ranker):
    assert rerank(ranker, ()).result["scores"] == []


def test_special_tokens_in_a_text_stay_text(ranker):
    done = rerank(ranker, ("[SEP] lighthouse", "[ SEP ] lighthouse"))
    assert done.result["scores"][0] == pytest.approx(done.result["scores"][1], abs=1e-4)


def test_it_stops_between_texts(ranker):
    request = ranker.send(p.RerankRequest, question=QUESTION, texts=("harbour " * 40,) * 20_000)
    ranker.qtbot.waitUntil(lambda: bool(ranker.events[request]))
    ranker.engine.cancel(request)
    done = ranker.wait(request)
    assert done.stop is p.StopReason.CANCELLED
    assert 0 < len(done.result["scores"]) < 20_000
    assert len(rerank(ranker, TEXTS).result["scores"]) == len(TEXTS)


def test_one_that_ranks_neither_embeds_nor_chats(ranker):
    assert ranker.run(p.EmbedRequest, texts=TEXTS).code == "bad_request"
    assert ranker.ask("Hello").code == "bad_request"


def test_a_file_that_ranks_makes_no_vectors(engine, tmp_path):
    path = write_ranker(tmp_path / "ranker.gguf")
    assert engine.load(path, context_length=64, embeddings=True).kind == "done"
    assert engine.run(p.EmbedRequest, texts=TEXTS).code == "bad_request"


def test_an_embedder_does_not_rank(engine, tmp_path):
    path = write_encoder(tmp_path / "encoder.gguf")
    assert engine.load(path, context_length=64, embeddings=True).kind == "done"
    assert rerank(engine, TEXTS).code == "bad_request"


TEMPLATE = "<s>Q: {query}\nD: {document}<e>"
SPECIAL = ("<s>", "<e>")


@given(st.text(), st.text(alphabet="<se>ab"))
def test_a_template_is_filled_once_and_holds_its_texts(question, text):
    values = {"{query}": plain_pieces(question, SPECIAL), "{document}": plain_pieces(text, SPECIAL)}
    pieces = filled(TEMPLATE, values)
    assert "".join(pieces) == f"<s>Q: {question}\nD: {text}<e>"
    assert sum(piece.count("<s>") + piece.count("<e>") for piece in pieces) == 2


def test_texts_without_special_tokens_leave_the_template_in_one_piece():
    assert filled(TEMPLATE, {"{query}": ("why",), "{document}": ()}) == ["<s>Q: why\nD: <e>"]


@given(st.text(), st.integers(0, 30))
def test_as_much_as_fits_is_kept(text, limit):
    kept = fitting(text, limit, len)
    assert text.startswith(kept)
    assert len(kept) == min(limit, len(text))
