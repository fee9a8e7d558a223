"""A model file that llama.cpp loads and that only reads: a BERT of one layer."""

from pathlib import Path

import gguf
import numpy as np

from tests.doubles.reader_file import finish

WIDTH, INNER, CONTEXT = 32, 64, 64
WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "▁lighthouse")
_ROWS = {"attn_q": WIDTH, "attn_k": WIDTH, "attn_v": WIDTH, "attn_output": WIDTH}
_ROWS |= {"ffn_up": INNER, "ffn_down": WIDTH}
_NORMS = ("token_embd_norm", "blk.0.attn_output_norm", "blk.0.layer_output_norm")


def write_encoder(path: Path) -> Path:
    """Write the file, and return its path."""
    out = gguf.GGUFWriter(path, "bert")
    out.add_name("Lighthouse embedder")
    out.add_block_count(1)
    out.add_context_length(CONTEXT)
    out.add_embedding_length(WIDTH)
    out.add_feed_forward_length(INNER)
    out.add_head_count(2)
    out.add_layer_norm_eps(1e-12)
    out.add_causal_attention(False)
    out.add_pooling_type(gguf.PoolingType.MEAN)
    out.add_tokenizer_model("bert")
    out.add_token_list(WORDS)
    out.add_token_type_count(2)
    out.add_pad_token_id(0)
    out.add_unk_token_id(1)
    out.add_bos_token_id(2)
    out.add_sep_token_id(3)
    for name, shape in _shapes().items():
        out.add_tensor(name, np.random.default_rng(len(name)).random(shape, np.float32))
    finish(out)
    return path


def _shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (len(WORDS), WIDTH),
        "token_types.weight": (2, WIDTH),
        "position_embd.weight": (CONTEXT, WIDTH),
    }
    for name, rows in _ROWS.items():
        columns = INNER if name == "ffn_down" else WIDTH
        shapes |= {f"blk.0.{name}.weight": (rows, columns), f"blk.0.{name}.bias": (rows,)}
    return shapes | {f"{name}.{part}": (WIDTH,) for name in _NORMS for part in ("weight", "bias")}
