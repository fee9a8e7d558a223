"""What the settings tell of loading: what is loaded, what other options would cost."""

from dataclasses import replace

from PySide6.QtCore import QObject

from qwq_desktop.models.library import ModelLibrary
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.models.prepared import gpus_of, prepare
from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.hardware import Hardware
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.schema import LoadSettings, SamplingSettings, Settings
from qwq_desktop.settings.store import SettingsStore
from qwq_desktop.ui.settings.pane import SettingsPane


class LoadOptions(QObject):
    """Keeps the settings pane in step with the model, and plans beside the window."""

    def __init__(
        self,
        models: ModelSession,
        library: ModelLibrary,
        settings: SettingsStore,
        worker: Worker,
        pane: SettingsPane,
    ) -> None:
        super().__init__(pane)
        self._models = models
        self._library = library
        self._settings = settings
        self._worker = worker
        self._pane = pane
        models.state_changed.connect(self._on_state)
        settings.changed.connect(self._on_settings)
        pane.reload_requested.connect(lambda: models.reload(settings.value.load))
        pane.load_options_edited.connect(self._plan)

    def _on_state(self, state: ModelState) -> None:
        self._show_reload_banner()
        if state.status is ModelStatus.READY:
            self._show_model(state)

    def _on_settings(self, old: Settings, new: Settings) -> None:
        if old.load != new.load:
            self._show_reload_banner()

    def _show_reload_banner(self) -> None:
        state = self._models.state
        is_loaded = state.status is ModelStatus.READY and not state.is_remote
        differs = is_loaded and state.loaded_with != self._settings.value.load
        self._pane.set_reload_needed(differs)

    def _show_model(self, state: ModelState) -> None:
        entry = state.entry
        advice = entry.sampling if entry else SamplingSettings()
        precise = entry.precise if entry else SamplingSettings()
        if state.plan is not None:
            self._pane.set_model(state.name, advice, precise, state.plan.native_context)
        self._pane.set_cards(gpus_of(self._models.probe))
        self._pane.show_plan(state.plan, 0)
        self._plan()

    def _plan(self) -> None:
        """What the load options on show would cost, worked out beside the window."""
        reference = self._models.state.reference
        if not reference or self._models.state.is_remote:
            return
        load = self._settings.value.load
        self._worker.submit(
            plan_for,
            self._library,
            reference,
            self._models,
            load,
            held_bytes(self._models.state),
            done=self._on_planned,
            failed=lambda _error: self._pane.show_plan(None, 0),
        )

    def _on_planned(self, planned: tuple[LoadPlan, Hardware]) -> None:
        self._pane.show_plan(planned[0], memory_of(planned[1]))


def plan_for(
    library: ModelLibrary,
    reference: str,
    models: ModelSession,
    load: LoadSettings,
    held: int = 0,
) -> tuple[LoadPlan, Hardware]:
    """The load plan of a model with other options; for a worker thread.

    The `held` bytes of the loaded model count as free, since a reload gives them back; the cards
    were measured before it was loaded.
    """
    prepared = prepare(
        library,
        reference,
        gpus_of(models.probe),
        models.speeds_file,
        load.draft_model,
        models.reader_files,
    )
    hardware = prepared.hardware
    free = min(hardware.ram_available_bytes + held, hardware.ram_total_bytes)
    prepared = replace(prepared, hardware=replace(hardware, ram_available_bytes=free))
    return prepared.plan(load, models.measured), prepared.hardware


def held_bytes(state: ModelState) -> int:
    """Main memory that a reload of this model gives back.

    Weights as the file has them are not among it: the system counts their pages as free.
    """
    plan = state.plan
    if plan is None or state.status is not ModelStatus.READY:
        return 0
    repacked = int(state.facts.get("repacked_bytes", 0))
    in_ram = max(0, plan.ram_bytes - plan.weights_bytes) if not plan.gpu_layers else 0
    return repacked + in_ram


def memory_of(hardware: Hardware) -> int:
    """The memory that the costs are compared with: the graphics cards', or the computer's."""
    return sum(gpu.total_bytes for gpu in hardware.gpus) or hardware.ram_total_bytes
