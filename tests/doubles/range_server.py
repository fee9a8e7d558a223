"""A local HTTP server that gives files in ranges, or misbehaves in a chosen way."""

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class RangeServer:
    """Serves `files` (path to bytes) on this computer; `manner` chooses how it answers.

    ranges, whole (ignores ranges), no_size, cut (breaks off), other_place (bytes from elsewhere),
    larger (claims a larger file), smaller (claims one that ends before the window), compressed,
    not_a_number, redirect (to the same path below /moved), loop.
    """

    def __init__(self, files, manner="ranges"):
        self.files = files
        self.manner = manner
        self.asked = []
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    owner: RangeServer

    def do_GET(self):
        owner = self.owner
        owner.asked.append((self.path, self.headers.get("Range")))
        if owner.manner == "loop":
            return self._begin(302, Location=self.path)
        if owner.manner == "redirect" and not self.path.startswith("/moved"):
            return self._begin(302, Location=f"/moved{self.path}")
        data = owner.files.get(self.path.removeprefix("/moved").partition("?")[0])
        if data is None:
            return self._begin(404, **{"Content-Length": "0"})
        first, last = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"]).groups())
        return self._give(data, first, min(last, len(data) - 1))

    def _give(self, data, first, last):
        manner, total = self.owner.manner, len(data)
        if manner in ("whole", "no_size"):
            size = {} if manner == "no_size" else {"Content-Length": str(total)}
            self._begin(200, **size)
            return self._write(data)
        part = data[first : last + 1]
        encoding = {"Content-Encoding": "gzip"} if manner == "compressed" else {}
        claimed = {"larger": total * 2, "smaller": last, "not_a_number": "*"}.get(manner, total)
        start = first + 1 if manner == "other_place" else first
        stated = f"bytes {start}-{last}/{claimed}"
        self._begin(206, **encoding, **{"Content-Range": stated, "Content-Length": str(len(part))})
        return self._write(part[: len(part) // 2] if manner == "cut" else part)

    def _begin(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _write(self, data):
        try:
            self.wfile.write(data)
        except OSError:  # the reader has what it wanted
            self.close_connection = True

    def log_message(self, *_arguments):
        """Say nothing."""
