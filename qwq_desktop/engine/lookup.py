"""Guesses the next tokens by looking the last ones up in what was read and written already.

Prompt lookup (n-gram speculation): answers that quote a document or repeat code go on as the place
they repeat. Pure: tokens in, guesses out; whoever uses it has the model check them.
"""

from collections.abc import Iterable

LONGEST, SHORTEST = 4, 2  # tokens of a match; a single one matches by chance
_LOOKED_BACK = 32  # tokens compared to tell how far a match reaches


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
        at = self._place()
        return [] if at is None else self._continuation(at, most)

    def match_length(self) -> int:
        """How many tokens before the drafted ones read like the end, as far as it is looked at."""
        at = self._place()
        if at is None:
            return 0
        end, tokens = len(self._tokens), self._tokens
        most = min(at, _LOOKED_BACK)
        return next((n for n in range(most) if tokens[at - 1 - n] != tokens[end - 1 - n]), most)

    def _place(self) -> int | None:
        """Where what reads like the end goes on."""
        end = len(self._tokens)
        for length in range(min(LONGEST, end), SHORTEST - 1, -1):
            at = self._followed_at.get(tuple(self._tokens[end - length :]))
            if at is not None:
                return at
        return None

    def _continuation(self, at: int, most: int) -> list[int]:
        """What stands from `at` on; beyond the end the repetition goes on in itself."""
        period = len(self._tokens) - at
        return [self._tokens[at + step % period] for step in range(most)]
