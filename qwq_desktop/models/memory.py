"""Where a model's bytes go: KV cache, compute buffers, and the layers over cards and RAM."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from qwq_desktop.engine.protocol import MAX_OUTPUTS
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.platform.hardware import Gpu, Hardware

MIB = 1 << 20
GIB = 1 << 30

# Bytes a number: f16, and ggml's blocks of 32 numbers with their scale (34 and 18 bytes).
KV_BYTES = {"f16": Fraction(2), "q8_0": Fraction(34, 32), "q4_0": Fraction(18, 32)}
CONTEXT_STEP = 256  # llama_context pads n_ctx to a multiple of this
MICRO_BATCH_GPU = 512
MICRO_BATCH_CPU = (
    256  # a heavier one makes Stop wait: llama.cpp looks at the flag between graph nodes
)

ENGINE_BYTES = 96 * MIB  # interpreter, library and vocabulary, measured at about 90 MB
SYSTEM_BYTES = 4 * GIB  # of RAM, or a sixth of a small one: the system and the programs in use
SPARE_RAM = GIB  # of the free RAM, or a sixteenth
SPARE_GPU = GIB  # of a card's free memory, or an eighth; llama.cpp's own --fit-target


@dataclass(frozen=True)
class Shape:
    """The choices that decide how much memory a context takes. `context_length` is tokens."""

    context_length: int
    kv_cache_type: str
    flash_attention: bool


@dataclass(frozen=True)
class MeasuredCompute:
    """Compute buffers in bytes, as llama.cpp's simulation gave them for `shape`.

    `gpu_bytes` has one number for each card; `ram_bytes` is what is in main memory, the output
    buffer included.
    """

    shape: Shape
    gpu_layers: int
    gpu_bytes: tuple[int, ...]
    ram_bytes: int


@dataclass(frozen=True)
class Placement:
    """A spread of a model over the hardware, in bytes.

    `ram_bytes` is all that main memory must hold, a unified card's part included.
    """

    gpu_layers: int
    gpu_bytes: tuple[int, ...]
    ram_bytes: int
    compute_bytes: int
    micro_batch_size: int
    fits: bool


def kv_cache_bytes(info: GgufInfo, context_length: int, kv_cache_type: str) -> int:
    """The KV cache: context × Σ layers × heads × (key + value length) × bytes a number."""
    return sum(_kv_layers(info, context_length, kv_cache_type))


def compute_buffer_bytes(info: GgufInfo, shape: Shape, tokens: int) -> int:
    """llama.cpp's compute buffer with the output buffer of one row: the larger of its two peaks.

    At the end of a graph live the logits of `MAX_OUTPUTS` rows with rows of the hidden state;
    within a block live the attention mask (f16), three rows of the feed-forward and four of the
    hidden state (with flash attention), else the scores of all heads and a float mask. Fitted to
    dry runs (`no_alloc`) of llama.cpp 0c1e57098 with four models, exact to 0.01 MiB for f16 where
    the block is the larger: for QwQ-32B 210 MiB at a context of 8 192 and a micro-batch (`tokens`)
    of 512, 105 at 256, 330 at 131 072, 1 667 without flash attention. Where the head is, it is up
    to 2 % above.
    """
    return (
        max(_head_peak(info, tokens), _block_peak(info, shape, tokens)) + 4 * info.vocabulary_size
    )


def place(
    info: GgufInfo,
    hardware: Hardware,
    shape: Shape,
    gpu_layers: int | None,
    measured: MeasuredCompute | None = None,
    shares: tuple[float, ...] = (),
) -> Placement:
    """The spread with `gpu_layers` on the cards, or with as many as fit there (None).

    `shares` says how the cards divide them, () by their free memory. `fits` tells whether all of it
    has room. `measured` corrects the compute buffers: for its own shape they are what it says, for
    others the formula with the same difference.
    """
    gpus = hardware.gpus
    if gpus and gpu_layers is None:
        for count in range(info.total_layers, 0, -1):
            placement = _spread(info, hardware, shape, count, measured, shares)
            if _cards_hold(gpus, placement.gpu_bytes):
                return placement
    count = min(gpu_layers or 0, info.total_layers) if gpus else 0
    return _spread(info, hardware, shape, count, measured, shares)


def usable_ram(hardware: Hardware) -> int:
    """Bytes of main memory a model may take so that the computer stays usable."""
    free = hardware.ram_available_bytes
    total = hardware.ram_total_bytes
    return min(free - min(free // 16, SPARE_RAM), total - min(total // 6, SYSTEM_BYTES))


def _spread(
    info: GgufInfo,
    hardware: Hardware,
    shape: Shape,
    count: int,
    measured: MeasuredCompute | None,
    shares: tuple[float, ...],
) -> Placement:
    gpus = hardware.gpus
    context = -(-shape.context_length // CONTEXT_STEP) * CONTEXT_STEP
    kv = _kv_layers(info, context, shape.kv_cache_type)
    layers = [w + k for w, k in zip(info.layer_bytes, kv, strict=True)] + [_head_bytes(info)]
    start = info.total_layers - count
    on_cards = [0] * len(gpus)
    for layer, card in _cards(gpus, start, count, shares):
        on_cards[card] += layers[layer]
    card_compute, ram_compute = _compute(info, len(gpus), shape, count, measured)
    compute = [work if size else 0 for size, work in zip(on_cards, card_compute, strict=True)]
    gpu_bytes = tuple(size + work for size, work in zip(on_cards, compute, strict=True))
    ram = ENGINE_BYTES + sum(layers[:start]) + info.input_bytes + ram_compute
    ram += sum(size for gpu, size in zip(gpus, gpu_bytes, strict=True) if gpu.unified)
    fits = _cards_hold(gpus, gpu_bytes) and ram <= usable_ram(hardware)
    return Placement(count, gpu_bytes, ram, ram_compute + sum(compute), micro_batch(count), fits)


def micro_batch(gpu_layers: int) -> int:
    """Tokens that are read in one go."""
    return MICRO_BATCH_GPU if gpu_layers else MICRO_BATCH_CPU


def _compute(
    info: GgufInfo, cards: int, shape: Shape, count: int, measured: MeasuredCompute | None
) -> tuple[list[int], int]:
    """Compute buffers of each card (if it has layers) and of main memory."""
    card, ram = _compute_formula(info, shape, count)
    if measured is None or bool(measured.gpu_layers) != bool(count):
        return [card] * cards, ram
    card_then, ram_then = _compute_formula(info, measured.shape, measured.gpu_layers)
    on_cards = [
        card + (size - card_then if size else 0)
        for size in (*measured.gpu_bytes, *[0] * (cards - len(measured.gpu_bytes)))
    ]
    return [max(0, size) for size in on_cards[:cards]], max(0, ram + measured.ram_bytes - ram_then)


def _compute_formula(info: GgufInfo, shape: Shape, count: int) -> tuple[int, int]:
    compute = compute_buffer_bytes(info, shape, micro_batch(count))
    if not count:
        return 0, compute
    # While a long prompt is read, llama.cpp copies the weights of blocks in RAM to the card, one
    # block at a time.
    copied = max(info.layer_bytes[: info.total_layers - count], default=0)
    return compute + copied, _block_peak(info, shape, micro_batch(count))


def _cards(
    gpus: Sequence[Gpu], start: int, count: int, shares: tuple[float, ...]
) -> Iterator[tuple[int, int]]:
    """(layer, card) for the last `count` layers, split as llama-model.cpp (`load_tensors`) does."""
    sums = list(accumulate(shares or (gpu.free_bytes for gpu in gpus)))
    for nth in range(count):
        card = bisect_right(sums, nth * sums[-1] / count)
        yield start + nth, min(card, len(gpus) - 1)


def _cards_hold(gpus: Sequence[Gpu], gpu_bytes: Sequence[int]) -> bool:
    return all(
        not size or size <= gpu.free_bytes - min(gpu.free_bytes // 8, SPARE_GPU)
        for gpu, size in zip(gpus, gpu_bytes, strict=True)
    )


def _head_bytes(info: GgufInfo) -> int:
    """The output layer; tied to the input matrix, it needs a copy of that beside it on a card."""
    return info.output_bytes + (info.input_bytes if info.output_tied else 0)


def _kv_layers(info: GgufInfo, context_length: int, kv_cache_type: str) -> list[int]:
    number = KV_BYTES[kv_cache_type]
    width = info.key_length + info.value_length
    return [
        -(-context_length * heads * width * number.numerator // number.denominator)
        for heads in info.kv_heads
    ]


def _head_peak(info: GgufInfo, tokens: int) -> int:
    hidden = 2 * info.embedding_length
    outputs = min(tokens, MAX_OUTPUTS)
    behind = tokens * hidden if tokens > MAX_OUTPUTS else 0  # rows that no logits are asked of
    return 4 * (outputs * (info.vocabulary_size + hidden) + behind)


def _block_peak(info: GgufInfo, shape: Shape, tokens: int) -> int:
    context = -(-shape.context_length // CONTEXT_STEP) * CONTEXT_STEP
    hidden, wide = info.embedding_length, max(info.feed_forward_length, info.embedding_length)
    row = 4 * (3 * wide + 4 * hidden + 8)
    if shape.flash_attention:
        return tokens * (2 * context + row)
    scores = 4 * context * (info.head_count + 1) + 4 * 6 * hidden
    return tokens * max(scores, 2 * context + row)
