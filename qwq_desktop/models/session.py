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
    ProbeRequest,
    ProgressEvent,
    StopReason,
)
from qwq_desktop.models.fallback import fall_back, is_memory_failure
from qwq_desktop.models.gguf import GgufInfo
from qwq_desktop.models.library import ModelLibrary, ModelRef
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.prepared import PreparedModel, gpus_of, load_request, prepare, too_large
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.simulation import Simulator
from qwq_desktop.models.speed import (
    ENOUGH_TOKENS,
    remember_bandwidth,
    remember_speed,
    speed_key,
)
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import LoadSettings

_LOG = logging.getLogger(__name__)


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
        speeds_file: Path | None = None,
    ) -> None:
        """`speeds_file` keeps how fast models were on this computer."""
        super().__init__(parent)
        self.engine = LocalEngine(self)
        self.calls = Calls(self.engine)
        self.state = ModelState()
        self.probe: dict[str, Any] = {}
        self.measured: MeasuredCompute | None = None  # of the model that `state` tells of
        self.speeds_file = speeds_file
        self._simulator = Simulator(self.engine, self.calls, self)
        self._library = library
        self._worker = worker
        self._settings = LoadSettings()
        self._attempt = 0  # only the newest attempt to open may change the state
        self._loading: PreparedModel | None = None  # what the engine is loading now
        self.engine.process_died.connect(self._on_died)
        self.engine.event_received.connect(self._note_speed)

    def open(self, reference: str, settings: LoadSettings) -> None:
        """Load a model in place of the present one. Ends in `state_changed` READY or FAILED."""
        self._attempt += 1
        attempt = self._attempt
        self._settings = settings
        self._simulator.stop()
        self.measured = None
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
        self._loading = None
        self._simulator.stop()
        self.engine.end()
        self.calls.forget_all()
        self._set(replace(self.state, status=ModelStatus.NONE, progress=0.0, error=None))

    def close(self) -> None:
        """End the engine and wait for it."""
        self._attempt += 1
        self._loading = None
        self._simulator.stop()
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
            self.speeds_file,
            done=lambda prepared: self._on_prepared(attempt, prepared),
            failed=lambda error: self._on_failed(attempt, error),
        )

    def _on_prepared(self, attempt: int, prepared: PreparedModel) -> None:
        if attempt != self._attempt:
            return
        plan = prepared.plan(self._settings)
        self._set(
            replace(
                self.state,
                ref=prepared.ref,
                info=prepared.info,
                plan=plan,
                loaded_with=self._settings,
            )
        )
        if Remark.KV_NEEDS_FLASH_ATTENTION in plan.remarks:
            refusal = QwQError("kv_needs_flash_attention", kv_cache_type=plan.kv_cache_type)
            self._on_failed(attempt, refusal)
            return
        self._simulator.run(
            load_request(self.engine.next_id(), str(prepared.info.path), plan),
            plan,
            prepared.hardware.gpus,
            lambda measured: self._on_simulated(attempt, prepared, measured),
        )

    def _on_simulated(
        self, attempt: int, prepared: PreparedModel, measured: MeasuredCompute | None
    ) -> None:
        if attempt != self._attempt:
            return
        self.measured = measured
        plan = prepared.plan(self._settings, measured)
        if plan.fits:
            self._load(attempt, prepared, plan)
        else:
            self._set(replace(self.state, plan=plan))
            self._on_failed(attempt, too_large(prepared, plan))

    def _load(self, attempt: int, prepared: PreparedModel, plan: LoadPlan) -> None:
        self._loading = prepared
        self._set(replace(self.state, plan=plan, progress=0.0))
        request = load_request(self.engine.next_id(), str(prepared.ref.path), plan)
        self.calls.send(request, lambda event: self._on_load_event(attempt, event))

    def _load_less(self, attempt: int, error: QwQError) -> bool:
        """After a load failed for want of memory, try a more modest one; False if there is none."""
        prepared, plan = self._loading, self.state.plan
        if prepared is None or plan is None or not is_memory_failure(error):
            return False
        less = fall_back(prepared.info, prepared.hardware, self._settings, plan, self.measured)
        if less is None:
            return False
        _LOG.warning("loading failed (%s), trying again: %s", error.code, less.remarks)
        self.engine.end()  # what the failed load still holds returns for sure
        self.calls.forget_all()
        self.engine.start()
        self._load(attempt, prepared, prepared.with_speed(less))
        return True

    def _on_load_event(self, attempt: int, event: Event) -> None:
        if attempt != self._attempt:
            return
        state = self.state
        if isinstance(event, ProgressEvent):
            fraction = event.done / max(1, event.total)
            self._set(replace(state, progress=fraction))
        elif isinstance(event, ErrorEvent):
            error = QwQError(event.code, detail=event.detail, **event.facts)
            if not self._load_less(attempt, error):
                self._on_failed(attempt, error)
        elif isinstance(event, DoneEvent) and event.stop is StopReason.END:
            ready = replace(state, status=ModelStatus.READY, progress=1.0, facts=event.result)
            self._loading = None
            self._set(ready)
            self._measure_memory()

    def _on_failed(self, attempt: int, error: Exception) -> None:
        if attempt != self._attempt:
            return
        if not isinstance(error, QwQError):
            _LOG.error("opening a model broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self._loading = None
        self.engine.end()
        self.calls.forget_all()
        self._set(replace(self.state, status=ModelStatus.FAILED, error=error))

    def _measure_memory(self) -> None:
        """Once on this computer, after a load so that nobody waits for it."""
        if self.speeds_file is not None and self.state.plan is not None:
            self._worker.submit(remember_bandwidth, self.speeds_file, self.state.plan.threads)

    def _note_speed(self, event: Event) -> None:
        info, plan = self.state.info, self.state.plan
        if self.speeds_file is None or info is None or plan is None:
            return
        if (
            isinstance(event, DoneEvent)
            and event.usage.thinking + event.usage.answer >= ENOUGH_TOKENS
        ):
            key = speed_key(info, plan.gpu_layers)
            rate = event.timings.tokens_per_second
            self._worker.submit(remember_speed, self.speeds_file, key, rate)

    def _on_died(self, exit_code: int, log: str) -> None:
        self.calls.forget_all()
        if self._simulator.is_running:
            _LOG.warning("the engine process ended in a simulation; the estimate stands: %s", log)
            self.engine.start()
            self._simulator.give_up()
            return
        code = "engine_not_started" if exit_code == -1 and not log else "engine_died"
        error = QwQError(code, detail=log, exit_code=exit_code, reason=log)
        _LOG.warning("the engine process ended by itself with %s", exit_code)
        if self._load_less(self._attempt, error):
            return
        self._attempt += 1
        self._loading = None
        self._set(replace(self.state, status=ModelStatus.FAILED, error=error))
        self.engine_died.emit(error)

    def _set(self, state: ModelState) -> None:
        self.state = state
        self.state_changed.emit(state)
