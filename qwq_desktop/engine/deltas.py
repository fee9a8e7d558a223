"""The text of one answer on its way out: joined into few deltas, and timed by its parts."""

import time
from collections.abc import Callable

from qwq_desktop.engine.protocol import Channel, DeltaEvent, Event, Timings
from qwq_desktop.engine.thinking import Piece

FLUSH_INTERVAL_S = 1 / 60


class TurnClock:
    """Wall time of a turn's parts."""

    def __init__(self, prompt_s: float) -> None:
        self._prompt_s = prompt_s
        self._last = self._began = time.perf_counter()
        self._thinking_s = 0.0
        self._answer_s = 0.0

    def tick(self, channel: Channel) -> None:
        """Add the time since the last tick to the channel's."""
        now = time.perf_counter()
        if channel is Channel.THINKING:
            self._thinking_s += now - self._last
        else:
            self._answer_s += now - self._last
        self._last = now

    def retract(self) -> None:
        """What counted as answering was thinking."""
        self._thinking_s += self._answer_s
        self._answer_s = 0.0

    def speed(self, drawn: int) -> float:
        """Tokens drawn a second since the prompt was read."""
        elapsed = self._last - self._began
        return drawn / elapsed if elapsed > 0 else 0.0

    def timings(self, drawn: int) -> Timings:
        """The times so far, in seconds."""
        return Timings(
            round(self._prompt_s, 4),
            round(self._thinking_s, 4),
            round(self._answer_s, 4),
            round(self.speed(drawn), 2),
        )


class DeltaWriter:
    """Joins pieces of text into at most 60 deltas a second; order is kept."""

    def __init__(
        self,
        request_id: int,
        emit: Callable[[Event], None],
        position: Callable[[], tuple[int, int, float]],
    ) -> None:
        self._id = request_id
        self._emit = emit
        self._position = position
        self._channel = Channel.ANSWER
        self._parts: list[str] = []
        self._last_flush = 0.0

    def write(self, piece: Piece) -> None:
        """Add a piece; a change of channel or a retraction sends what came before it."""
        if piece.retracts_answer:
            self.flush()
            self._send(piece.channel, piece.text, retracts=True)
            return
        if piece.channel is not self._channel:
            self.flush()
            self._channel = piece.channel
        self._parts.append(piece.text)

    @property
    def is_holding(self) -> bool:
        """Whether text waits to be sent."""
        return bool(self._parts)

    def flush_if_due(self) -> None:
        """Send if a sixtieth of a second has passed since the last time."""
        if self._parts and time.perf_counter() - self._last_flush >= FLUSH_INTERVAL_S:
            self.flush()

    def flush(self) -> None:
        """Send what has gathered."""
        if self._parts:
            self._send(self._channel, "".join(self._parts), retracts=False)
            self._parts = []

    def _send(self, channel: Channel, text: str, *, retracts: bool) -> None:
        tokens, used, speed = self._position()
        self._last_flush = time.perf_counter()
        self._emit(DeltaEvent(self._id, channel, text, tokens, used, round(speed, 2), retracts))
