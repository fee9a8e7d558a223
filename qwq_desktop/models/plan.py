"""The load plan: how a model will be loaded on this computer, decided from its metadata alone."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from qwq_desktop.models.beside import Beside, without
from qwq_desktop.models.cards import chosen_cards, missing_cards, shares_of
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.memory import MeasuredCompute, Placement, Shape, kv_cache_bytes, place
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.yarn import native_context, yarn_for
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, Switch

BATCH_SIZE = 512
AUTO_CONTEXTS = (40960, 32768, 24576, 16384, 12288, 8192, 4096)
CONTEXT_GRAIN = 512  # steps in which a context that would fit is looked for
ENOUGH_CONTEXT = 8192  # below it a thinking model runs out of room, and speed is no longer worth it
TINY_BYTES = 100_000_000  # a model below this is fastest on one thread
NOTHING_BESIDE = Beside()


@dataclass(frozen=True)
class LoadPlan:
    """Everything a load needs, and what it costs. Sizes are bytes, lengths tokens.

    `gpu_bytes` has one number for each card; `ram_bytes` is what main memory must hold, mapped
    weights included; `compute_bytes` sums the compute buffers of all devices. `kv_cache_bytes` is
    exact for `context_length`; the sums round the context up as llama.cpp does. `draft_bytes` and
    `embedder_bytes` are what other models take beside this one: the former in `gpu_bytes` or
    `ram_bytes` already, the latter, in a process of its own, is on top of `ram_bytes`. `devices`
    are the cards by llama.cpp's names where the user chose them, `tensor_split` their shares.
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
    planner = _Planner(info, chosen_cards(hardware, load), load, measured, beside)
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
        flash_attention=_flash_attention(load, shape.kv_cache_type),
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
        draft_path=str(beside.draft.path) if beside.draft and draft_bytes else None,
        devices=planner.devices,
        tensor_split=planner.shares,
    )


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


def auto_contexts(native: int) -> tuple[int, ...]:
    """The context lengths to try for a model with this native one, longest first."""
    within = tuple(step for step in AUTO_CONTEXTS if step <= native)
    return within if native in within or native > AUTO_CONTEXTS[0] else (native, *within)


@dataclass(frozen=True)
class _Planner:
    """Tries shapes on the cards that are to be used, with what is beside the model in its place."""

    info: GgufInfo
    hardware: Hardware
    load: LoadSettings
    measured: MeasuredCompute | None
    beside: Beside

    @property
    def shares(self) -> tuple[float, ...]:
        return shares_of(self.hardware.gpus, self.load)

    @property
    def devices(self) -> tuple[str, ...]:
        """The cards to name to llama.cpp: () where the user chose none."""
        return tuple(gpu.device for gpu in self.hardware.gpus) if self.load.gpu_devices else ()

    def choose(self) -> "_Attempt":
        """The best shape, with where it lies and what the draft model takes beside it."""
        info, types = self.info, _kv_types(self.load)
        if self.load.context_length is not None:
            asked = [self.attempt(self.load.context_length, kind) for kind in types]
            return next((found for found in asked if found[1].fits), asked[0])
        native = native_context(info, self.load.yarn)
        found = [self.attempt(context, types[0]) for context in auto_contexts(native)]
        fitting = [attempt for attempt in found if attempt[1].fits]
        enough = min(ENOUGH_CONTEXT, native)
        whole = [
            attempt
            for attempt in fitting
            if attempt[1].gpu_layers == info.total_layers and attempt[0].context_length >= enough
        ]
        return next(iter(whole or fitting), found[-1])

    def longest_fitting(self, below: int) -> int | None:
        """The longest context below a length that has room, in steps of 512 tokens; or None.

        Everything else stays as the user set it.
        """

        def fits(steps: int) -> bool:
            context = steps * CONTEXT_GRAIN
            return any(self.attempt(context, kind)[1].fits for kind in _kv_types(self.load))

        steps = range(1, -(-below // CONTEXT_GRAIN))
        if not steps or not fits(1):
            return None
        return bisect_left(steps, True, key=lambda count: not fits(count)) * CONTEXT_GRAIN

    def attempt(self, context: int, kind: str) -> "_Attempt":
        """A shape on the cards; the draft model goes where most of the model is."""
        shape = Shape(context, kind, _flash_attention(self.load, kind) != Switch.OFF)
        on_card = self.beside.draft_bytes(shape, on_card=True)
        if self.hardware.gpus and on_card:
            found = self._place(shape, without(self.hardware, 0, on_card))
            if found.gpu_layers:
                sizes = (found.gpu_bytes[0] + on_card, *found.gpu_bytes[1:])
                shared = on_card if self.hardware.gpus[0].unified else 0
                return (
                    shape,
                    replace(found, gpu_bytes=sizes, ram_bytes=found.ram_bytes + shared),
                    on_card,
                )
        in_ram = self.beside.draft_bytes(shape, on_card=False)
        found = self._place(shape, without(self.hardware, in_ram))
        return shape, replace(found, ram_bytes=found.ram_bytes + in_ram), in_ram

    def _place(self, shape: Shape, room: Hardware) -> Placement:
        left = without(room, self.beside.embedder_bytes())
        # llama.cpp divides by what is free before the draft model comes.
        shares = self.shares or tuple(float(gpu.free_bytes) for gpu in self.hardware.gpus)
        return place(self.info, left, shape, self.load.gpu_layers, self.measured, shares)


_Attempt = tuple[Shape, Placement, int]


def _kv_types(load: LoadSettings) -> Sequence[str]:
    if load.kv_cache_type is not KvCacheType.AUTO:
        return (str(load.kv_cache_type),)
    if load.flash_attention is Switch.OFF:  # llama.cpp quantises values only with it
        return (str(KvCacheType.F16),)
    return (str(KvCacheType.F16), str(KvCacheType.Q8_0))


def _flash_attention(load: LoadSettings, kv_cache_type: str) -> str:
    if load.flash_attention is Switch.AUTO and kv_cache_type != KvCacheType.F16:
        return str(Switch.ON)
    return str(load.flash_attention)


def _remarks(
    planner: _Planner, hardware: Hardware, shape: Shape, placement: Placement
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
