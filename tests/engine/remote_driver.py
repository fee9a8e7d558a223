"""Drives a remote engine in tests: sends requests, waits for their ends, keeps all events."""

from qwq_desktop.engine import protocol as p
from qwq_desktop.engine.client import Calls
from qwq_desktop.engine.remote import RemoteEngine
from qwq_desktop.engine.thinking import Piece, gather
from qwq_desktop.platform.network import NetworkGuard

HELLO = (p.ChatMessage("user", "hello"),)


class RemoteDriver:
    """Sends requests and waits for their ends; keeps all events by request."""

    def __init__(self, qtbot, api_key="", offline=False):
        self.qtbot = qtbot
        self.network = NetworkGuard(offline=offline)
        self.engine = RemoteEngine(self.network, api_key)
        self.calls = Calls(self.engine)
        self.events = {}
        self.engine.start()

    def send(self, kind, **values):
        request = kind(self.engine.next_id(), **values)
        self.events[request.id] = []
        self.calls.send(request, self.events[request.id].append)
        return request.id

    def wait(self, request_id):
        events = self.events[request_id]
        self.qtbot.waitUntil(lambda: bool(events) and events[-1].kind in ("done", "error"))
        return events[-1]

    def run(self, kind, **values):
        return self.wait(self.send(kind, **values))

    def load(self, url):
        return self.run(p.LoadRequest, path=url, context_length=0)

    def ask(self, **values):
        return self.run(p.GenerateRequest, **{"messages": HELLO, **values})

    def texts(self, request_id=None):
        events = self.events[request_id or max(self.events)]
        deltas = [e for e in events if e.kind == "delta"]
        return gather(Piece(e.channel, e.text, e.retracts_answer) for e in deltas)
