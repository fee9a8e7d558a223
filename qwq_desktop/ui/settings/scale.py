"""How a slider's positions stand for values: evenly, or by equal ratios. Pure."""

import math
from dataclasses import dataclass

_PER_DOUBLING = 8  # values between a number and its double, on a logarithmic scale


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high`, both reachable; `step` is the least difference between two."""

    low: float
    high: float
    step: float
    logarithmic: bool = False

    @property
    def last_position(self) -> int:
        """The highest position; the lowest is 0."""
        if self.logarithmic:
            return max(1, round(math.log2(self.high / self._base) * _PER_DOUBLING))
        return max(1, round((self.high - self.low) / self.step))

    def position(self, value: float) -> int:
        """Where a value stands; beyond the ends it stands at the end."""
        value = min(max(value, self.low), self.high)
        if self.logarithmic:
            spot = math.log2(max(value, self._base) / self._base) * _PER_DOUBLING
        else:
            spot = (value - self.low) / self.step
        return min(max(round(spot), 0), self.last_position)

    def value(self, position: int) -> float:
        """What a position stands for, a round number within the bounds."""
        if position <= 0:
            return self.low
        if position >= self.last_position:
            return self.high
        if not self.logarithmic:
            return min(self.high, round(self.low + position * self.step, 6))
        exact = self._base * math.pow(2, position / _PER_DOUBLING)
        grain = max(self.step, math.pow(2, math.floor(math.log2(exact)) - 3))
        return min(self.high, max(self.low, round(exact / grain) * grain))

    @property
    def _base(self) -> float:
        """Where the ratios start: a scale from 0 or 1 begins with its first whole step."""
        return max(self.low, self.step)
