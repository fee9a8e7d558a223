"""An OpenAI-compatible server on this computer whose answers are scripted.

It speaks real HTTP on a real socket and keeps what it was asked. What it says is in `dialects`.
"""

import json
import socket
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict | None
    port: int  # of the client: one for each connection


@dataclass
class Reply:
    """What to answer.

    `parts` are sent one after another, as HTTP chunks; before the part numbered `wait_before` the
    server waits for `go_on`. With `drops` it closes the connection instead of ending the reply.
    """

    parts: list[bytes] = field(default_factory=list)
    status: int = 200
    content_type: str = "text/event-stream"
    headers: dict[str, str] = field(default_factory=dict)
    drops: bool = False
    wait_before: int | None = None
    go_on: threading.Event = field(default_factory=threading.Event)


def json_reply(value, status=200, **headers):
    """A reply that is one JSON object."""
    body = json.dumps(value).encode()
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Reply([body], status, "application/json", named)


def page(status=200):
    """What a web server that knows nothing of models says."""
    return Reply([b"<!DOCTYPE html><html><body>It works!</body></html>"], status, "text/html")


class OpenAiServer:
    """`pages` answers GET by path, `script` the POSTs in their order (the last one repeats)."""

    def __init__(self, *script, models=None, props=None, key=None, tls=None):
        self.script = deque(script)
        self.pages = {}
        if models is not None:
            self.pages["/v1/models"] = json_reply(models)
        if props is not None:
            self.pages["/props"] = json_reply(props)
        self.key = key
        self.asked = []
        self.gone = threading.Event()  # a client left before its answer was over
        self._replies = []
        server = self

        class Handler(_Handler):
            owner = server

        self._http = _Http(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._http.socket = tls.wrap_socket(
                self._http.socket, server_side=True, do_handshake_on_connect=False
            )
        scheme = "http" if tls is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def posted(self):
        """The bodies of the POSTs so far."""
        return [asked.body for asked in self.asked if asked.method == "POST"]

    def next_reply(self, path, method):
        """The reply to a request."""
        if method == "GET":
            reply = self.pages.get(path) or json_reply({"error": {"message": "no route"}}, 404)
        elif path != "/v1/chat/completions" or not self.script:
            reply = json_reply({"error": {"message": "no route"}}, 404)
        else:
            reply = self.script.popleft() if len(self.script) > 1 else self.script[0]
        self._replies.append(reply)
        return reply

    def close(self):
        """Let go of all that waits, and end with all connections."""
        for reply in self._replies:
            reply.go_on.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()
        self._http.close_connections()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a client may keep its connection for the next question

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self._connections = []

    def process_request(self, request, client_address):
        self._connections.append(request)
        super().process_request(request, client_address)

    def close_connections(self):
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request, client_address):
        """A client that left, or that speaks something else, is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    owner: OpenAiServer

    def do_GET(self):
        self._answer(None)

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        self._answer(json.loads(self.rfile.read(length)))

    def _answer(self, body):
        owner, port = self.owner, self.client_address[1]
        owner.asked.append(Asked(self.command, self.path, dict(self.headers), body, port))
        if owner.key and self.headers.get("Authorization") != f"Bearer {owner.key}":
            self._send(json_reply({"error": {"message": "Invalid API Key"}}, 401))
        else:
            self._send(owner.next_reply(self.path, self.command))

    def _send(self, reply):
        try:
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Transfer-Encoding", "chunked")
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for number, part in enumerate(reply.parts):
                if number == reply.wait_before:
                    self.wfile.flush()
                    reply.go_on.wait(30)
                self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
                self.wfile.flush()
            if reply.drops:
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self.wfile.write(b"0\r\n\r\n")
        except OSError:
            self.owner.gone.set()
            self.close_connection = True

    def log_message(self, *_):
        """Nobody reads it."""
