"""The words of a model's vocabulary, and whether another model writes the same ones."""

from pathlib import Path

from qwq_desktop.models.gguf import part_paths
from qwq_desktop.models.gguf_header import read_strings

TOKENS_KEY = "tokenizer.ggml.tokens"
ENOUGH_SHARED = 0.95  # QwQ and Qwen2.5 differ in 4 of 151 665


def same_words(model: Path, draft: Path) -> bool:
    """Whether what a draft model writes can be taken over by token text.

    Numbers and padding of the tokens may differ. Blocking, about 0.2 s for a full vocabulary.
    Raises QwQError as `read_metadata` does.
    """
    return shared_share(words(model), words(draft)) >= ENOUGH_SHARED


def words(path: Path) -> frozenset[bytes]:
    """The texts of a model's tokens, as its file writes them; of a split model by any part.

    Raises QwQError as `read_metadata` does.
    """
    parts = part_paths(path)
    return frozenset(read_strings(parts[0] if parts else path, TOKENS_KEY))


def shared_share(ours: frozenset[bytes], theirs: frozenset[bytes]) -> float:
    """The share of their words that are ours too, 0 where they have none."""
    return len(ours & theirs) / len(theirs) if theirs else 0.0
