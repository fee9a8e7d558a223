"""A re-ranker for benchmarks."""

from pathlib import Path

from qwq_desktop.documents.reranking.engine_reranker import EngineReranker
from qwq_desktop.documents.reranking.model import find_reranker
from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.platform.paths import resources_dir


def reranker_at(path: Path) -> EngineReranker:
    """The re-ranker in a file. Raises QwQError where it is none."""
    resources = resources_dir()
    library = ModelLibrary(Catalogue.load(resources), resources, path.parent)
    model = find_reranker(library, str(path))
    assert model is not None
    return EngineReranker(model)
