"""One attempt to open a model's file: probe, look into it, plan, simulate, load, or load less."""

import logging
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from qwq_desktop.engine.client import Calls
from qwq_desktop.engine.protocol import (
    DoneEvent,
    ErrorEvent,
    Event,
    LoadRequest,
    ProbeRequest,
    ProgressEvent,
    StopReason,
)
from qwq_desktop.models.fallback import fall_back, is_memory_failure
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.prepared import (
    PreparedModel,
    ReaderFiles,
    gpus_of,
    load_request,
    no_readers,
    prepare,
    simulate_request,
    too_large,
)
from qwq_desktop.models.remarks import Remark
from qwq_desktop.models.simulation import Simulator
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import LoadSettings

_LOG = logging.getLogger(__name__)
_GB = 10**9


@dataclass(frozen=True)
class Wanted:
    """What to open and how.

    `probe` is what was found of the hardware before, for the case that probing fails;
    `card_failures` counts how often the cards failed since the user last opened a model; the file
    and the folder are those of `ModelSession`.
    """

    reference: str
    settings: LoadSettings
    probe: dict[str, Any] = field(default_factory=dict)
    card_failures: int = 0
    speeds_file: Path | None = None
    state_dir: Path | None = None
    reader_files: ReaderFiles = no_readers


class FileOpening(QObject):
    """Goes from a reference to a loaded model, in an engine process that runs already.

    Ends in `loaded` or `failed`; after `stop` it tells nothing more.
    """

    failed = Signal(object)  # QwQError
    loaded = Signal(object)  # dict, the engine's facts about the model
    measured = Signal(object)  # MeasuredCompute | None, before the plan that is made from it
    planned = Signal(object, object)  # PreparedModel, LoadPlan; again when the plan changes
    probed = Signal(object)  # dict, what the engine found of the hardware
    progressed = Signal(float)  # share of the load that is done

    def __init__(
        self,
        wanted: Wanted,
        calls: Calls,
        library: ModelLibrary,
        worker: Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._calls = calls
        self._engine = calls.engine
        self._library = library
        self._worker = worker
        self._simulator = Simulator(self._engine, calls, self)
        self._measured: MeasuredCompute | None = None
        self._loading: tuple[PreparedModel, LoadPlan] | None = None  # in the engine now
        self._is_over = False

    def start(self) -> None:
        """Begin."""
        self._calls.send(ProbeRequest(self._engine.next_id()), self._on_probe)

    def stop(self) -> None:
        """End without a word. What the engine is doing is its owner's to end."""
        self._is_over = True
        self._simulator.stop()

    def outlives(self, death: QwQError) -> bool:
        """Whether it goes on, in a new process, after the engine's ended by itself."""
        if self._simulator.is_running:
            _LOG.warning("ended in a simulation; the estimate stands")
            self._engine.start()
            self._simulator.give_up()
            return True
        return self._load_less(death)

    def _on_probe(self, event: Event) -> None:
        found = self._wanted.probe
        if isinstance(event, DoneEvent):
            found = event.result
            self.probed.emit(found)
        elif isinstance(event, ErrorEvent):
            _LOG.warning("probing the hardware failed: %s %s", event.code, event.detail)
        self._worker.submit(
            prepare,
            self._library,
            self._wanted.reference,
            gpus_of(found),
            self._wanted.speeds_file,
            self._wanted.settings.draft_model,
            self._wanted.reader_files,
            done=self._on_prepared,
            failed=self._fail,
        )

    def _on_prepared(self, prepared: PreparedModel) -> None:
        if self._is_over:
            return
        prepared = replace(prepared, card_failures=self._wanted.card_failures)
        plan = prepared.plan(self._wanted.settings)
        self.planned.emit(prepared, plan)
        if Remark.KV_NEEDS_FLASH_ATTENTION in plan.remarks:
            self._fail(QwQError("kv_needs_flash_attention", kv_cache_type=plan.kv_cache_type))
            return
        self._simulator.run(
            simulate_request(self._engine.next_id(), prepared.info, plan),
            plan,
            prepared.cards(self._wanted.settings),
            lambda measured: self._on_simulated(prepared, measured),
        )

    def _on_simulated(self, prepared: PreparedModel, measured: MeasuredCompute | None) -> None:
        self._measured = measured
        self.measured.emit(measured)
        settings = self._wanted.settings
        plan = prepared.plan(settings, measured)
        if plan.fits:
            self._load(prepared, plan)
        else:
            self.planned.emit(prepared, plan)
            self._fail(too_large(prepared, plan, settings))

    def _load(self, prepared: PreparedModel, plan: LoadPlan) -> None:
        self._loading = prepared, plan
        self.planned.emit(prepared, plan)
        request = load_request(self._engine.next_id(), str(prepared.ref.path), plan)
        self._calls.send(self._with_extras(request), self._on_load_event)

    def _with_extras(self, request: LoadRequest) -> LoadRequest:
        """The request with what may guess the next tokens, and the place for states of chats."""
        settings, state_dir = self._wanted.settings, self._wanted.state_dir
        return replace(
            request,
            prompt_lookup=settings.prompt_lookup,
            draft_path=settings.draft_model or "",
            state_dir="" if state_dir is None else str(state_dir),
            state_limit_bytes=0 if state_dir is None else settings.cache_limit_gb * _GB,
        )

    def _on_load_event(self, event: Event) -> None:
        if isinstance(event, ProgressEvent):
            self.progressed.emit(event.done / max(1, event.total))
        elif isinstance(event, ErrorEvent):
            error = QwQError(event.code, detail=event.detail, **event.facts)
            if not self._load_less(error):
                self._fail(error)
        elif isinstance(event, DoneEvent) and event.stop is StopReason.END:
            self._is_over = True
            self.loaded.emit(event.result)

    def _load_less(self, error: QwQError) -> bool:
        """After a load failed for want of memory, try a more modest one; False if there is none."""
        if self._loading is None or not is_memory_failure(error):
            return False
        prepared, plan = self._loading
        less = fall_back(
            prepared.info,
            prepared.hardware,
            self._wanted.settings,
            plan,
            self._measured,
            prepared.beside,
        )
        if less is None:
            return False
        _LOG.warning("loading failed (%s), trying again: %s", error.code, less.remarks)
        self._engine.end()  # what the failed load still holds returns for sure
        self._calls.forget_all()
        self._engine.start()
        self._load(prepared, prepared.with_speed(less))
        return True

    def _fail(self, error: Exception) -> None:
        if self._is_over:
            return
        if not isinstance(error, QwQError):
            _LOG.error("opening a model broke", exc_info=error)
            error = QwQError("unexpected", detail=repr(error))
        self._is_over = True
        self.failed.emit(error)
