"""GGUF files of full size without their weights: sparse files with the headers of real models."""

from dataclasses import dataclass
from pathlib import Path

from tests.models.conftest import QWQ_TEMPLATE, build, tensor_bytes

FILE_TYPES = {"Q2_K": 10, "Q3_K_M": 12, "Q4_K_M": 15, "Q5_K_M": 17, "Q6_K": 18, "Q8_0": 7}


@dataclass(frozen=True)
class ModelShape:
    """The numbers in a model's config.json that decide the sizes of its tensors."""

    name: str
    architecture: str
    blocks: int
    hidden: int
    feed_forward: int
    heads: int
    kv_heads: int
    vocabulary: int = 151_936
    tied: bool = False
    experts: int = 0
    experts_used: int = 0


QWQ_32B = ModelShape("QwQ 32B", "qwen2", 64, 5120, 27648, 40, 8, 152_064)
QWEN3 = {
    "Qwen3 30B A3B": ModelShape(
        "Qwen3 30B A3B", "qwen3moe", 48, 2048, 768, 32, 4, experts=128, experts_used=8
    ),
    "Qwen3 14B": ModelShape("Qwen3 14B", "qwen3", 40, 5120, 17408, 40, 8),
    "Qwen3 8B": ModelShape("Qwen3 8B", "qwen3", 36, 4096, 12288, 32, 8),
    "Qwen3 4B": ModelShape("Qwen3 4B", "qwen3", 36, 2560, 9728, 32, 8, tied=True),
    "Qwen3 1.7B": ModelShape("Qwen3 1.7B", "qwen3", 28, 2048, 6144, 16, 8, tied=True),
    "Qwen3 0.6B": ModelShape("Qwen3 0.6B", "qwen3", 28, 1024, 3072, 16, 8, tied=True),
}
HEAD = 128

# By quantisation: most tensors, the ones that llama.cpp keeps finer (in half of the blocks, or in
# all), the output. After llama_tensor_get_type in llama.cpp's src/llama-quant.cpp.
_MIXES = {
    "Q2_K": ("Q2_K", "Q3_K", "Q6_K", 1),
    "Q3_K_M": ("Q3_K", "Q4_K", "Q6_K", 1),
    "Q4_K_M": ("Q4_K", "Q6_K", "Q6_K", 2),
    "Q5_K_M": ("Q5_K", "Q6_K", "Q6_K", 2),
    "Q6_K": ("Q6_K", "Q6_K", "Q6_K", 1),
    "Q8_0": ("Q8_0", "Q8_0", "Q8_0", 1),
}


def tensors_of(shape: ModelShape, quantisation: str) -> list[tuple[str, tuple[int, ...], str]]:
    """The tensor table of a model in a quantisation."""
    most, finer, last, every = _MIXES[quantisation]
    found: list[tuple[str, tuple[int, ...], str]] = [
        ("token_embd.weight", (shape.hidden, shape.vocabulary), last if shape.tied else most),
        ("output_norm.weight", (shape.hidden,), "F32"),
    ]
    if not shape.tied:
        found.append(("output.weight", (shape.hidden, shape.vocabulary), last))
    q, kv = shape.heads * HEAD, shape.kv_heads * HEAD
    experts = (shape.experts,) if shape.experts else ()
    ending = "_exps" if experts else ""
    for block in range(shape.blocks):
        fine = finer if block % every == 0 else most
        found += [
            (f"blk.{block}.attn_norm.weight", (shape.hidden,), "F32"),
            (f"blk.{block}.ffn_norm.weight", (shape.hidden,), "F32"),
            (f"blk.{block}.attn_q.weight", (shape.hidden, q), most),
            (f"blk.{block}.attn_k.weight", (shape.hidden, kv), most),
            (f"blk.{block}.attn_v.weight", (shape.hidden, kv), fine),
            (f"blk.{block}.attn_output.weight", (q, shape.hidden), most),
            (
                f"blk.{block}.ffn_gate{ending}.weight",
                (shape.hidden, shape.feed_forward, *experts),
                most,
            ),
            (
                f"blk.{block}.ffn_up{ending}.weight",
                (shape.hidden, shape.feed_forward, *experts),
                most,
            ),
            (
                f"blk.{block}.ffn_down{ending}.weight",
                (shape.feed_forward, shape.hidden, *experts),
                fine,
            ),
        ]
    return found


def write_sparse(folder: Path, shape: ModelShape, quantisation: str) -> Path:
    """A file of the model's full length whose weights are a hole."""
    own = shape.architecture
    values: dict[str, object] = {
        "general.architecture": own,
        "general.name": shape.name,
        "general.file_type": FILE_TYPES[quantisation],
        f"{own}.block_count": shape.blocks,
        f"{own}.context_length": 40960,
        f"{own}.embedding_length": shape.hidden,
        f"{own}.feed_forward_length": shape.feed_forward,
        f"{own}.attention.head_count": shape.heads,
        f"{own}.attention.head_count_kv": shape.kv_heads,
        f"{own}.attention.key_length": HEAD,
        f"{own}.attention.value_length": HEAD,
        "tokenizer.chat_template": QWQ_TEMPLATE,
    }
    if shape.experts:
        values[f"{own}.expert_count"] = shape.experts
        values[f"{own}.expert_used_count"] = shape.experts_used
    tensors = tensors_of(shape, quantisation)
    path = folder / f"{shape.name.replace(' ', '-')}-{quantisation}.gguf"
    head = build(values, tensors, data=False)
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + sum(-(-tensor_bytes(s, k) // 32) * 32 for _, s, k in tensors))
    return path
