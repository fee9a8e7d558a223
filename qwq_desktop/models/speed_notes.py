"""Keeps how fast models really were on this computer, as answers end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from qwq_desktop.engine.interface import Engine
from qwq_desktop.engine.protocol import DoneEvent, Event
from qwq_desktop.models.speed import (
    ENOUGH_TOKENS,
    remember_bandwidth,
    remember_speed,
    speed_key,
)
from qwq_desktop.models.state import ModelState
from qwq_desktop.platform.worker import Worker


class SpeedNotes(QObject):
    """Listens to an engine; writes on the worker. Without a file it does nothing."""

    def __init__(
        self,
        engine: Engine,
        state: Callable[[], ModelState],
        worker: Worker,
        file: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._worker = worker
        self._file = file
        engine.event_received.connect(self._on_event)

    def measure_memory(self, threads: int) -> None:
        """Once on this computer; after a load, so that nobody waits for it."""
        if self._file is not None:
            self._worker.submit(remember_bandwidth, self._file, threads)

    def _on_event(self, event: Event) -> None:
        state = self._state()
        if self._file is None or state.info is None or state.plan is None:
            return
        if (
            isinstance(event, DoneEvent)
            and event.usage.thinking + event.usage.answer >= ENOUGH_TOKENS
        ):
            key = speed_key(state.info, state.plan.gpu_layers)
            rate = event.timings.tokens_per_second
            self._worker.submit(remember_speed, self._file, key, rate)
