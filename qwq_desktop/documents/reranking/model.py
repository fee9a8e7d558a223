"""Which models re-rank, which one the settings mean, and what to know of it before it runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.catalogue import Role
from qwq_desktop.models.gguf_header import read_header
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.reranking import gives_shares, ranks
from qwq_desktop.platform.errors import QwQError

NO_RERANKER = "none"  # the setting that leaves what was found in its order
_OTHERS = (Role.CHAT, Role.DRAFT)  # files that needn't be looked into


@dataclass(frozen=True)
class RerankerModel:
    """A re-ranker's file; `gives_shares`: its scores are shares of 1, else logits."""

    path: Path
    name: str
    gives_shares: bool


def find_reranker(library: ModelLibrary, setting: str = "") -> RerankerModel | None:
    """The model that the setting `reranking_model` means; None for none.

    "" is the one that is on this computer, and none where there are several to choose from.
    Blocking. Raises QwQError: what `ModelLibrary.resolve` raises, reranker_unfit(path) for a model
    that can't rank.
    """
    if setting == NO_RERANKER:
        return None
    if setting:
        return describe(library.resolve(setting))
    usable = usable_rerankers(library)
    return describe(usable[0]) if len(usable) == 1 else None


def usable_rerankers(library: ModelLibrary, recent: Sequence[str] = ()) -> list[ModelRef]:
    """The models on this computer that re-rank, in the library's order. Blocking."""
    return [ref for ref in library.available(recent) if _ranks(ref)]


def describe(ref: ModelRef) -> RerankerModel:
    """What there is to know of a re-ranker. Blocking.

    Raises QwQError: model_… as `read_metadata` does, reranker_unfit(path).
    """
    header = read_header(ref.path)
    if not ranks(header):
        raise QwQError("reranker_unfit", path=str(ref.path))
    return RerankerModel(ref.path, ref.name, gives_shares(header))


def _ranks(ref: ModelRef) -> bool:
    if ref.entry is not None and ref.entry.role in _OTHERS:
        return False
    try:
        return ranks(read_header(ref.path))
    except QwQError:
        return False
