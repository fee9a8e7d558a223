"""A real engine process for benchmarks, driven without a window."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QProcess, QTimer

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.client import Calls, LocalEngine
from qwq_desktop.settings.schema import SamplingSettings

NANO = Path(__file__).resolve().parents[2] / "resources" / "qwq-nano.gguf"


class EngineDriver:
    """Sends requests, waits for their ends, keeps each event with its time of arrival."""

    def __init__(self) -> None:
        self.application = QCoreApplication.instance() or QCoreApplication([])
        self.engine = LocalEngine()
        self.calls = Calls(self.engine)
        self.events: dict[int, list[tuple[float, p.Event]]] = {}
        self.engine.start()

    @property
    def process_id(self) -> int:
        """The engine process's, 0 without one."""
        children = self.engine.findChildren(QProcess)
        return next((child.processId() for child in children if child.processId()), 0)

    def send(self, kind: type, **values: object) -> int:
        """Send a request; its id."""
        request = kind(self.engine.next_id(), **values)
        events = self.events[request.id] = []
        self.calls.send(request, lambda event: events.append((time.perf_counter(), event)))
        return request.id

    def until(self, condition: Callable[[], bool], timeout_s: float = 300) -> None:
        """Run the event loop until something holds. Raises TimeoutError."""
        end = time.perf_counter() + timeout_s
        alarm = QTimer()
        alarm.start(1000)
        while not condition():
            if time.perf_counter() > end:
                raise TimeoutError
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def wait(self, request_id: int) -> p.Event:
        """The last event of a request."""
        events = self.events[request_id]
        self.until(lambda: bool(events) and events[-1][1].kind in ("done", "error"))
        return events[-1][1]

    def load(self, path: Path, **values: object) -> p.Event:
        """Load a model with 4096 tokens of context on one thread, unless told otherwise."""
        options = {"context_length": 4096, "threads": 1, **values}
        return self.wait(self.send(p.LoadRequest, path=str(path), **options))

    def begin(self, *texts: str, tools: tuple = (), chat_key: str = "", **sampling: object) -> int:
        """Ask, with the conversation's texts in turn the user's and the model's."""
        roles = ("user", "assistant")
        messages = tuple(p.ChatMessage(roles[i % 2], text) for i, text in enumerate(texts))
        values = {"temperature": 0.1, "seed": 7, "max_tokens": 3000, **sampling}
        return self.send(
            p.GenerateRequest,
            messages=messages,
            tools=tools,
            sampling=SamplingSettings(**values),
            chat_key=chat_key,
        )

    @property
    def pid(self) -> int:
        """The engine process's number."""
        return int(self.engine._process.processId())

    def close(self) -> None:
        """End the process."""
        self.engine.close()
