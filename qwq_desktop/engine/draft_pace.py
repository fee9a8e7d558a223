"""How many guesses to check at once: what was accepted lately against what checking costs. Pure.

Checking n tokens at once costs more than one step, by how much is the computer's affair: hardly
anything where memory is the limit, nearly n times as much where arithmetic is. Both sides are
measured while a turn runs.
"""

from collections import Counter
from collections.abc import Sequence

SIZES = (3, 7, 16)
"""Tokens of a batch: the one that was drawn and the guesses. Few sizes, so that each is known."""

SURE_MATCH = 10
"""Tokens of a match that is no accident: guesses are tried while drafting rests as well."""

_KEPT = 0.8  # of a former measurement, beside a new one
_FEW = 2  # measurements that may have met a busy moment
_HOPEFUL = 0.95  # chance of a guess before anything is known
_WORTH = 1.03  # steps saved for one step's cost, from which on drafting pays
_REST = 64  # tokens without drafts after they didn't pay


class StepCosts:
    """Seconds of an evaluation by its size. One for a loaded model: turns share what was found."""

    def __init__(self) -> None:
        self._seconds: dict[int, float] = {}
        self._times: Counter[int] = Counter()

    def begin_turn(self) -> None:
        """Forget sizes that were measured too rarely: a busy moment shall not rule one out."""
        for size in [size for size in self._seconds if self._times[size] < _FEW]:
            del self._seconds[size]

    def report(self, size: int, seconds: float) -> None:
        """Tell how long an evaluation took."""
        known = self._seconds.get(size, seconds)
        kept = _KEPT if seconds > known else 1 - _KEPT  # what is slower may be another's doing
        self._seconds[size] = kept * known + (1 - kept) * seconds
        self._times[size] += 1

    def ratio(self, size: int) -> float:
        """What an evaluation costs in single steps; 1 where it was never tried, so that it is."""
        single = self._seconds.get(1)
        if not single:
            return 1.0
        return self._seconds[size] / single if size in self._seconds else 1.0


class DraftPace:
    """Chooses the size of the next evaluation in one turn: the one that promises most.

    Where none pays drafting rests, and comes back after a while or with a match that is too long
    for an accident.
    """

    def __init__(self, costs: StepCosts) -> None:
        self._costs = costs
        self._true = self._wrong = 0.0
        self._resting = 0

    def size(self, allowed: Sequence[int], match: int) -> int:
        """Tokens to evaluate at once, one of `allowed` (sizes of 2 and more); 1 drafts nothing.

        `match` is how many tokens speak for the guesses.
        """
        if self._resting > 0 and match < SURE_MATCH:
            return 1
        chance = self._chance(match)
        best = max(allowed, key=lambda size: self._worth(chance, size), default=1)
        if best == 1 or self._worth(chance, best) >= _WORTH:
            return best
        if self._worth(self._chance(SURE_MATCH), best) < _WORTH:
            self._rest()  # not even a longer match would do
        return 1

    def plain_step(self) -> None:
        """A token came without guesses."""
        self._resting -= 1

    def report(self, accepted: int, *, refuted: bool) -> None:
        """Tell what became of a draft; `refuted` if a guess was wrong, not just never asked for."""
        self._true = _KEPT * self._true + accepted
        self._wrong = _KEPT * self._wrong + refuted

    def can_pay(self, allowed: Sequence[int]) -> bool:
        """Whether drafts would pay if nearly all guesses came true."""
        return any(self._worth(_HOPEFUL, size) >= _WORTH for size in allowed)

    def _chance(self, match: int) -> float:
        """That a guess comes true: as lately, and less the shorter the match is."""
        lately = (self._true + 2 * _HOPEFUL) / (self._true + self._wrong + 2)
        return lately if match >= SURE_MATCH else lately * match / (match + 1)

    def _worth(self, chance: float, size: int) -> float:
        """Steps saved for one step's cost."""
        return _expected(chance, size) / self._costs.ratio(size)

    def _rest(self) -> None:
        self._resting = _REST
        self._true = self._wrong = 0.0


def _expected(chance: float, size: int) -> float:
    """Tokens that an evaluation brings when each guess holds with this chance."""
    return float(size) if chance >= 1 else (1 - chance**size) / (1 - chance)
