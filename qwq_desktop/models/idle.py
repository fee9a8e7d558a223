"""Lets the model rest while nobody needs it: its process ends, the next question brings it back."""

import time
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from qwq_desktop.models.session import ModelSession
from qwq_desktop.models.state import ModelState, ModelStatus
from qwq_desktop.platform.hardware import Hardware, measure
from qwq_desktop.platform.worker import Worker
from qwq_desktop.settings.store import SettingsStore

CHECK_INTERVAL_MS = 10_000
SHORT_SHARE, SHORT_BYTES = 0.05, 512 << 20  # less free memory than this is short
CALM_S = 30.0  # between two questions a short memory doesn't take the model away
WORTH_BYTES = 256 << 20  # a model that holds less would not relieve anybody


class RestReason(StrEnum):
    """Why a model rests."""

    IDLE = "idle"
    MEMORY_SHORT = "memory_short"


def reason_to_rest(
    idle_s: float, minutes: int | None, held_bytes: int, total_bytes: int, free_bytes: int
) -> RestReason | None:
    """Whether a model that was last needed `idle_s` ago shall rest.

    `minutes` is the user's choice (None: never by time), `held_bytes` what the model takes of the
    main memory, the others are the computer's.
    """
    short = free_bytes < max(SHORT_SHARE * total_bytes, SHORT_BYTES)
    if short and held_bytes >= WORTH_BYTES and idle_s >= CALM_S:
        return RestReason.MEMORY_SHORT
    if minutes is not None and idle_s >= 60 * minutes:
        return RestReason.IDLE
    return None


class IdleWatch(QObject):
    """Looks every ten seconds whether the loaded model is wanted; lives in the main thread."""

    rested = Signal(object)  # RestReason

    def __init__(
        self,
        models: ModelSession,
        settings: SettingsStore,
        worker: Worker,
        parent: QObject | None = None,
        *,
        measure: Callable[[], Hardware] = measure,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`measure` runs on the worker."""
        super().__init__(parent)
        self._models = models
        self._settings = settings
        self._worker = worker
        self._measure = measure
        self._clock = clock
        self._busy = False
        self._needed_at = clock()
        self._timer = QTimer(self, interval=CHECK_INTERVAL_MS)
        self._timer.timeout.connect(self.check)
        models.state_changed.connect(self._on_state)

    def set_busy(self, busy: bool) -> None:
        """Whether the model answers now; the idle time begins when it has."""
        self._busy = busy
        self._needed_at = self._clock()

    def note_use(self) -> None:
        """Somebody is about to need the model: they write a question."""
        self._needed_at = self._clock()

    def check(self) -> None:
        """Measure beside the main thread, then decide."""
        if not self._busy and self._models.state.status is ModelStatus.READY:
            self._worker.submit(self._measure, done=self._decide)

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_state(self, state: ModelState) -> None:
        if state.status is not ModelStatus.READY:
            self._timer.stop()
        elif not self._timer.isActive():
            self._needed_at = self._clock()
            self._timer.start()

    def _decide(self, hardware: Hardware) -> None:
        state = self._models.state
        if self._busy or state.status is not ModelStatus.READY:
            return
        reason = reason_to_rest(
            self._clock() - self._needed_at,
            self._settings.value.idle_minutes,
            state.plan.ram_bytes if state.plan else 0,
            hardware.ram_total_bytes,
            hardware.ram_available_bytes,
        )
        if reason is not None:
            self._models.unload()
            self.rested.emit(reason)
