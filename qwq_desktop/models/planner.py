"""Tries the shapes that a load can have, and finds the best that has room."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qwq_desktop.models.beside import Beside, without
from qwq_desktop.models.cards import shares_of
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.memory import MeasuredCompute, Placement, Shape, place
from qwq_desktop.models.yarn import native_context
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.settings.schema import KvCacheType, LoadSettings, Switch

AUTO_CONTEXTS = (40960, 32768, 24576, 16384, 12288, 8192, 4096)
CONTEXT_GRAIN = 512  # steps in which a context that would fit is looked for
ENOUGH_CONTEXT = 8192  # below it a thinking model runs out of room, and speed is no longer worth it


def auto_contexts(native: int) -> tuple[int, ...]:
    """The context lengths to try for a model with this native one, longest first."""
    within = tuple(step for step in AUTO_CONTEXTS if step <= native)
    return within if native in within or native > AUTO_CONTEXTS[0] else (native, *within)


@dataclass(frozen=True)
class Planner:
    """Tries shapes on the cards that are to be used, with what is beside the model in its place."""

    info: GgufInfo
    hardware: Hardware
    load: LoadSettings
    measured: MeasuredCompute | None
    beside: Beside

    @property
    def shares(self) -> tuple[float, ...]:
        """How the cards share the layers: () where free memory decides."""
        return shares_of(self.hardware.gpus, self.load)

    @property
    def devices(self) -> tuple[str, ...]:
        """The cards to name to llama.cpp: () where the user chose none."""
        return tuple(gpu.device for gpu in self.hardware.gpus) if self.load.gpu_devices else ()

    def choose(self) -> "Attempt":
        """The best shape, with where it lies and what the draft model takes beside it."""
        info, types = self.info, kv_types(self.load)
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
            return any(self.attempt(context, kind)[1].fits for kind in kv_types(self.load))

        steps = range(1, -(-below // CONTEXT_GRAIN))
        if not steps or not fits(1):
            return None
        return bisect_left(steps, True, key=lambda count: not fits(count)) * CONTEXT_GRAIN

    def attempt(self, context: int, kind: str) -> "Attempt":
        """A shape on the cards; the draft model goes where most of the model is."""
        shape = Shape(context, kind, flash_attention_for(self.load, kind) != Switch.OFF)
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
        left = without(room, self.beside.embedder_bytes() + self.beside.reranker_bytes())
        # llama.cpp divides by what is free before the draft model comes.
        shares = self.shares or tuple(float(gpu.free_bytes) for gpu in self.hardware.gpus)
        return place(self.info, left, shape, self.load.gpu_layers, self.measured, shares)


Attempt = tuple[Shape, Placement, int]


def kv_types(load: LoadSettings) -> Sequence[str]:
    """The number formats to try for the KV cache: 4 bits never by itself."""
    if load.kv_cache_type is not KvCacheType.AUTO:
        return (str(load.kv_cache_type),)
    if load.flash_attention is Switch.OFF:  # llama.cpp quantises values only with it
        return (str(KvCacheType.F16),)
    return (str(KvCacheType.F16), str(KvCacheType.Q8_0))


def flash_attention_for(load: LoadSettings, kv_cache_type: str) -> str:
    """The switch for llama.cpp: a quantised cache needs it on."""
    if load.flash_attention is Switch.AUTO and kv_cache_type != KvCacheType.F16:
        return str(Switch.ON)
    return str(load.flash_attention)
