"""What a GGUF model file says about itself, read from its header alone."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.models.ggml_types import FILE_TYPES
from qwq_desktop.models.gguf_cursor import Place, damaged
from qwq_desktop.models.gguf_header import Header, Tensor, Value, read_header
from qwq_desktop.platform.errors import QwQError

MAX_LAYERS = 1024  # llama.cpp stops at 512 (LLAMA_MAX_LAYERS)
MAX_COUNT = 1 << 31
MAX_PARTS = 1000

_PART = re.compile(r"(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.IGNORECASE)
_BLOCK = re.compile(r"blk\.(\d{1,4})\.")
_EXPERTS = "_exps."
_INPUTS = ("token_embd", "token_types", "position_embd")
_ENCODERS = ("bert", "embedding", "t5encoder")  # in the names of architectures that only read


@dataclass(frozen=True)
class GgufInfo:
    """The metadata of a model that planning, matching and showing need.

    Lengths are tokens, sizes are bytes. Of a split model `path` is its first part, `file_bytes` and
    the tensor sizes are sums over the parts. `head_count_kv` is a number, or a tuple with one for
    each layer. `output_bytes` holds everything that is neither a block nor the input; `output_tied`
    tells that the output matrix is the input matrix. `expert_bytes` is the part of the weights of
    which each token reads `expert_used_count` in `expert_count`. `rope_scaling_*` are None where
    the file has no such key. `only_reads` tells that it writes no answers: it pools what it read,
    or reads forwards and backwards at once.
    """

    path: Path
    file_bytes: int
    architecture: str
    name: str
    size_label: str
    quantisation: str
    context_length: int
    block_count: int
    embedding_length: int
    feed_forward_length: int
    head_count: int
    head_count_kv: int | tuple[int, ...]
    key_length: int
    value_length: int
    vocabulary_size: int
    rope_freq_base: float | None
    rope_scaling_type: str | None
    rope_scaling_factor: float | None
    rope_scaling_original_context: int | None
    sliding_window: int | None
    expert_count: int
    chat_template: str | None
    licence: str
    weights_bytes: int
    layer_bytes: tuple[int, ...]
    input_bytes: int
    output_bytes: int
    output_tied: bool = False
    split_count: int = 1
    expert_used_count: int = 0
    expert_bytes: int = 0
    only_reads: bool = False

    @property
    def thinks(self) -> bool:
        """Whether the chat template speaks of `<think>`: the model reasons, or can be asked to."""
        return "<think>" in (self.chat_template or "")

    @property
    def total_layers(self) -> int:
        """Blocks and the output layer: as many as llama.cpp can put on a GPU."""
        return self.block_count + 1

    @property
    def kv_heads(self) -> tuple[int, ...]:
        """Key/value heads of each block."""
        if isinstance(self.head_count_kv, tuple):
            return self.head_count_kv
        return (self.head_count_kv,) * self.block_count


def read_metadata(path: Path) -> GgufInfo:
    """The metadata of a model file, or of the split model that a part belongs to.

    Blocking, below 0.1 s for a full-size vocabulary; any thread.

    Raises QwQError: model_missing(path), model_is_folder(path), model_unreadable(path, reason),
    model_empty(path), model_not_gguf(path), model_truncated(path, expected_bytes, actual_bytes),
    model_damaged(path, reason), model_part_missing(path, part). No other exception, whatever the
    bytes.
    """
    parts = part_paths(path)
    first = parts[0] if parts else path
    if len(parts) > 1:
        _check_parts(path, parts)
    return info_of(first, [read_header(part) for part in parts or [path]], path)


def part_paths(path: Path) -> list[Path]:
    """The files of the split model that `path` is named a part of, else an empty list.

    Parts are named like `NAME-00001-of-00004.gguf`.
    """
    match = _PART.fullmatch(path.name)
    if not match:
        return []
    count = int(match["count"])
    number = int(match["number"])
    if not 1 <= number <= count or count > MAX_PARTS:
        return []
    suffix = path.name[-5:]
    return [
        path.with_name(f"{match['stem']}-{n:05}-of-{count:05}{suffix}") for n in range(1, count + 1)
    ]


def _check_parts(path: Path, parts: Sequence[Path]) -> None:
    for part in (path, *parts):
        try:
            exists = part.exists()
        except OSError:
            continue  # reading it will tell why
        if not exists and part == path:
            raise QwQError("model_missing", path=str(path))
        if not exists:
            raise QwQError("model_part_missing", path=str(path), part=part.name)


def info_of(path: Path, headers: Sequence[Header], place: Place) -> GgufInfo:
    """What the headers of a model's parts say; `path` is its first file.

    Raises QwQError: model_damaged(path=place, reason).
    """
    splits = headers[0].values.get("split.count", 0)
    if isinstance(splits, int) and splits > 1 and splits != len(headers):
        raise damaged(
            place, f"a part of {splits} without the name of one (NAME-00001-of-{splits:05})"
        )
    return _info(path, headers, place)


def _info(path: Path, headers: Sequence[Header], place: Place) -> GgufInfo:
    meta = _Metadata(place, headers[0])
    tensors = [tensor for header in headers for tensor in header.tensors]
    kind = meta.text("general.type")
    if kind in ("adapter", "mmproj", "imatrix"):
        raise damaged(place, f"not a model but its {kind}")
    if not tensors:
        raise damaged(place, "it holds no weights")
    blocks = meta.count("block_count", 1, MAX_LAYERS)
    embedding = meta.count("embedding_length", 1)
    heads = meta.heads("attention.head_count", blocks, 1)
    head_count = max(heads) if isinstance(heads, tuple) else heads
    head_size = embedding // max(1, head_count)
    layer_bytes, input_bytes, output_bytes = _sizes(tensors, blocks)
    return GgufInfo(
        path=path,
        file_bytes=sum(header.file_bytes for header in headers),
        architecture=meta.architecture,
        name=meta.text("general.name") or meta.text("general.basename"),
        size_label=meta.text("general.size_label"),
        quantisation=_quantisation(meta, tensors),
        context_length=meta.count("context_length", 1),
        block_count=blocks,
        embedding_length=embedding,
        feed_forward_length=meta.widest("feed_forward_length"),
        head_count=head_count,
        head_count_kv=meta.heads("attention.head_count_kv", blocks, head_count),
        key_length=meta.count("attention.key_length", 0, default=head_size),
        value_length=meta.count("attention.value_length", 0, default=head_size),
        vocabulary_size=_vocabulary(meta, tensors),
        rope_freq_base=meta.real("rope.freq_base"),
        rope_scaling_type=meta.text(f"{meta.architecture}.rope.scaling.type") or None,
        rope_scaling_factor=meta.real("rope.scaling.factor"),
        rope_scaling_original_context=meta.count(
            "rope.scaling.original_context_length", 0, default=0
        )
        or None,
        sliding_window=meta.count("attention.sliding_window", 0, default=0) or None,
        expert_count=meta.count("expert_count", 0, default=0),
        chat_template=meta.text("tokenizer.chat_template") or None,
        licence=meta.text("general.license"),
        weights_bytes=sum(tensor.bytes for tensor in tensors),
        layer_bytes=layer_bytes,
        input_bytes=input_bytes,
        output_bytes=output_bytes,
        output_tied=all(tensor.name != "output.weight" for tensor in tensors),
        split_count=len(headers),
        expert_used_count=meta.count("expert_used_count", 0, default=0),
        expert_bytes=sum(tensor.bytes for tensor in tensors if _EXPERTS in tensor.name),
        only_reads=_only_reads(meta),
    )


def _only_reads(meta: "_Metadata") -> bool:
    pooling = meta.own("pooling_type")
    pools = isinstance(pooling, int) and pooling > 0
    both_ways = meta.own("attention.causal") is False
    return pools or both_ways or any(name in meta.architecture for name in _ENCODERS)


@dataclass(frozen=True)
class _Metadata:
    """Typed access to a header's values; `own` ones are prefixed with the architecture."""

    path: Place
    header: Header

    @property
    def architecture(self) -> str:
        name = self.text("general.architecture")
        if not name:
            raise damaged(self.path, "it names no architecture")
        return name

    def own(self, key: str) -> Value | None:
        return self.header.values.get(f"{self.architecture}.{key}")

    def text(self, key: str) -> str:
        value = self.header.values.get(key, "")
        return value if isinstance(value, str) else ""

    def real(self, key: str) -> float | None:
        value = self.own(key)
        return float(value) if isinstance(value, (int, float)) and 0 < value < math.inf else None

    def count(self, key: str, low: int, high: int = MAX_COUNT, default: int | None = None) -> int:
        value = self.own(key)
        if value is None and default is not None:
            return default
        return self._whole(key, value, low, high)

    def widest(self, key: str) -> int:
        value = self.own(key)
        return max(value, default=0) if isinstance(value, tuple) else self.count(key, 0, default=0)

    def heads(self, key: str, blocks: int, default: int) -> int | tuple[int, ...]:
        value = self.own(key)
        if not isinstance(value, tuple):
            return self.count(key, 0, default=default)
        if len(value) != blocks:
            raise damaged(self.path, f"{key}: {len(value)} numbers for {blocks} layers")
        return tuple(self._whole(key, item, 0, MAX_COUNT) for item in value)

    def _whole(self, key: str, value: Value | None, low: int, high: int) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise damaged(self.path, f"{self.architecture}.{key} is {value!r}")
        return value


def _sizes(tensors: Iterable[Tensor], blocks: int) -> tuple[tuple[int, ...], int, int]:
    layers = [0] * blocks
    inputs = outputs = 0
    for tensor in tensors:
        match = _BLOCK.match(tensor.name)
        if match and int(match[1]) < blocks:
            layers[int(match[1])] += tensor.bytes
        elif tensor.name.startswith(_INPUTS):
            inputs += tensor.bytes
        else:
            outputs += tensor.bytes
    return tuple(layers), inputs, outputs


def _quantisation(meta: _Metadata, tensors: Iterable[Tensor]) -> str:
    kind = meta.header.values.get("general.file_type")
    if isinstance(kind, int) and kind in FILE_TYPES:
        return FILE_TYPES[kind]
    sizes: Counter[str] = Counter()
    for tensor in tensors:
        sizes[tensor.type_name] += tensor.bytes
    return sizes.most_common(1)[0][0]


def _vocabulary(meta: _Metadata, tensors: Iterable[Tensor]) -> int:
    rows = next((t.shape[-1] for t in tensors if t.name == "token_embd.weight" and t.shape), 0)
    listed = meta.header.lengths.get("tokenizer.ggml.tokens", 0)
    return rows or listed or meta.count("vocab_size", 0, default=0)
