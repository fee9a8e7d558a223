"""Knows which tokens are in the KV cache, and reads only those that differ."""

from collections.abc import Callable, Sequence

from qwq_desktop.engine.native import NativeModel
from qwq_desktop.engine.prompt import common_length
from qwq_desktop.platform.errors import QwQError


class PromptCache:
    """The token sequence in the KV cache, kept equal to it through cancels and errors."""

    def __init__(self, model: NativeModel, step: int) -> None:
        """`step` tokens are evaluated at a time: in between progress is told and a stop is seen."""
        self._model = model
        self._step = step
        self.tokens: list[int] = []

    def read(
        self,
        tokens: Sequence[int],
        progress: Callable[[int, int], None],
        stopped: Callable[[], bool],
    ) -> tuple[int, bool]:
        """Make the KV cache hold exactly `tokens`; the last one is evaluated in any case.

        Returns (tokens that were there already, whether it was finished); `progress` gets (done,
        total). A stop leaves what was read so far in the cache. Raises QwQError: message_too_long,
        decode_failed, context_full.
        """
        if len(tokens) > self._model.context_length:
            raise QwQError(
                "message_too_long", tokens=len(tokens), available=self._model.context_length
            )
        cached = self._keep(min(common_length(self.tokens, tokens), len(tokens) - 1))
        position = cached
        progress(position, len(tokens))
        while position < len(tokens):
            if stopped():
                return cached, False
            part = tokens[position : position + self._step]
            if not self.append(part):
                return cached, False
            position += len(part)
            progress(position, len(tokens))
        return cached, True

    def append(self, tokens: Sequence[int], guesses: Sequence[int] = ()) -> bool:
        """Evaluate tokens at the end. False when stopped; then none of them counts as read.

        `guesses` are evaluated behind them, all with their logits, and don't count as read: until
        `confirm` or `settle` the KV cache is ahead of `tokens`.
        """
        known = len(self.tokens)
        try:
            if guesses:
                finished = self._model.decode([*tokens, *guesses], all_outputs=True)
            else:
                finished = self._model.decode(tokens)
        except QwQError:
            self._keep(known)
            raise
        if not finished:
            self._keep(known)  # an abort may leave a part of the batch behind
            return False
        self.tokens.extend(tokens)
        return True

    def confirm(self, guess: int) -> None:
        """The next guess came true: it counts as read."""
        self.tokens.append(guess)

    def settle(self) -> None:
        """Forget the guesses that didn't come true."""
        self._keep(len(self.tokens))

    def take_back(self, tokens: Sequence[int]) -> None:
        """Forget these last tokens as well."""
        self._keep(len(self.tokens) - len(tokens))

    def replace(self, tokens: Sequence[int], load: Callable[[], bool]) -> bool:
        """Put a saved state in place of what is there; empty when `load` fails (False)."""
        self._model.clear()
        self.tokens.clear()
        if load():
            self.tokens.extend(tokens)
            return True
        self._model.clear()
        return False

    def _keep(self, length: int) -> int:
        """Cut the cache to `length` tokens, or to none where the model can't.

        Returns what is left.
        """
        left = length if self._model.truncate(length) else 0
        del self.tokens[left:]
        return left
