"""A model hub on this computer that serves files over HTTP, and spoils them where it is told to.

`/files/NAME` redirects to `/cdn/NAME`, as hubs send to their stores. What real hubs say is in
`hub_dialects`.
"""

import random
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import quote, unquote


@dataclass
class Served:
    """A file of the hub. `takes_ranges` off answers each request with the whole."""

    data: bytes
    etag: str = '"v1"'
    content_type: str = "application/octet-stream"
    takes_ranges: bool = True
    needs_token: str = ""
    says_length: int | None = None  # a lie


@dataclass
class Fault:
    """What happens to one answer of the store.

    `kind`: drop (after `after` bytes), stall (ditto), flip (a bit of the byte at `after`), busy
    (`status`, with Retry-After 0), page (HTML), shift (another part than asked for), shorten (its
    Content-Length and body), none.
    """

    kind: str = "none"
    after: int = 0
    status: int = 503


@dataclass
class Log:
    """What was asked: (method, path, headers), and how many body bytes went out."""

    requests: list = field(default_factory=list)
    sent: int = 0


class Gate:
    """Lets a number of bytes of files out, then none until it is set anew; open at first."""

    def __init__(self) -> None:
        self.turn = 0
        self._left: int | None = None
        self._is_out = threading.Event()
        self._changed = threading.Condition()

    def let_out(self, count: int | None) -> threading.Event:
        """End the answers under way; set as soon as so many bytes more have gone out."""
        with self._changed:
            self.turn += 1
            self._left, self._is_out = count, threading.Event()
            self._changed.notify_all()
        return self._is_out

    def take(self, turn: int, most: int) -> int:
        """Wait until bytes may go out; how many may, 0 once `turn` is over."""
        with self._changed:
            self._changed.wait_for(lambda: turn != self.turn or self._left != 0)
            if turn != self.turn:
                return 0
            return most if self._left is None else min(most, self._left)

    def note(self, turn: int, count: int) -> None:
        """They are out."""
        with self._changed:
            if turn == self.turn and self._left is not None:
                self._left -= count
                if not self._left:
                    self._is_out.set()


class Hub:
    """Runs until `close`. `faults` are taken by the store's answers one after another."""

    def __init__(self) -> None:
        self.files: dict[str, Served] = {}
        self.faults: list[Fault] = []
        self.pages: dict[str, tuple[int, dict, bytes]] = {}
        self.dialects: list = []  # (path, query, headers) -> (status, headers, body) or None
        self.redirect_to = ""  # another hub's address, "" is this one
        self.log = Log()
        self.bytes_per_s = 0
        self.released = threading.Event()  # ends stalls
        self.lock = threading.Lock()
        self.gate = Gate()
        handler = type("Handler", (_Handler,), {"hub": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # clients break off
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def file_url(self, name: str) -> str:
        """Where a file is asked for."""
        return f"{self.url}/files/{name}"

    def close(self) -> None:
        """End it."""
        self.released.set()
        self.gate.let_out(None)
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    hub: ClassVar[Hub]
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        hub = self.hub
        with hub.lock:
            hub.log.requests.append((self.command, self.path, dict(self.headers.items())))
        path = self.path.partition("?")[0]
        if path in hub.pages:
            status, headers, body = hub.pages[path]
            return self.reply(status, headers, body)
        for speak in hub.dialects:
            if (answer := speak(path, self.path.partition("?")[2], self.headers)) is not None:
                return self.reply(*answer)
        place, _, name = unquote(path).lstrip("/").partition("/")
        served = hub.files.get(name)
        if served is None:
            return self.reply(404, {}, b"gone")
        if place == "files":
            if served.needs_token and self.headers.get("Authorization") != (
                f"Bearer {served.needs_token}"
            ):
                return self.reply(401, {}, b"who are you")
            target = f"{hub.redirect_to or hub.url}/cdn/{quote(name)}"
            return self.reply(302, {"Location": target}, b"")
        return self.store(served)

    do_HEAD = do_GET

    def reply(self, status, headers, body):
        self.send_response(status)
        for key, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def store(self, served):
        with self.hub.lock:
            fault = self.hub.faults.pop(0) if self.hub.faults else Fault()
        if fault.kind == "busy":
            return self.reply(fault.status, {"Retry-After": "0"}, b"later")
        if fault.kind == "page":
            return self.reply(200, {"Content-Type": "text/html"}, b"<html>sign in</html>")
        data, start, end = served.data, 0, len(served.data)
        wanted = self.headers.get("Range")
        partial = bool(wanted) and served.takes_ranges
        if partial and self.headers.get("If-Range", served.etag) != served.etag:
            partial = False
        if partial:
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            start, end = int(first), min(int(last) + 1, len(data))
            if start >= len(data):
                return self.reply(416, {"Content-Range": f"bytes */{len(data)}"}, b"")
        body = data[start:end]
        if fault.kind == "shift" and len(body) > 1:
            start, body = start + 1, data[start + 1 : end]
        if fault.kind == "shorten":
            body = body[: fault.after]
        if fault.kind == "flip" and body:
            at = fault.after % len(body)
            body = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        self.send_response(206 if partial else 200)
        self.send_header("ETag", served.etag)
        self.send_header("Content-Type", served.content_type)
        length = len(body) if served.says_length is None else served.says_length
        self.send_header("Content-Length", str(length))
        if partial:
            total = len(data) if served.says_length is None else served.says_length
            self.send_header("Content-Range", f"bytes {start}-{start + len(body) - 1}/{total}")
        self.end_headers()
        if self.command != "HEAD":
            self.send_body(body, fault)
        return None

    def send_body(self, body, fault):
        limit = fault.after if fault.kind in ("drop", "stall") else len(body)
        step, at = 1 << 14 if self.hub.bytes_per_s else 1 << 18, 0
        gate, turn = self.hub.gate, self.hub.gate.turn
        while at < min(limit, len(body)):
            most = gate.take(turn, min(step, limit - at))
            if not most:
                break
            piece = body[at : at + most]
            self.wfile.write(piece)
            gate.note(turn, len(piece))
            at += len(piece)
            with self.hub.lock:
                self.hub.log.sent += len(piece)
            if self.hub.bytes_per_s:
                time.sleep(len(piece) / self.hub.bytes_per_s)
        self.wfile.flush()
        if fault.kind == "stall" and at < len(body):
            self.hub.released.wait(10)
        if at < len(body):
            self.close_connection = True
            self.connection.close()


def random_faults(seed: int, size: int, count: int) -> list[Fault]:
    """What a bad line does, drawn by a seed."""
    draw = random.Random(seed)
    kinds = ("drop", "drop", "stall", "busy", "flip", "shift", "shorten", "none")
    return [
        Fault(draw.choice(kinds), draw.randrange(size), draw.choice((429, 500, 503)))
        for _ in range(count)
    ]
