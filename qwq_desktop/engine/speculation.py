"""Reads guessed tokens along with each drawn one: those guessed right need no reading any more.

Exact by its form: every token is drawn by the same sampler chain, position by position, from the
logits of its place; guesses only decide which logits are there already. What remains is that an
evaluation of several tokens must compute the same logits as single steps: `BatchProof` lets no
other size through.
"""

import logging
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from qwq_desktop.engine.batch_proof import BatchProof
from qwq_desktop.engine.draft_pace import SIZES, DraftPace, StepCosts
from qwq_desktop.engine.native import NativeModel
from qwq_desktop.engine.prompt_cache import PromptCache

_LOG = logging.getLogger(__name__)
_LAST = -1  # llama.cpp's number for the last row of logits


class Drafter(Protocol):
    """Guesses how a text goes on."""

    def extend(self, tokens: Iterable[int]) -> None:
        """Take tokens that were read or drawn."""

    def match_length(self) -> int:
        """How many tokens speak for what `draft` would say; 0 if it has nothing to say."""

    def draft(self, most: int) -> list[int]:
        """At most `most` guesses."""


@dataclass
class _Trial:
    """A batch whose logits are compared with those of single steps."""

    guessed: int
    length: int
    guesses: deque[int]
    rows: deque[bytes]

    def goes_on_with(self, token: int) -> bool:
        """Whether the next guess came true; it is taken out then."""
        if self.guesses and self.guesses[0] == token:
            self.guesses.popleft()
            return True
        return False


class Source:
    """A drafter in one turn, with what its drafts cost and bring."""

    def __init__(self, drafter: Drafter, costs: StepCosts) -> None:
        """`costs` are the loaded model's and outlive the turn."""
        self.drafter = drafter
        self.costs = costs
        self.pace = DraftPace(costs)

    def guesses(self, allowed: Sequence[int]) -> list[int]:
        """Guesses that make an evaluation of one of the allowed sizes, or none."""
        match = self.drafter.match_length()
        size = self.pace.size(allowed, match) if match else 1
        guesses = self.drafter.draft(size - 1) if size > 1 else []
        fitting = max((size for size in allowed if size <= len(guesses) + 1), default=1)
        return guesses[: fitting - 1]


class Speculation:
    """Stands between one turn and the prompt cache. Worker thread only."""

    def __init__(self, native: NativeModel, cache: PromptCache, proof: BatchProof) -> None:
        """`proof` is the loaded model's and outlives the turn."""
        self._native = native
        self._cache = cache
        self._proof = proof
        self._sources: list[Source] = []
        self._source: Source | None = None  # of the guesses at hand
        self._drafting_s = 0.0  # that they took
        self._ahead: deque[int] = deque()  # guesses that are in the KV cache
        self._guessed = 0
        self._row = _LAST
        self._trial: _Trial | None = None
        self.drafted = 0  # guesses read along in this turn, trials not counted
        self.accepted = 0  # those of them that came true

    def draft_with(self, sources: Sequence[Source]) -> None:
        """Begin to guess; the first source that has something to say is heard."""
        self._sources = list(sources)

    def sample(self, chain: Any) -> int:
        """Draw the next token; see `NativeModel.sample`."""
        return self._native.sample(chain, self._row)

    def append(self, tokens: list[int]) -> bool:
        """Make the KV cache hold more tokens; see `PromptCache.append`."""
        if self._ahead and tokens == [self._ahead[0]]:
            self._ahead.popleft()
            self._cache.confirm(tokens[0])
            self._row += 1
            self._learn(tokens)
            return True
        self.settle(refuted=bool(self._ahead) and len(tokens) == 1)
        self._learn(tokens)
        return self._read(tokens)

    def settle(self, *, refuted: bool = False) -> None:
        """Leave nothing in the KV cache but what was drawn or put in."""
        if self._guessed:
            accepted = self._guessed - len(self._ahead)
            self.drafted += self._guessed
            self.accepted += accepted
            self._report(accepted, refuted=refuted)
        if self._ahead:
            self._ahead.clear()
            self._cache.settle()
        self._guessed = 0
        self._row = _LAST

    def counts(self) -> dict[str, int]:
        """What the `done` event tells of drafting; nothing where nothing was drafted."""
        if not self.drafted:
            return {}
        return {"drafted": self.drafted, "accepted": self.accepted}

    def _report(self, accepted: int, *, refuted: bool) -> None:
        if self._source is not None:
            self._source.pace.report(accepted, refuted=refuted)

    def _learn(self, tokens: list[int]) -> None:
        for source in self._sources:
            source.drafter.extend(tokens)

    def _read(self, tokens: list[int]) -> bool:
        if len(tokens) > 1:
            self._trial = None
            return self._cache.append(tokens)
        if self._trial is not None and self._trial.goes_on_with(tokens[0]):
            return self._single(tokens) and self._compare(self._trial)
        self._end_trial(refuted=True)
        guesses = self._guesses()
        if not guesses:
            for source in self._sources:
                source.pace.plain_step()
            return self._single(tokens)
        size = 1 + len(guesses)
        length = len(self._cache.tokens) + size
        if self._proof.is_shown(size, length):
            return self._several(tokens, guesses)
        return self._try_out(tokens, guesses, length)

    def _guesses(self) -> list[int]:
        """What to read along; in number one less than a known size."""
        if not self._sources:
            return []
        room = min(self._native.context_length - len(self._cache.tokens), self._native.most_outputs)
        length = len(self._cache.tokens) + SIZES[-1]
        allowed = [size for size in self._proof.allowed(SIZES, length) if size <= room]
        # Costs hardly change within a turn: who can't pay now is not asked again.
        self._sources = [source for source in self._sources if source.pace.can_pay(allowed)]
        for source in self._sources:
            began = time.perf_counter()
            guesses = source.guesses(allowed)
            if guesses:
                self._source = source
                self._drafting_s = time.perf_counter() - began
                return guesses
        return []

    def _single(self, tokens: list[int]) -> bool:
        began = time.perf_counter()
        finished = self._cache.append(tokens)
        seconds = time.perf_counter() - began
        for source in self._sources:
            source.costs.report(1, seconds)
        return finished

    def _several(self, tokens: list[int], guesses: list[int]) -> bool:
        began = time.perf_counter()
        if not self._cache.append(tokens, guesses):
            return False
        if self._source is not None:
            seconds = time.perf_counter() - began + self._drafting_s
            self._source.costs.report(1 + len(guesses), seconds)
        self._ahead.extend(guesses)
        self._guessed = len(guesses)
        self._row = 0
        return True

    def _try_out(self, tokens: list[int], guesses: list[int], length: int) -> bool:
        """Read several at once, keep their logits for comparison and go on in single steps."""
        if not self._several(tokens, guesses):
            return False
        rows = deque(self._native.logits(row) for row in range(1 + len(guesses)))
        self._ahead.clear()
        self._guessed = 0
        self._row = _LAST
        self._cache.take_back(tokens)
        self._trial = _Trial(len(guesses), length, deque(guesses), rows)
        return self._single(tokens) and self._compare(self._trial)

    def _compare(self, trial: _Trial) -> bool:
        alike = self._native.logits(_LAST) == trial.rows.popleft()
        self._proof.report(1 + trial.guessed, trial.length, alike=alike)
        if not alike:
            _LOG.info("%d tokens at once differ from single steps here", 1 + trial.guessed)
            self._trial = None
        elif not trial.guesses:
            self._end_trial(refuted=False)
        return True

    def _end_trial(self, *, refuted: bool) -> None:
        trial, self._trial = self._trial, None
        if trial is not None:
            self._report(trial.guessed - len(trial.guesses), refuted=refuted)
