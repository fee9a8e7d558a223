"""The loaded model's life: choose, plan, load, use, reload, unload.

One engine at a time: a process on this computer, or a server.
"""

import logging
from dataclasses import replace
from pathlib import Path
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
from qwq_desktop.models.card_failure import is_card_failure, may_load_again
from qwq_desktop.models.fallback import fall_back, is_memory_failure
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.prepared import (
    PreparedModel,
    gpus_of,
    load_request,
    prepare,
    simulate_request,
    too_large,
)
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.simulation import Simulator
from qwq_desktop.models.speed_notes import SpeedNotes
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import LoadSettings

_LOG = logging.getLogger(__name__)
_GB = 10**9


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
        speeds_file: Path | None = None,
        state_dir: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`server_key` goes to the servers that the user opens, and nowhere else.

        `speeds_file` keeps how fast models were on this computer, `state_dir` what was read of
        chats.
        """
        super().__init__(parent)
        self.state_dir = state_dir
        local = LocalEngine(self)
        # One row of ids, so that a late word about an old request never hits a new one.
        remote = RemoteEngine(network, server_key, local.next_id, self)
        self._local, self._remote = Calls(local), Calls(remote)
        self.engine: Engine = local
        self.calls = self._local
        self.state = ModelState()
        self.probe: dict[str, Any] = {}
        self.measured: MeasuredCompute | None = None  # of the model that `state` tells of
        self.speeds_file = speeds_file
        self._simulator = Simulator(local, self._local, self)
        self._library = library
        self._worker = worker
        self._settings = LoadSettings()
        self._attempt = 0  # only the newest attempt to open may change the state
        self._loading: PreparedModel | None = None  # what the engine is loading now
        self._card_failures = 0  # since the user last opened a model
        local.process_died.connect(self._on_died)
        local.event_received.connect(self._note_card_failure)
        self._speed_notes = SpeedNotes(local, lambda: self.state, worker, speeds_file, self)

    def open(self, reference: str, settings: LoadSettings) -> None:
        """Load a model in place of the present one. Ends in `state_changed` READY or FAILED."""
        self._card_failures = 0
        self._open(reference, settings)

    def _open(self, reference: str, settings: LoadSettings) -> None:
        self._attempt += 1
        attempt = self._attempt
        self._settings = settings
        self._simulator.stop()
        self.measured = None
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
            self.speeds_file,
            self._settings.draft_model,
            done=lambda prepared: self._on_prepared(attempt, prepared),
            failed=lambda error: self._on_failed(attempt, error),
        )

    def _on_prepared(self, attempt: int, prepared: PreparedModel) -> None:
        if attempt != self._attempt:
            return
        prepared = replace(prepared, card_failures=self._card_failures)
        plan = prepared.plan(self._settings)
        self._set(
            replace(
                self.state,
                ref=prepared.ref,
                info=prepared.info,
                plan=plan,
            )
        )
        if Remark.KV_NEEDS_FLASH_ATTENTION in plan.remarks:
            refusal = QwQError("kv_needs_flash_attention", kv_cache_type=plan.kv_cache_type)
            self._on_failed(attempt, refusal)
            return
        self._simulator.run(
            simulate_request(self.engine.next_id(), prepared.info, plan),
            plan,
            prepared.cards(self._settings),
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
            self._on_failed(attempt, too_large(prepared, plan, self._settings))

    def _load(self, attempt: int, prepared: PreparedModel, plan: LoadPlan) -> None:
        self._loading = prepared
        self._set(replace(self.state, plan=plan, progress=0.0))
        request = self._with_drafts(
            self._with_states(load_request(self.engine.next_id(), str(prepared.ref.path), plan))
        )
        self.calls.send(request, lambda event: self._on_load_event(attempt, event))

    def _with_states(self, request: LoadRequest) -> LoadRequest:
        """The request with the place for the states of chats."""
        if self.state_dir is None:
            return request
        limit = self._settings.cache_limit_gb * _GB
        return replace(request, state_dir=str(self.state_dir), state_limit_bytes=limit)

    def _with_drafts(self, request: LoadRequest) -> LoadRequest:
        """The request with what may guess the next tokens."""
        return replace(
            request,
            prompt_lookup=self._settings.prompt_lookup,
            draft_path=self._settings.draft_model or "",
        )

    def _load_less(self, attempt: int, error: QwQError) -> bool:
        """After a load failed for want of memory, try a more modest one; False if there is none."""
        prepared, plan = self._loading, self.state.plan
        if prepared is None or plan is None or not is_memory_failure(error):
            return False
        less = fall_back(
            prepared.info,
            prepared.hardware,
            self._settings,
            plan,
            self.measured,
            prepared.beside,
        )
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
            if state.plan is not None:
                self._speed_notes.measure_memory(state.plan.threads)

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
        if self._load_less(self._attempt, error) or self._load_after_card_failure(error):
            return
        self._attempt += 1
        self._loading = None
        self._set(replace(self.state, status=ModelStatus.FAILED, error=error))
        self.engine_died.emit(error)

    def _note_card_failure(self, event: Event) -> None:
        if isinstance(event, ErrorEvent) and self.state.status is ModelStatus.READY:
            self._load_after_card_failure(QwQError(event.code, detail=event.detail, **event.facts))

    def _load_after_card_failure(self, error: QwQError) -> bool:
        """Load again, with less on a card that failed; False where it isn't put down to one."""
        plan, loading = self.state.plan, self.state.status is ModelStatus.LOADING
        layers = 0 if plan is None else plan.gpu_layers
        if not is_card_failure(error, layers, while_loading=loading):
            return False
        self._card_failures += 1
        if not may_load_again(self._card_failures, self._settings):
            return False
        _LOG.warning("a card failed (%s), loading again with less on it", error.code)
        self._attempt += 1  # whatever comes of the load before is not heard any more
        self.engine_died.emit(QwQError("gpu_failed", detail=error.detail, reason=error.detail))
        self._open(self.state.reference, self._settings)
        return True

    def _set(self, state: ModelState) -> None:
        self.state = state
        self.state_changed.emit(state)
