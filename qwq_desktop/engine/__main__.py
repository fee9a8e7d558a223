"""The engine process: JSON requests, one a line, on stdin, events on stdout, log on stderr."""

import logging
import os
import sys
import threading

from qwq_desktop.engine.binding import load_lightly
from qwq_desktop.engine.protocol import ErrorEvent, Event, decode_request, encode
from qwq_desktop.engine.worker import EngineWorker
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.priority import give_way

_END_TIMEOUT_S = 1.2  # the application kills after 1.5


class EventPipe:
    """Writes events to the file descriptor that was stdout; whole lines, from any thread."""

    def __init__(self) -> None:
        # Libraries print to stdout as they like: what they print goes to the log from here on.
        self._descriptor = os.dup(1)
        os.dup2(2, 1)
        self._lock = threading.Lock()

    def send(self, event: Event) -> None:
        """Write one event. A parent that is gone ends the process."""
        data = encode(event)
        try:
            with self._lock:
                while data:
                    data = data[os.write(self._descriptor, data) :]
        except OSError:
            os._exit(0)


def main() -> None:
    """Read requests until stdin ends: then the parent is gone, or done with us."""
    logging.basicConfig(
        level=os.environ.get("QWQ_DESKTOP_ENGINE_LOG", "INFO"),
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    give_way()
    load_lightly()
    pipe = EventPipe()
    worker = EngineWorker(pipe.send)
    worker.start()
    for line in sys.stdin.buffer:
        try:
            worker.submit(decode_request(line))
        except QwQError as error:
            pipe.send(ErrorEvent(0, error.code, error.detail))
    worker.close(_END_TIMEOUT_S)
    os._exit(0)


if __name__ == "__main__":
    main()
