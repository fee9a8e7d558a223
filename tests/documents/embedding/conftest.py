from pathlib import Path

import pytest

from qwq_desktop.documents.embedding.engine_embedder import EngineEmbedder
from qwq_desktop.documents.embedding.model import EmbedderModel, find_embedder
from qwq_desktop.models.catalogue import Catalogue, Embedding
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.errors import QwQError

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "models"
    folder.mkdir()
    return ModelLibrary(Catalogue.load(RESOURCES), RESOURCES, folder)


@pytest.fixture
def e5(library) -> EmbedderModel:
    """The default embedder, as the set-up makes it."""
    try:
        return find_embedder(library)
    except QwQError:
        pytest.skip("the set-up has not made the embedder")


@pytest.fixture
def small(nano_model) -> EmbedderModel:
    """A model that starts at once; what its vectors mean is another question."""
    return EmbedderModel(nano_model, "nano", 192, 512, Embedding(192, "query: ", "passage: "))


@pytest.fixture
def start():
    """Makes embedders and closes them."""
    made = []

    def make(model, **options):
        made.append(EngineEmbedder(model, **options))
        return made[-1]

    yield make
    for embedder in made:
        embedder.close()
