from pathlib import Path

import pytest

from qwq_desktop.documents.reranking.engine_reranker import EngineReranker
from qwq_desktop.documents.reranking.model import RerankerModel
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.library import ModelLibrary
from tests.doubles.ranker_file import write_ranker

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def library(home):
    return ModelLibrary(Catalogue.load(RESOURCES), RESOURCES, home)


@pytest.fixture
def small(home) -> RerankerModel:
    """A model whose scores are known."""
    return RerankerModel(write_ranker(home / "排序 📄.gguf"), "small", gives_shares=False)


@pytest.fixture
def start():
    """Makes re-rankers and closes them."""
    made = []

    def make(model, **options):
        made.append(EngineReranker(model, **options))
        return made[-1]

    yield make
    for reranker in made:
        reranker.close()
