"""Whether a model's file is one that tells how well a text answers a question."""

from qwq_desktop.models.gguf_header import Header

RANKS = 4  # LLAMA_POOLING_TYPE_RANK of llama.h
_HEADS = ("cls.weight", "cls.output.weight")
_SHARES = ("qwen3", "qwen3vl")  # whose classes llama.cpp makes into shares of 1 (`build_pooling`)


def ranks(header: Header) -> bool:
    """Whether a file has what llama.cpp ranks with: a head that makes one number of a pair.

    Most files of re-rankers don't state a pooling, since llama.cpp's converter writes none for
    them. Without a head the numbers would mean nothing, whatever a file states; one with several
    classes that aren't yes and no sorts texts into kinds.
    """
    stated = header.values.get(f"{_architecture(header)}.pooling_type", 0)
    has_head = any(tensor.name in _HEADS for tensor in header.tensors)
    return has_head and stated in (0, RANKS) and (_classes(header) < 2 or gives_shares(header))


def gives_shares(header: Header) -> bool:
    """Whether scores are shares of 1; else they are logits."""
    return _architecture(header) in _SHARES


def _classes(header: Header) -> int:
    return header.lengths.get(f"{_architecture(header)}.classifier.output_labels", 0)


def _architecture(header: Header) -> str:
    return str(header.values.get("general.architecture", ""))
