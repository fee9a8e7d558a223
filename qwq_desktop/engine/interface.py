"""What the engine process and a remote server have in common, for all that talk to either."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from qwq_desktop.engine.protocol import Request


class Engine(Protocol):
    """Answers requests with events; nobody above `engine` knows which one answers.

    Lives in the main thread and never waits, except in `close`. Each request ends with one `done`
    or `error` event, unless `end` or the death of the process comes first.
    """

    @property
    def event_received(self) -> SignalInstance:
        """Signal(Event)."""

    @property
    def process_died(self) -> SignalInstance:
        """Signal(int, str): the engine is gone by itself; exit code, last lines of its log."""

    @property
    def is_running(self) -> bool:
        """Whether requests can be sent."""

    def next_id(self) -> int:
        """A request id that was never used before."""

    def start(self) -> None:
        """Get ready; requests may be sent at once."""

    def send(self, request: Request) -> None:
        """Send a request; does nothing when the engine does not run."""

    def cancel(self, target: int) -> None:
        """Ask the engine to stop a request."""

    def end(self) -> None:
        """Stop everything; nothing more is told."""

    def close(self) -> None:
        """`end`, and wait for it: for the end of the program."""
