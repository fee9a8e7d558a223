"""Serves one folder as fast as the kernel can: `python -m tests.bench.file_server FOLDER`.

Files go out by `sendfile`, so that the server takes little of what is measured beside it. Prints
its port.
"""

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

_MOST = 1 << 24  # bytes a call


class Handler(BaseHTTPRequestHandler):
    """Answers whole or in ranges."""

    protocol_version = "HTTP/1.1"
    folder = Path()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, or the range of it that is asked for."""
        with (self.folder / self.path.lstrip("/")).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            start, end = 0, size
            wanted = self.headers.get("Range")
            if wanted:
                first, _, last = wanted.removeprefix("bytes=").partition("-")
                start, end = int(first), int(last) + 1 if last else size
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(end - start))
            self.send_header("ETag", '"same"')
            if wanted:
                self.send_header("Content-Range", f"bytes {start}-{end - 1}/{size}")
            self.end_headers()
            self.wfile.flush()
            while start < end:
                count = min(end - start, _MOST)
                start += os.sendfile(self.connection.fileno(), file.fileno(), start, count)


def main() -> None:
    """Serve until killed."""
    Handler.folder = Path(sys.argv[1])
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
