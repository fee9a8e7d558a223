"""Lets several chats share the one sequence in the KV cache: the others' states are on disk.

One sequence, not several: every chat may use the whole context, decoding never walks over another
chat's cells, and a state read back lies as it lay before, so that the same tokens follow. A state
that was written lately is still in the system's file cache, so taking it back costs about a copy.
"""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from qwq_desktop.engine.native import NativeModel
from qwq_desktop.engine.prompt import common_length
from qwq_desktop.engine.prompt_cache import PromptCache
from qwq_desktop.engine.state_store import StateStore

_LOG = logging.getLogger(__name__)
_LEAST_TOKENS = 64  # fewer are read again as fast
_FIRST_GUESS = 200e6  # bytes written a second, until one was measured

# Seconds that writing a state may take, as estimated: it is one call that can't be broken off.
_BUDGET_WAITED_FOR = 0.05  # another chat's answer is waited for
_BUDGET_PASSING = 1.0  # another chat is opened, or the program ends
_BUDGET_IDLE = 3.0
_IDLE_BEFORE_SAVING_S = 1.0


class ChatStates:
    """Whose tokens the prompt cache holds, and the way to the disk and back. Worker thread only."""

    def __init__(self, native: NativeModel, cache: PromptCache, store: StateStore | None) -> None:
        """Without a `store` nothing is saved."""
        self._native = native
        self._cache = cache
        self._store = store
        self._key = ""
        self._saved: list[int] = []
        self._bytes_per_second = _FIRST_GUESS

    def switch(self, key: str, tokens: Sequence[int], *, waited_for: bool) -> bool:
        """Make ready to read `tokens` for a chat: the other's state goes out, its own comes in.

        What can't be saved quickly is forgotten; `waited_for` leaves hardly any time for it. False
        when the cancel flag came before: then everything is as it was.
        """
        if key != self._key:
            if self._native.cancel.is_set():
                return False
            budget_s = _BUDGET_WAITED_FOR if waited_for else _BUDGET_PASSING
            self._save(budget_s, self._native.cancel.is_set)
            if self._native.cancel.is_set():
                return False
            # What another chat left in the cache is not this one's to save: the other may be a
            # temporary chat, and a prompt that is too long is refused before the cache is cut.
            self._key, self._saved = key, list(self._cache.tokens)
        self._restore(key, tokens)
        return True

    def _restore(self, key: str, tokens: Sequence[int]) -> None:
        """Put the chat's saved state in place where it spares reading."""
        state = self._store.find(key) if self._store and key else None
        if state is None or self._store is None:
            return
        here, there = (common_length(known, tokens) for known in (self._cache.tokens, state.tokens))
        if there < here + _LEAST_TOKENS or len(state.tokens) >= self._native.context_length:
            return
        if self._store.verify(state):
            if self._cache.replace(state.tokens, lambda: self._loaded(state.path, state.tokens)):
                self._saved = list(state.tokens)
            else:
                self._store.remove(state)

    def forget(self, key: str) -> None:
        """A chat was deleted: what its tokens were is not saved any more."""
        if key == self._key:
            self._key = ""

    @property
    def idle_needed_s(self) -> float | None:
        """How long to wait for requests before `save_when_idle`; None with nothing to save.

        The larger the state, the longer: a turn that follows soon would have it written anew.
        """
        seconds = self._seconds()
        if seconds is None or seconds > _BUDGET_IDLE:
            return None
        return max(_IDLE_BEFORE_SAVING_S, 5 * seconds)

    def save_when_idle(self, given_up: Callable[[], bool]) -> bool:
        """Save the present chat's state; `given_up` tells that a request came meanwhile."""
        return self._save(_BUDGET_IDLE, given_up)

    def save_at_end(self) -> bool:
        """Save the present chat's state if that is quick: the model goes away."""
        return self._save(_BUDGET_PASSING)

    def _save(self, budget_s: float, given_up: Callable[[], bool] = lambda: False) -> bool:
        """Write the present chat's state if it changed and takes no longer than the budget."""
        seconds = self._seconds()
        if seconds is None or seconds > budget_s or self._store is None:
            return False
        tokens = list(self._cache.tokens)
        size = self._native.state_size()
        began = time.perf_counter()

        def fill(path: Path) -> bool:
            return self._native.save_state(path, tokens)

        # Tried once for these tokens: a full disk is not asked again until there are others.
        self._saved = tokens
        written = self._store.write(self._key, tokens, size, fill, given_up)
        if written:
            self._bytes_per_second = size / max(1e-3, time.perf_counter() - began)
            _LOG.info("saved the state of %d tokens, %d bytes", len(tokens), size)
        elif given_up():
            self._saved = []
        return written

    def _seconds(self) -> float | None:
        """How long saving would take; None when there is nothing to save."""
        tokens = self._cache.tokens
        if self._store is None or not self._key or len(tokens) < _LEAST_TOKENS:
            return None
        if tokens == self._saved:
            return None
        return self._native.state_size() / self._bytes_per_second

    def _loaded(self, path: Path, tokens: Sequence[int]) -> bool:
        return self._native.load_state(path, len(tokens)) == list(tokens)
