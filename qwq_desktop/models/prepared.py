"""A model that was looked at: its metadata, the computer it meets, and the load that follows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qwq_desktop.engine.protocol import LoadRequest, SimulateRequest
from qwq_desktop.models.beside import NOTHING_BESIDE, Beside
from qwq_desktop.models.card_failure import spared
from qwq_desktop.models.cards import chosen_cards
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan, make_plan
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.speed import Speeds, read_speeds
from qwq_desktop.models.vocabulary import same_words
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu, Hardware, measure
from qwq_desktop.settings.schema import LoadSettings


@dataclass(frozen=True)
class Readers:
    """The files of the models that read documents beside this one; None where there is none."""

    embedder: Path | None = None
    reranker: Path | None = None


ReaderFiles = Callable[[], Readers]
"""Tells the files of the models that read documents; blocking."""


def no_readers() -> Readers:
    """There are no documents to read."""
    return Readers()


@dataclass(frozen=True)
class PreparedModel:
    """A file that was looked at before it is loaded."""

    ref: ModelRef
    info: GgufInfo
    hardware: Hardware
    speeds: Speeds = Speeds()
    beside: Beside = NOTHING_BESIDE
    card_failures: int = 0

    def cards(self, load: LoadSettings) -> tuple[Gpu, ...]:
        """The cards that a load uses, in the order of a plan's `gpu_bytes`."""
        return chosen_cards(spared(self.hardware, self.card_failures, load), load).gpus

    def plan(self, load: LoadSettings, measured: MeasuredCompute | None = None) -> LoadPlan:
        """The load plan, with the speed to expect."""
        hardware = spared(self.hardware, self.card_failures, load)
        plan = make_plan(self.info, hardware, load, measured, self.beside)
        if self.card_failures:
            plan = replace(plan, remarks=(*plan.remarks, str(Remark.GPU_FAILED)))
        return self.with_speed(plan)

    def with_speed(self, plan: LoadPlan) -> LoadPlan:
        """A plan with the speed to expect of it."""
        return replace(plan, expected_tokens_per_second=self.speeds.expected(self.info, plan))


def prepare(
    library: ModelLibrary,
    reference: str,
    gpus: tuple[Gpu, ...],
    speeds_file: Path | None = None,
    draft_model: str | None = None,
    reader_files: ReaderFiles = no_readers,
) -> PreparedModel:
    """Find a model, read its metadata and measure the computer; for a worker thread.

    Raises QwQError (model_…); model_only_reads(name) for one that can't answer.
    """
    ref = library.resolve(reference)
    info = read_metadata(ref.path)
    if info.only_reads or (ref.entry is not None and ref.entry.role.is_silent):
        raise QwQError("model_only_reads", name=ref.name)
    readers = reader_files()
    beside = beside_of(info, draft_model, readers.embedder, readers.reranker)
    return PreparedModel(ref, info, measure(gpus), read_speeds(speeds_file), beside)


def beside_of(
    info: GgufInfo,
    draft_model: str | None,
    embedder: str | Path | None = None,
    reranker: str | Path | None = None,
) -> Beside:
    """What lies beside a model, from its files. Blocking.

    A draft model that can't be read is left out and told; the others raise QwQError (model_…).
    """
    embeds, ranks = (
        None if file is None else read_metadata(Path(file)) for file in (embedder, reranker)
    )
    beside = Beside(embedder=embeds, reranker=ranks)
    if not draft_model:
        return beside
    try:
        draft = read_metadata(Path(draft_model))
        # Of a model that isn't here yet the words are not known.
        suits = not info.path.is_file() or same_words(info.path, draft.path)
        return replace(beside, draft=draft, draft_suits=suits)
    except QwQError:
        return replace(beside, draft_unreadable=True)


def gpus_of(probe: dict[str, Any]) -> tuple[Gpu, ...]:
    """The GPUs that llama.cpp will use, of those that the engine's probe found.

    Beside a card of its own memory llama.cpp leaves integrated ones alone (llama.cpp,
    `llama_prepare_model_devices`).
    """
    found = tuple(
        Gpu(
            name=device["description"] or device["name"],
            free_bytes=device["free_bytes"],
            total_bytes=device["total_bytes"],
            unified=device["kind"] == "integrated_gpu",
            device=device["name"],
        )
        for device in probe.get("devices", ())
        if device["kind"] in ("gpu", "integrated_gpu")
    )
    return tuple(gpu for gpu in found if not gpu.unified) or found


def load_request(request_id: int, path: str, plan: LoadPlan) -> LoadRequest:
    """The engine's load request for a plan."""
    return LoadRequest(
        id=request_id,
        path=path,
        context_length=plan.context_length,
        gpu_layers=plan.gpu_layers,
        kv_cache_type=plan.kv_cache_type,
        flash_attention=plan.flash_attention,
        threads=plan.threads,
        batch_size=plan.batch_size,
        micro_batch_size=plan.micro_batch_size,
        yarn_factor=plan.yarn_factor,
        yarn_original_context=plan.yarn_original_context,
        rope_unscaled=plan.rope_unscaled,
        draft_path=plan.draft_path or "",
        devices=plan.devices,
        tensor_split=plan.tensor_split,
    )


def simulate_request(request_id: int, info: GgufInfo, plan: LoadPlan) -> SimulateRequest:
    """The request for a simulation of a plan's load."""
    load = load_request(request_id, str(info.path), plan)
    return SimulateRequest(request_id, (load,), info.architecture, info.vocabulary_size)


def too_large(prepared: PreparedModel, plan: LoadPlan, load: LoadSettings) -> QwQError:
    """The error for a plan that has no room; its facts say what would fit, where anything does."""
    hardware, cards = prepared.hardware, prepared.cards(load)
    facts: dict[str, Any] = {} if plan.would_fit is None else {"would_fit": plan.would_fit}
    return QwQError(
        "model_too_large",
        path=str(prepared.ref.path),
        needed_bytes=plan.ram_bytes
        + plan.embedder_bytes
        + plan.reranker_bytes
        + sum(
            size
            for gpu, size in zip(cards, plan.gpu_bytes, strict=True)
            if not gpu.unified  # what lies there is in main memory already
        ),
        available_bytes=hardware.ram_available_bytes
        + sum(gpu.free_bytes for gpu in cards if not gpu.unified),
        **facts,
    )
