"""The engine process: JSON requests, one a line, on stdin, events on stdout, log on stderr."""

import logging
import os
import queue
import sys
import threading

from qwq_desktop.engine.binding import load_lightly
from qwq_desktop.engine.protocol import ErrorEvent, Event, decode_request, encode
from qwq_desktop.engine.worker import EngineWorker
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.platform.priority import give_way

_LOG = logging.getLogger(__name__)
_END_TIMEOUT_S = 1.2  # the application kills after 1.5


class EventPipe:
    """Writes events to the file descriptor that was stdout; whole lines, from any thread.

    A thread of its own encodes and writes them: meanwhile the next token is being computed.
    """

    def __init__(self) -> None:
        # Libraries print to stdout as they like: what they print goes to the log from here on.
        self._descriptor = os.dup(1)
        os.dup2(2, 1)
        self._events: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._write_all, name="events", daemon=True)
        self._thread.start()

    def send(self, event: Event) -> None:
        """Send one event; those of one thread keep their order."""
        self._events.put(event)

    def close(self) -> None:
        """Return when all that was sent is written."""
        self._events.put(None)
        self._thread.join()

    def _write_all(self) -> None:
        try:
            while (event := self._events.get()) is not None:
                data = encode(event)
                while data:
                    data = data[os.write(self._descriptor, data) :]
        except OSError:  # the parent is gone
            os._exit(0)
        except Exception:
            _LOG.exception("an event could not be written")
            os._exit(1)  # the parent sees that, and not a process that says no more


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
    pipe.close()
    os._exit(0)


if __name__ == "__main__":
    main()
