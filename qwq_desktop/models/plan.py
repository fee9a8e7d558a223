"""The load plan: how a model will be loaded on this computer, decided from its metadata alone."""

from dataclasses import asdict, dataclass
from typing import Any

from qwq_desktop.models.beside import NOTHING_BESIDE, Beside
from qwq_desktop.models.cards import chosen_cards, missing_cards
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.memory import MeasuredCompute, Placement, Shape, kv_cache_bytes
from qwq_desktop.models.planner import (
    CONTEXT_GRAIN,
    Planner,
    auto_contexts,
    flash_attention_for,
)
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.yarn import native_context, yarn_for
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings

__all__ = [
    "CONTEXT_GRAIN",
    "NOTHING_BESIDE",
    "LoadPlan",
    "choose_threads",
    "longest_fitting",
    "make_plan",
]

BATCH_SIZE = 512
TINY_BYTES = 100_000_000  # a model below this is fastest on one thread


@dataclass(frozen=True)
class LoadPlan:
    """Everything a load needs, and what it costs. Sizes are bytes, lengths tokens.

    `gpu_bytes` has one number for each card; `ram_bytes` is what main memory must hold, mapped
    weights included; `compute_bytes` sums the compute buffers of all devices. `kv_cache_bytes` is
    exact for `context_length`; the sums round the context up as llama.cpp does. `draft_bytes`,
    `embedder_bytes` and `reranker_bytes` are what other models take beside this one: the first in
    `gpu_bytes` or `ram_bytes` already, the others, in processes of their own, are on top of
    `ram_bytes`. `devices` are the cards by llama.cpp's names where the user chose them,
    `tensor_split` their shares.
    """

    gpu_layers: int
    total_layers: int
    context_length: int
    native_context: int
    kv_cache_type: str
    weights_bytes: int
    kv_cache_bytes: int
    compute_bytes: int
    gpu_bytes: tuple[int, ...]
    ram_bytes: int
    fits: bool
    yarn_factor: float | None
    yarn_original_context: int
    flash_attention: str
    batch_size: int
    micro_batch_size: int
    threads: int
    remarks: tuple[str, ...]
    rope_unscaled: bool = False  # leave out a scaling that the file declares
    compute_measured: bool = False  # by llama.cpp's simulation, not by the formula
    would_fit: int | None = None  # where this doesn't: the longest context that does
    expected_tokens_per_second: float | None = None
    draft_bytes: int = 0
    embedder_bytes: int = 0
    reranker_bytes: int = 0
    draft_path: str | None = None  # None: no draft model, or none that suits
    devices: tuple[str, ...] = ()
    tensor_split: tuple[float, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The plan as JSON values, one key for each field."""
        data = asdict(self)
        return {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}


def make_plan(
    info: GgufInfo,
    hardware: Hardware,
    load: LoadSettings,
    measured: MeasuredCompute | None = None,
    beside: Beside = NOTHING_BESIDE,
) -> LoadPlan:
    """The plan for a model on this hardware; `measured` corrects the sizes of compute buffers.

    Pure; what the user set is kept, `fits` says whether it has room. Left to the plan, the context
    is the longest of `AUTO_CONTEXTS` within the model's own that fits, all layers on the GPU before
    a longer one; the KV cache is f16, and q8_0 only where that alone makes an asked context fit.
    What is `beside` the model has its room first.
    """
    planner = Planner(info, chosen_cards(hardware, load), load, measured, beside)
    shape, placement, draft_bytes = planner.choose()
    yarn = yarn_for(info, shape.context_length, load)
    layers = placement.gpu_layers if load.gpu_layers is None else load.gpu_layers
    return LoadPlan(
        gpu_layers=layers,
        total_layers=info.total_layers,
        context_length=shape.context_length,
        native_context=native_context(info, load.yarn),
        kv_cache_type=shape.kv_cache_type,
        weights_bytes=info.weights_bytes,
        kv_cache_bytes=kv_cache_bytes(info, shape.context_length, shape.kv_cache_type),
        compute_bytes=placement.compute_bytes,
        gpu_bytes=placement.gpu_bytes,
        ram_bytes=placement.ram_bytes,
        fits=placement.fits,
        yarn_factor=yarn.factor,
        yarn_original_context=yarn.original_context,
        flash_attention=flash_attention_for(load, shape.kv_cache_type),
        batch_size=BATCH_SIZE,
        micro_batch_size=placement.micro_batch_size,
        threads=load.threads
        or choose_threads(info.weights_bytes, hardware.physical_cores, fewer=load.fewer_cores),
        remarks=tuple(map(str, _remarks(planner, hardware, shape, placement) + yarn.remarks)),
        rope_unscaled=yarn.unscaled,
        compute_measured=measured is not None,
        would_fit=None if placement.fits else planner.longest_fitting(shape.context_length),
        draft_bytes=draft_bytes,
        embedder_bytes=beside.embedder_bytes(),
        reranker_bytes=beside.reranker_bytes(),
        draft_path=str(beside.draft.path) if beside.draft and draft_bytes else None,
        devices=planner.devices,
        tensor_split=planner.shares,
    )


def longest_fitting(
    info: GgufInfo,
    hardware: Hardware,
    load: LoadSettings,
    measured: MeasuredCompute | None,
    below: int,
    beside: Beside = NOTHING_BESIDE,
) -> int | None:
    """The longest context below a length that has room, in steps of 512 tokens; None without one.

    Everything else stays as the user set it.
    """
    planner = Planner(info, chosen_cards(hardware, load), load, measured, beside)
    return planner.longest_fitting(below)


def choose_threads(weights_bytes: int, physical_cores: int, *, fewer: bool = False) -> int:
    """Threads for computing; a core stays free for the window, with `fewer` half of them do.

    llama.cpp's pool spins: what shares its cores starves, and so does the pool. Logical cores
    don't count: two threads on one core wait for the same memory.
    """
    if weights_bytes < TINY_BYTES:
        return 1
    if fewer:
        return max(1, physical_cores // 2)
    return physical_cores - 1 if physical_cores > 2 else max(1, physical_cores)


def _remarks(
    planner: Planner, hardware: Hardware, shape: Shape, placement: Placement
) -> tuple[Remark, ...]:
    info, load, beside = planner.info, planner.load, planner.beside
    quantised = shape.kv_cache_type != KvCacheType.F16
    chosen = load.kv_cache_type is not KvCacheType.AUTO
    longest = auto_contexts(native_context(info, load.yarn))[0]
    layers = placement.gpu_layers
    checks = {
        Remark.DOES_NOT_FIT: not placement.fits,
        Remark.CONTEXT_SHORTENED: load.context_length is None and shape.context_length < longest,
        Remark.PARTLY_ON_GPU: 0 < layers < info.total_layers,
        Remark.GPU_UNUSED: bool(hardware.gpus) and load.gpu_layers is None and not layers,
        Remark.NO_GPU: bool(load.gpu_layers) and not hardware.gpus,
        Remark.KV_QUANTISED: quantised and not chosen,
        Remark.KV_QUANTISED_BY_USER: quantised and chosen,
        Remark.Q4_KEYS_HURT: shape.kv_cache_type == KvCacheType.Q4_0
        and info.architecture.startswith("qwen2"),
        Remark.KV_NEEDS_FLASH_ATTENTION: quantised and not shape.flash_attention,
        Remark.GPU_GONE: bool(missing_cards(hardware, load)),
        Remark.DRAFT_UNSUITED: beside.draft is not None and not beside.draft_suits,
        Remark.DRAFT_UNREADABLE: beside.draft_unreadable,
    }
    return tuple(remark for remark, holds in checks.items() if holds)
