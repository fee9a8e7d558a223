"""Asks the engine what a planned load would allocate, before it loads."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from qwq_desktop.engine.client import Calls
from qwq_desktop.engine.interface import Engine
from qwq_desktop.engine.protocol import DoneEvent, ErrorEvent, Event, SimulateRequest
from qwq_desktop.models.measured import measured_compute
from qwq_desktop.models.memory import MeasuredCompute
from qwq_desktop.models.plan import LoadPlan
from qwq_desktop.platform.hardware import Gpu

LIMIT_MS = 2000  # then the estimate stands

Done = Callable[[MeasuredCompute | None], None]


class Simulator(QObject):
    """One simulation at a time; its listener hears exactly once, unless it is stopped."""

    def __init__(self, engine: Engine, calls: Calls, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._calls = calls
        self._request_id = 0
        self._done: Done | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.give_up)

    @property
    def is_running(self) -> bool:
        """Whether somebody waits for a result."""
        return self._done is not None

    def run(
        self, request: SimulateRequest, plan: LoadPlan, gpus: Sequence[Gpu], done: Done
    ) -> None:
        """Simulate a plan's load; `done` gets None after `LIMIT_MS` or a failure."""
        self.stop()
        self._request_id, self._done = request.id, done
        self._timer.start(LIMIT_MS)
        self._calls.send(request, lambda event: self._on_event(event, plan, gpus))

    def give_up(self) -> None:
        """Tell the listener that there is no result."""
        done = self._done
        self.stop()
        if done is not None:
            done(None)

    def stop(self) -> None:
        """Tell nobody anything more."""
        self._timer.stop()
        self._calls.forget(self._request_id)
        self._done = None

    def _on_event(self, event: Event, plan: LoadPlan, gpus: Sequence[Gpu]) -> None:
        done = self._done
        if done is None or not isinstance(event, DoneEvent | ErrorEvent):
            return
        self.stop()
        done(measured_compute(event.result, plan, gpus) if isinstance(event, DoneEvent) else None)
