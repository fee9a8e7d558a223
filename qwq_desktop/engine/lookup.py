"""Guesses the next tokens by looking the last ones up in what was read and written already.

Prompt lookup (n-gram speculation): answers that quote a document or repeat code go on as the place
they repeat. Pure: tokens in, guesses out; whoever uses it has the model check them.
"""

from collections.abc import Iterable

LONGEST, SHORTEST = 4, 2  # tokens of a match; a single one matches by chance
MOST_DRAFTED = 16
_REMEMBERED = 0.8  # how much of the past acceptance counts after another draft
_WORTH = 0.2  # accepted share of a draft below which checking costs more than it saves
_RETRY_AFTER = 64  # tokens without a draft before one is tried again


class PromptLookup:
    """Where each run of 2 to 4 tokens came last, and what followed. A token costs constant time."""

    def __init__(self, tokens: Iterable[int] = ()) -> None:
        self._tokens: list[int] = []
        self._followed_at: dict[tuple[int, ...], int] = {}
        self.extend(tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def extend(self, tokens: Iterable[int]) -> None:
        """Take tokens that were read or accepted."""
        for token in tokens:
            end = len(self._tokens)
            for length in range(SHORTEST, min(LONGEST, end) + 1):
                self._followed_at[tuple(self._tokens[end - length : end])] = end
            self._tokens.append(token)

    def draft(self, most: int) -> list[int]:
        """At most `most` tokens that followed the latest place like the present end; or none.

        A longer match counts before a later one.
        """
        end = len(self._tokens)
        for length in range(min(LONGEST, end), SHORTEST - 1, -1):
            at = self._followed_at.get(tuple(self._tokens[end - length :]))
            if at is not None:
                return self._continuation(at, most)
        return []

    def _continuation(self, at: int, most: int) -> list[int]:
        """What stands from `at` on; beyond the end the repetition goes on in itself."""
        period = len(self._tokens) - at
        return [self._tokens[at + step % period] for step in range(most)]


class DraftPace:
    """How many tokens to draft: more while drafts are accepted, none while they don't pay."""

    def __init__(self) -> None:
        self._share = 0.5
        self._length = 4
        self._since_draft = 0

    @property
    def length(self) -> int:
        """Tokens to draft now; 0 for none."""
        if self._share < _WORTH and self._since_draft < _RETRY_AFTER:
            return 0
        return self._length

    def report(self, drafted: int, accepted: int) -> None:
        """Tell what became of a step: `accepted` of `drafted` guesses (0 drafted: a plain step)."""
        if drafted == 0:
            self._since_draft += 1
            return
        self._since_draft = 0
        self._share = _REMEMBERED * self._share + (1 - _REMEMBERED) * accepted / drafted
        self._length = (
            min(MOST_DRAFTED, self._length * 2) if accepted == drafted else max(1, accepted + 1)
        )
