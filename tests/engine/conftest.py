"""A real engine process with the demonstration model; a remote engine and scripted servers."""

import pytest

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.client import Calls, LocalEngine
from qwq_desktop.settings.schema import SamplingSettings
from tests.doubles import dialects
from tests.doubles.openai_server import OpenAiServer
from tests.engine.remote_driver import RemoteDriver


class EngineDriver:
    """Sends requests and waits for their ends; keeps all events by request."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.engine = LocalEngine()
        self.calls = Calls(self.engine)
        self.events = {}
        self.engine.start()

    def send(self, kind, **values):
        request = kind(self.engine.next_id(), **values)
        self.events[request.id] = []
        self.calls.send(request, self.events[request.id].append)
        return request.id

    def ended(self, request_id):
        events = self.events[request_id]
        return bool(events) and events[-1].kind in ("done", "error")

    def at_first(self, request_id, kind, action):
        """Do something the moment the first event of a kind arrives, while the engine goes on."""

        done = []

        def react(event):
            if not done and event.id == request_id and event.kind == kind:
                done.append(True)
                action()

        self.engine.event_received.connect(react)

    def steer(self, request_id, action, text=""):
        self.send(p.SteerRequest, target=request_id, action=action, text=text)

    def wait(self, request_id, timeout=20_000):
        self.qtbot.waitUntil(lambda: self.ended(request_id), timeout=timeout)
        return self.events[request_id][-1]

    def run(self, kind, **values):
        return self.wait(self.send(kind, **values))

    def load(self, path, **values):
        values = {"context_length": 4096, "threads": 1, **values}
        return self.run(p.LoadRequest, path=str(path), **values)

    def ask(self, *contents, **values):
        return self.wait(self.begin(*contents, **values))

    def begin(self, *contents, **values):
        roles = ("user", "assistant")
        messages = tuple(p.ChatMessage(roles[i % 2], text) for i, text in enumerate(contents))
        sampling = {"temperature": 0.1, "seed": 7, "max_tokens": 600} | values.pop("sampling", {})
        return self.send(
            p.GenerateRequest, messages=messages, sampling=SamplingSettings(**sampling), **values
        )

    def text(self, channel, request_id=None):
        events = self.events[request_id or max(self.events)]
        return "".join(e.text for e in events if e.kind == "delta" and e.channel is channel)


@pytest.fixture
def engine(qtbot):
    driver = EngineDriver(qtbot)
    yield driver
    driver.engine.close()


@pytest.fixture
def nano(engine, nano_model):
    """The driver with the demonstration model loaded."""
    assert engine.load(nano_model).kind == "done"
    return engine


@pytest.fixture
def make_remote(qtbot):
    """Makes remote engines, and ends them."""
    made = []

    def build(**values):
        made.append(RemoteDriver(qtbot, **values))
        return made[-1]

    yield build
    for driver in made:
        driver.engine.close()


@pytest.fixture
def serve():
    """Begins scripted servers that offer QwQ-32B unless told otherwise."""
    servers = []

    def begin(*script, **values):
        values = {"models": dialects.models(dialects.QWQ, max_model_len=40960), **values}
        servers.append(OpenAiServer(*script, **values))
        return servers[-1]

    yield begin
    for server in servers:
        server.close()


@pytest.fixture
def remote(make_remote):
    """A remote engine that was started."""
    return make_remote()
