"""The loaded model's life: choose, plan, load, use, reload, unload.

One engine at a time: a process on this computer, or a server.
"""

import logging
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from qwq_desktop.engine.client import Calls, LocalEngine
from qwq_desktop.engine.interface import Engine
from qwq_desktop.engine.openai.address import is_server
from qwq_desktop.engine.protocol import (
    DoneEvent,
    ErrorEvent,
    Event,
    LoadRequest,
    ProbeRequest,
    ProgressEvent,
    StopReason,
)
from qwq_desktop.engine.remote import RemoteEngine
from qwq_desktop.models.gguf import GgufInfo, read_metadata
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.plan import LoadPlan, make_plan
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.hardware import Gpu, Hardware, measure
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import LoadSettings

__all__ = [
    "ModelSession",
    "ModelState",
    "ModelStatus",
    "PreparedModel",
    "gpus_of",
    "load_request",
    "prepare",
]

_LOG = logging.getLogger(__name__)


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
    """Owns the engine and which model is in it.

    Everything is asynchronous; lives in the main thread. `engine` and `calls` change when a server
    takes the place of a file or the other way round: ask for them anew each time.
    """

    state_changed = Signal(object)  # ModelState
    engine_died = Signal(object)  # QwQError

    def __init__(
        self,
        library: ModelLibrary,
        worker: Worker,
        network: NetworkGuard,
        server_key: str = "",
        parent: QObject | None = None,
    ) -> None:
        """`server_key` goes to the servers that the user opens, and nowhere else."""
        super().__init__(parent)
        local = LocalEngine(self)
        # One row of ids, so that a late word about an old request never hits a new one.
        remote = RemoteEngine(network, server_key, local.next_id, self)
        self._local, self._remote = Calls(local), Calls(remote)
        self.engine: Engine = local
        self.calls = self._local
        self.state = ModelState()
        self.probe: dict[str, Any] = {}
        self._library = library
        self._worker = worker
        self._settings = LoadSettings()
        self._attempt = 0  # only the newest attempt to open may change the state
        local.process_died.connect(self._on_died)

    def open(self, reference: str, settings: LoadSettings) -> None:
        """Load a model in place of the present one. Ends in `state_changed` READY or FAILED."""
        self._attempt += 1
        attempt = self._attempt
        self._settings = settings
        self.engine.end()
        self.calls.forget_all()
        self.calls = self._remote if is_server(reference) else self._local
        self.engine = self.calls.engine
        self._set(ModelState(ModelStatus.LOADING, reference, loaded_with=settings))
        self.engine.start()
        if is_server(reference):
            self._open_server(attempt, reference)
        else:
            self._open_file(attempt, reference)

    def _open_server(self, attempt: int, reference: str) -> None:
        """A server has loaded its model already: nothing to probe, to look at or to plan."""
        self.calls.send(
            LoadRequest(self.engine.next_id(), reference, context_length=0),
            lambda event: self._on_load_event(attempt, event),
        )

    def _open_file(self, attempt: int, reference: str) -> None:
        self.calls.send(
            ProbeRequest(self.engine.next_id()),
            lambda event: self._on_probe(attempt, reference, event),
        )

    def reload(self, settings: LoadSettings) -> None:
        """Load the present model again, with other settings or after a failure."""
        if self.state.reference:
            self.open(self.state.reference, settings)

    def unload(self) -> None:
        """End the engine process; the model's memory returns. A server is left alone."""
        self._attempt += 1
        self.engine.end()
        self.calls.forget_all()
        self._set(replace(self.state, status=ModelStatus.NONE, progress=0.0, error=None))

    def close(self) -> None:
        """End the engine and wait for it."""
        self._attempt += 1
        for calls in (self._local, self._remote):
            calls.forget_all()
            calls.engine.close()

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
        request = load_request(self.engine.next_id(), str(prepared.ref.path), plan)
        self.calls.send(request, lambda event: self._on_load_event(attempt, event))

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
