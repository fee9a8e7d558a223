"""Measures the time that several stretches of thinking take together."""

from collections.abc import Callable


class Stopwatch:
    """Runs and pauses; `clock` gives seconds from any fixed moment."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._before = 0.0
        self._since: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether time is being counted."""
        return self._since is not None

    @property
    def seconds(self) -> float:
        """The time counted so far."""
        running = 0.0 if self._since is None else self._clock() - self._since
        return self._before + running

    def start(self) -> None:
        """Count on."""
        if self._since is None:
            self._since = self._clock()

    def pause(self) -> None:
        """Stop counting for now."""
        self._before, self._since = self.seconds, None

    def set_seconds(self, seconds: float) -> None:
        """Replace what was counted before."""
        self._before = seconds
        self._since = None if self._since is None else self._clock()
