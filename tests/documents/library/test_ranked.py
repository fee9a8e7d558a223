"""A library with a re-ranker: search and passages in its order, and as before without one."""

import pytest

from qwq_desktop.documents.library import LibraryParts
from qwq_desktop.documents.reranking.engine_reranker import EngineReranker
from qwq_desktop.documents.reranking.model import RerankerModel
from qwq_desktop.storage.chat_sources import ChatSources
from tests.doubles.ranker_file import write_ranker

QUESTION = "where is the harbour"
FILES = {
    "harbour.txt": "where is the harbour where is the harbour town harbour",
    "lighthouse.txt": "the harbour lighthouse lighthouse lighthouse lighthouse",
    "soup.txt": "the soup is a harbour soup",
}
BY_WORDS = "harbour.txt"
BY_RANK = "lighthouse.txt"  # the model's liking


@pytest.fixture
def model(bench):
    path = write_ranker(bench.home / "排序 ranker.gguf")
    return RerankerModel(path, "ranker", gives_shares=False)


@pytest.fixture
def filled(bench):
    library = bench.open()
    bench.add(*(bench.write(name, text) for name, text in FILES.items()))
    return library


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """However busy the computer is."""
    monkeypatch.setattr("qwq_desktop.documents.asking.SEARCH_RANKING_S", 1000.0)
    monkeypatch.setattr("qwq_desktop.documents.finding.RANKING_S", 1000.0)


def prepare(bench):
    ready = []
    bench.library.asking.prepare(lambda: ready.append(True))
    bench.wait(lambda: ready)


def first(bench):
    return bench.found(QUESTION)[0]


def test_the_order_is_the_re_rankers_as_long_as_there_is_one(bench, filled, model):
    assert first(bench) == BY_WORDS
    made = []

    def make():
        made.append(EngineReranker(model))
        return made[-1]

    filled.use_reranker(make)
    prepare(bench)
    assert made[0].is_running
    hits = bench.result(filled.asking.search, QUESTION)
    assert filled.entry(hits[0].document_id).document.name == BY_RANK
    assert all(hit.score.ranked is not None for hit in hits)
    assert len(bench.result(filled.asking.search, QUESTION, top=1)) == 1
    filled.use_reranker(lambda: None)
    prepare(bench)
    assert not made[0].is_running
    assert first(bench) == BY_WORDS


def test_passages_carry_what_the_re_ranker_made_of_them(bench, filled, model):
    filled.use_reranker(lambda: EngineReranker(model))
    prepare(bench)
    ids = frozenset(entry.document.id for entry in filled.entries)
    got = []
    filled.asking.passages_for(QUESTION, 60, got.append, scope=ChatSources(document_ids=ids))
    bench.wait(lambda: got)
    assert max(got[0], key=lambda passage: passage.score.total).name == BY_RANK
    assert all(passage.score.ranked is not None for passage in got[0])


def test_closing_ends_the_re_rankers_process(bench, model):
    library = bench.open()
    reranker = EngineReranker(model)
    library.use_reranker(lambda: reranker)
    prepare(bench)
    assert reranker.is_running
    bench.close()
    assert not reranker.is_running
    library.use_reranker(lambda: reranker)  # by a download that ended at the same time


def test_a_library_without_the_part_has_none(bench):
    made = LibraryParts(lambda: bench.home, lambda: None, lambda: None, lambda: None, bool)
    assert made.make_reranker() is None
