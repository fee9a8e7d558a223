"""What is in memory beside the model: a small one that drafts for it, those for documents."""

from dataclasses import dataclass, replace

from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.memory import (
    ENGINE_BYTES,
    MICRO_BATCH_CPU,
    MICRO_BATCH_GPU,
    Shape,
    compute_buffer_bytes,
    kv_cache_bytes,
)
from qwq_desktop.platform.hardware import Hardware

EMBEDDER_TOKENS = 512  # of one computation; see `LoadRequest`
_F32_BYTES = 4


@dataclass(frozen=True)
class Beside:
    """The other models, as their files say. `draft_suits`: it writes the same tokens."""

    draft: GgufInfo | None = None
    embedder: GgufInfo | None = None
    reranker: GgufInfo | None = None
    draft_suits: bool = True
    draft_unreadable: bool = False

    def draft_bytes(self, shape: Shape, *, on_card: bool) -> int:
        """What the draft model takes in the engine's process: all of it, for the same context.

        Its KV cache is f16 whatever the model's own is.
        """
        if self.draft is None or not self.draft_suits:
            return 0
        tokens = MICRO_BATCH_GPU if on_card else MICRO_BATCH_CPU
        shape = replace(shape, kv_cache_type="f16")
        return (
            self.draft.weights_bytes
            + (self.draft.input_bytes if on_card and self.draft.output_tied else 0)
            + kv_cache_bytes(self.draft, shape.context_length, shape.kv_cache_type)
            + compute_buffer_bytes(self.draft, shape, tokens)
        )

    def embedder_bytes(self) -> int:
        """What the embedder's process takes, in main memory: it stays on the processor."""
        return 0 if self.embedder is None else _reading_bytes(self.embedder)

    def reranker_bytes(self) -> int:
        """What the re-ranker's process takes, in main memory too."""
        return 0 if self.reranker is None else _reading_bytes(self.reranker)


def _reading_bytes(info: GgufInfo) -> int:
    shape = Shape(EMBEDDER_TOKENS, "f16", flash_attention=True)
    return (
        ENGINE_BYTES
        + info.weights_bytes
        + kv_cache_bytes(info, EMBEDDER_TOKENS, "f16")
        + compute_buffer_bytes(info, shape, EMBEDDER_TOKENS)
        + EMBEDDER_TOKENS * info.embedding_length * _F32_BYTES
    )


NOTHING_BESIDE = Beside()


def without(hardware: Hardware, ram_bytes: int, card_bytes: int = 0) -> Hardware:
    """The computer with this much taken; `card_bytes` on its first card."""
    gpus = hardware.gpus
    if card_bytes and gpus:
        left = max(0, gpus[0].free_bytes - card_bytes)
        gpus = (replace(gpus[0], free_bytes=left), *gpus[1:])
        if gpus[0].unified:
            ram_bytes += card_bytes
    left = max(0, hardware.ram_available_bytes - ram_bytes)
    total = max(0, hardware.ram_total_bytes - ram_bytes)
    return replace(hardware, ram_available_bytes=left, ram_total_bytes=total, gpus=gpus)
