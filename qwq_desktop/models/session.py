"""The loaded model's life: open, use, reload, unload; `models.opening` is how a file is opened.

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
    StopReason,
)
from qwq_desktop.models.card_failure import is_card_failure, may_load_again
from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.opening import FileOpening, Wanted
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.prepared import PreparedModel, ReaderFiles, no_readers
from qwq_desktop.models.speed_notes import SpeedNotes
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.network import NetworkGuard
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import LoadSettings

_LOG = logging.getLogger(__name__)


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
        reader_files: ReaderFiles = no_readers,
        parent: QObject | None = None,
    ) -> None:
        """`server_key` goes to the servers that the user opens, and nowhere else.

        `speeds_file` keeps how fast models were on this computer, `state_dir` what was read of
        chats; plans leave room for the models in `reader_files`.
        """
        super().__init__(parent)
        self.state_dir = state_dir
        self._network = network
        self._server_key = server_key
        local = LocalEngine(self)
        self._local = Calls(local)
        self._remote: Calls | None = None  # until a server is opened
        self.engine: Engine = local
        self.calls = self._local
        self.state = ModelState()
        self.probe: dict[str, Any] = {}
        self.measured: MeasuredCompute | None = None  # of the model that `state` tells of
        self.speeds_file = speeds_file
        self.reader_files = reader_files
        self._library = library
        self._worker = worker
        self._settings = LoadSettings()
        self._opening: FileOpening | None = None  # the attempt under way
        self._card_failures = 0  # since the user last opened a model
        local.process_died.connect(self._on_died)
        local.event_received.connect(self._note_card_failure)
        self._speed_notes = SpeedNotes(local, lambda: self.state, worker, speeds_file, self)

    def open(self, reference: str, settings: LoadSettings) -> None:
        """Load a model in place of the present one. Ends in `state_changed` READY or FAILED."""
        self._card_failures = 0
        self._open(reference, settings)

    def _open(self, reference: str, settings: LoadSettings) -> None:
        self._drop_opening()
        self._settings = settings
        self.measured = None
        self.engine.end()
        self.calls.forget_all()
        self.calls = self._to_server() if is_server(reference) else self._local
        self.engine = self.calls.engine
        self._set(ModelState(ModelStatus.LOADING, reference, loaded_with=settings))
        self.engine.start()
        if is_server(reference):  # it has loaded its model already: nothing to look at or to plan
            request = LoadRequest(self.engine.next_id(), reference, context_length=0)
            self.calls.send(request, self._on_server_event)
        else:
            self._open_file(reference)

    def _to_server(self) -> Calls:
        if self._remote is None:
            from qwq_desktop.engine.remote import RemoteEngine  # most users have no server

            # One row of ids, so that a late word about an old request never hits a new one.
            ids = self._local.engine.next_id
            self._remote = Calls(RemoteEngine(self._network, self._server_key, ids, self))
        return self._remote

    def _open_file(self, reference: str) -> None:
        wanted = Wanted(
            reference,
            self._settings,
            self.probe,
            self._card_failures,
            self.speeds_file,
            self.state_dir,
            self.reader_files,
        )
        self._opening = opening = FileOpening(
            wanted, self._local, self._library, self._worker, self
        )
        opening.failed.connect(self._on_failed)
        opening.loaded.connect(self._on_loaded)
        opening.measured.connect(self._on_measured)
        opening.planned.connect(self._on_planned)
        opening.probed.connect(self._on_probed)
        opening.progressed.connect(self._on_progressed)
        opening.start()

    def _drop_opening(self) -> None:
        """Whatever comes of the attempt before is not heard any more."""
        if self._opening is not None:
            self._opening.stop()
            self._opening.deleteLater()
            self._opening = None

    def reload(self, settings: LoadSettings) -> None:
        """Load the present model again, with other settings or after a failure."""
        if self.state.reference:
            self.open(self.state.reference, settings)

    def unload(self) -> None:
        """End the engine process; the model's memory returns. A server is left alone."""
        self._drop_opening()
        self.engine.end()
        self.calls.forget_all()
        self._set(replace(self.state, status=ModelStatus.NONE, progress=0.0, error=None))

    def close(self) -> None:
        """End the engine and wait for it."""
        self._drop_opening()
        for calls in filter(None, (self._local, self._remote)):
            calls.forget_all()
            calls.engine.close()

    def _on_server_event(self, event: Event) -> None:
        if isinstance(event, ErrorEvent):
            self._on_failed(QwQError(event.code, detail=event.detail, **event.facts))
        elif isinstance(event, DoneEvent) and event.stop is StopReason.END:
            self._on_loaded(event.result)

    def _on_probed(self, found: dict[str, Any]) -> None:
        self.probe = found

    def _on_measured(self, measured: MeasuredCompute | None) -> None:
        self.measured = measured

    def _on_planned(self, prepared: PreparedModel, plan: LoadPlan) -> None:
        ref, info = prepared.ref, prepared.info
        self._set(replace(self.state, ref=ref, info=info, plan=plan, progress=0.0))

    def _on_progressed(self, share: float) -> None:
        self._set(replace(self.state, progress=share))

    def _on_loaded(self, facts: dict[str, Any]) -> None:
        self._drop_opening()
        self._set(replace(self.state, status=ModelStatus.READY, progress=1.0, facts=facts))
        if self.state.plan is not None:
            self._speed_notes.measure_memory(self.state.plan.threads)

    def _on_failed(self, error: QwQError) -> None:
        self._drop_opening()
        self.engine.end()
        self.calls.forget_all()
        self._set(replace(self.state, status=ModelStatus.FAILED, error=error))

    def _on_died(self, exit_code: int, log: str) -> None:
        self.calls.forget_all()
        code = "engine_not_started" if exit_code == -1 and not log else "engine_died"
        error = QwQError(code, detail=log, exit_code=exit_code, reason=log)
        _LOG.warning("the engine process ended by itself with %s", exit_code)
        if self._opening is not None and self._opening.outlives(error):
            return
        if self._load_after_card_failure(error):
            return
        self._drop_opening()
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
        self.engine_died.emit(QwQError("gpu_failed", detail=error.detail, reason=error.detail))
        self._open(self.state.reference, self._settings)
        return True

    def _set(self, state: ModelState) -> None:
        self.state = state
        self.state_changed.emit(state)
