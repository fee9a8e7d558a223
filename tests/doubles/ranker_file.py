"""A re-ranker's file that llama.cpp loads, whose scores can be worked out: a BERT of one layer.

Its heads look at all tokens alike and its feed-forward part adds nothing, so that what reaches the
classifier is the first token beside the mean of all. The score grows with the share of the word
"lighthouse" among them.
"""

from pathlib import Path

import gguf
import numpy as np

from tests.doubles.reader_file import finish

WIDTH, INNER, CONTEXT = 32, 64, 64
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
WORDS = ("lighthouse", "harbour", "town", "where", "is", "the", "a", "soup")
EPSILON = 1e-12
GOOD = len(SPECIAL)  # the token of the first word

_DICE = np.random.default_rng(3)
EMBEDDINGS = _DICE.normal(size=(len(SPECIAL) + len(WORDS), WIDTH)).astype(np.float32)
HEAD = np.eye(WIDTH, dtype=np.float32)
HEAD_BIAS = np.full(WIDTH, 0.05, np.float32)
OUT = (EMBEDDINGS[GOOD] / 2)[None, :]
OUT_BIAS = np.array([-1.0], np.float32)


def write_ranker(path: Path, *, says_so: bool = True, name: str = "Lighthouse ranker") -> Path:
    """Write the file, and return its path; many that people have don't say that they rank."""
    out = gguf.GGUFWriter(path, "bert")
    out.add_name(name)
    out.add_block_count(1)
    out.add_context_length(CONTEXT)
    out.add_embedding_length(WIDTH)
    out.add_feed_forward_length(INNER)
    out.add_head_count(2)
    out.add_layer_norm_eps(EPSILON)
    out.add_causal_attention(False)
    if says_so:
        out.add_pooling_type(gguf.PoolingType.RANK)
    out.add_tokenizer_model("bert")
    out.add_token_list([*SPECIAL, *(f"▁{word}" for word in WORDS)])
    out.add_token_type_count(1)
    out.add_pad_token_id(0)
    out.add_unk_token_id(1)
    out.add_bos_token_id(2)
    out.add_eos_token_id(3)
    out.add_sep_token_id(3)
    out.add_add_eos_token(True)
    for tensor, values in _tensors().items():
        out.add_tensor(tensor, np.ascontiguousarray(values, dtype=np.float32))
    finish(out)
    return path


def score(tokens: list[int]) -> float:
    """What the model makes of a pair's tokens."""
    seen = _normed(EMBEDDINGS[tokens])
    first = _normed(_normed(seen[0] + seen.mean(axis=0)))
    return float((OUT @ np.tanh(HEAD @ first + HEAD_BIAS) + OUT_BIAS)[0])


def pair(question: str, text: str) -> list[int]:
    """The tokens of a pair of known words, parted as XLM-R wants it."""
    return [2, *_tokens(question), 3, 3, *_tokens(text), 3]


def _tokens(text: str) -> list[int]:
    return [GOOD + WORDS.index(word) if word in WORDS else 1 for word in text.split()]


def _normed(rows: np.ndarray) -> np.ndarray:
    mean = rows.mean(axis=-1, keepdims=True)
    return (rows - mean) / np.sqrt(rows.var(axis=-1, keepdims=True) + EPSILON)


def _tensors() -> dict[str, np.ndarray]:
    square, nothing = np.eye(WIDTH), np.zeros((WIDTH, WIDTH))
    tensors = {
        "token_embd.weight": EMBEDDINGS,
        "token_types.weight": np.zeros((1, WIDTH)),
        "position_embd.weight": np.zeros((CONTEXT, WIDTH)),
        "blk.0.attn_q.weight": nothing,
        "blk.0.attn_k.weight": nothing,
        "blk.0.attn_v.weight": square,
        "blk.0.attn_output.weight": square,
        "blk.0.ffn_up.weight": np.zeros((INNER, WIDTH)),
        "blk.0.ffn_down.weight": np.zeros((WIDTH, INNER)),
        "blk.0.ffn_up.bias": np.zeros(INNER),
        "blk.0.ffn_down.bias": np.zeros(WIDTH),
        "cls.weight": HEAD,
        "cls.bias": HEAD_BIAS,
        "cls.output.weight": OUT,
        "cls.output.bias": OUT_BIAS,
    }
    for part in ("q", "k", "v", "output"):
        tensors[f"blk.0.attn_{part}.bias"] = np.zeros(WIDTH)
    for norm in ("token_embd_norm", "blk.0.attn_output_norm", "blk.0.layer_output_norm"):
        tensors |= {f"{norm}.weight": np.ones(WIDTH), f"{norm}.bias": np.zeros(WIDTH)}
    return tensors
