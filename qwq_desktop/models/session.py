"""The loaded model's life: choose, plan, load, use, reload, unload.

One engine process at a time.
"""

import logging
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from qwq_desktop.engine.client import Calls, LocalEngine
from qwq_desktop.engine.protocol import (
    DoneEvent,
    ErrorEvent,
    Event,
    LoadRequest,
    ProbeRequest,
    ProgressEvent,
    StopReason,
)
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.plan import LoadPlan, make_plan
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu, Hardware, measure
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import LoadSettings

_LOG = logging.getLogger(__name__)
_GB = 10**9


class ModelStatus(StrEnum):
    """Where the model is in its life."""

    NONE = "none"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True)
class ModelState:
    """What the window shows of the model.

    `reference` is what was asked for (a catalogue id or a path); `progress` is 0 to 1; `error` says
    why it failed; `facts` come from the engine, `plan` and `loaded_with` tell how it was loaded.
    """

    status: ModelStatus = ModelStatus.NONE
    reference: str = ""
    ref: ModelRef | None = None
    info: GgufInfo | None = None
    plan: LoadPlan | None = None
    loaded_with: LoadSettings | None = None
    progress: float = 0.0
    facts: dict[str, Any] = field(default_factory=dict)
    error: QwQError | None = None


@dataclass(frozen=True)
class PreparedModel:
    """A file that was looked at before it is loaded."""

    ref: ModelRef
    info: GgufInfo
    hardware: Hardware


def prepare(library: ModelLibrary, reference: str, gpus: tuple[Gpu, ...]) -> PreparedModel:
    """Find a model, read its metadata and measure the computer; for a worker thread.

    Raises QwQError (model_…).
    """
    ref = library.resolve(reference)
    return PreparedModel(ref, read_metadata(ref.path), measure(gpus))


def gpus_of(probe: dict[str, Any]) -> tuple[Gpu, ...]:
    """The GPUs that the engine's probe found."""
    return tuple(
        Gpu(
            name=device["description"] or device["name"],
            free_bytes=device["free_bytes"],
            total_bytes=device["total_bytes"],
            unified=device["kind"] == "integrated_gpu",
        )
        for device in probe.get("devices", ())
        if device["kind"] in ("gpu", "integrated_gpu")
    )


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
    )


class ModelSession(QObject):
    """Owns the engine process and which model is in it.

    Everything is asynchronous; lives in the main thread.
    """

    state_changed = Signal(object)  # ModelState
    engine_died = Signal(object)  # QwQError

    def __init__(
        self,
        library: ModelLibrary,
        worker: Worker,
        parent: QObject | None = None,
        *,
        state_dir: Path | None = None,
    ) -> None:
        """The states of chats are saved in `state_dir`, if given."""
        super().__init__(parent)
        self.state_dir = state_dir
        self.engine = LocalEngine(self)
        self.calls = Calls(self.engine)
        self.state = ModelState()
        self.probe: dict[str, Any] = {}
        self._library = library
        self._worker = worker
        self._settings = LoadSettings()
        self._attempt = 0  # only the newest attempt to open may change the state
        self._load_id = 0
        self.engine.process_died.connect(self._on_died)

    def open(self, reference: str, settings: LoadSettings) -> None:
        """Load a model in place of the present one. Ends in `state_changed` READY or FAILED."""
        self._attempt += 1
        attempt = self._attempt
        self._settings = settings
        self.engine.end()
        self.calls.forget_all()
        self._set(ModelState(ModelStatus.LOADING, reference))
        self.engine.start()
        self.calls.send(
            ProbeRequest(self.engine.next_id()),
            lambda event: self._on_probe(attempt, reference, event),
        )

    def reload(self, settings: LoadSettings) -> None:
        """Load the present model again, with other settings or after a failure."""
        if self.state.reference:
            self.open(self.state.reference, settings)

    def unload(self) -> None:
        """End the engine process; the model's memory returns."""
        self._attempt += 1
        self.engine.end()
        self.calls.forget_all()
        self._set(replace(self.state, status=ModelStatus.NONE, progress=0.0, error=None))

    def close(self) -> None:
        """End the engine and wait for it."""
        self._attempt += 1
        self.calls.forget_all()
        self.engine.close()

    def _on_probe(self, attempt: int, reference: str, event: Event) -> None:
        if isinstance(event, DoneEvent):
            self.probe = event.result
        elif isinstance(event, ErrorEvent):
            _LOG.warning("probing the hardware failed: %s %s", event.code, event.detail)
        self._worker.submit(
            prepare,
            self._library,
            reference,
            gpus_of(self.probe),
            done=lambda prepared: self._on_prepared(attempt, prepared),
            failed=lambda error: self._on_failed(attempt, error),
        )

    def _on_prepared(self, attempt: int, prepared: PreparedModel) -> None:
        if attempt != self._attempt:
            return
        plan = make_plan(prepared.info, prepared.hardware, self._settings)
        self._set(
            replace(
                self.state,
                ref=prepared.ref,
                info=prepared.info,
                plan=plan,
                loaded_with=self._settings,
            )
        )
        if not plan.fits:
            needed = plan.ram_bytes + sum(plan.gpu_bytes)
            available = prepared.hardware.ram_available_bytes + sum(
                gpu.free_bytes for gpu in prepared.hardware.gpus
            )
            self._on_failed(
                attempt,
                QwQError(
                    "model_too_large",
                    path=str(prepared.ref.path),
                    needed_bytes=needed,
                    available_bytes=available,
                ),
            )
            return
        request = self._with_states(
            load_request(self.engine.next_id(), str(prepared.ref.path), plan)
        )
        self.calls.send(request, lambda event: self._on_load_event(attempt, event))

    def _with_states(self, request: LoadRequest) -> LoadRequest:
        """The request with the place for the states of chats."""
        if self.state_dir is None:
            return request
        limit = self._settings.cache_limit_gb * _GB
        return replace(request, state_dir=str(self.state_dir), state_limit_bytes=limit)

    def _on_load_event(self, attempt: int, event: Event) -> None:
        if attempt != self._attempt:
            return
        state = self.state
        if isinstance(event, ProgressEvent):
            fraction = event.done / max(1, event.total)
            self._set(replace(state, progress=fraction))
        elif isinstance(event, ErrorEvent):
            self._on_failed(attempt, QwQError(event.code, detail=event.detail, **event.facts))
        elif isinstance(event, DoneEvent) and event.stop is StopReason.END:
            ready = replace(state, status=ModelStatus.READY, progress=1.0, facts=event.result)
            self._set(ready)

    def _on_failed(self, attempt: int, error: Exception) -> None:
        if attempt != self._attempt:
            return
        if not isinstance(error, QwQError):
            _LOG.error("opening a model broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self.engine.end()
        self.calls.forget_all()
        self._set(replace(self.state, status=ModelStatus.FAILED, error=error))

    def _on_died(self, exit_code: int, log: str) -> None:
        self._attempt += 1
        self.calls.forget_all()
        code = "engine_not_started" if exit_code == -1 and not log else "engine_died"
        error = QwQError(code, detail=log, exit_code=exit_code, reason=log)
        _LOG.warning("the engine process ended by itself with %s", exit_code)
        self._set(replace(self.state, status=ModelStatus.FAILED, error=error))
        self.engine_died.emit(error)

    def _set(self, state: ModelState) -> None:
        self.state = state
        self.state_changed.emit(state)
