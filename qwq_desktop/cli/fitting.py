"""Keeps a conversation in a terminal within the context: its oldest turns leave, and it is told."""

from collections.abc import Callable, Sequence

from qwq_desktop.chat.context_cut import (
    STEP_SHARE,
    TurnSize,
    answer_room,
    first_kept,
    least_room,
)
from qwq_desktop.chat.measuring import measure_texts
from qwq_desktop.chat.turn import Messages
from qwq_desktop.engine.protocol import ChatMessage
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings


class TerminalFitter:
    """Serves one turn, as `chat.fitting.PromptFitter` does in the window.

    Nothing of what left is brought back or summed up: a terminal keeps no chat.
    """

    def __init__(
        self,
        messages: Messages,
        models: ModelSession,
        sampling: Callable[[], SamplingSettings],
        turns_left: Callable[[int], None],
    ) -> None:
        """`turns_left` hears how many turns the model doesn't see any more."""
        self._messages = messages
        self._models = models
        self._sampling = sampling
        self._turns_left = turns_left
        self._is_tight = False

    def complete(self, messages: Messages) -> None:
        """The question has more to it by now."""
        self._messages = messages

    def needed_room(self) -> int:
        """Tokens that the prompt has to leave free."""
        context_length = self._context_length()
        if not context_length:
            return 1
        if self._is_tight:
            return least_room(context_length)
        return answer_room(context_length, self._sampling().max_tokens)

    def fit(
        self,
        refusal: QwQError,
        fitted: Callable[[Messages], None],
        failed: Callable[[QwQError], None],
    ) -> None:
        """After the engine refused the prompt: shorten it; `failed` if nothing more can leave."""
        available = int(refusal.facts.get("available") or self._context_length())
        opening, turns = turns_in(self._messages)
        if len(turns) > 1 and available:
            excess = int(refusal.facts.get("tokens") or available) + self.needed_room() - available

            def measured(sizes: list[int]) -> None:
                numbered = [TurnSize(number, size) for number, size in enumerate(sizes)]
                kept = first_kept(numbered, excess, available // STEP_SHARE) or 0
                self._messages = (*opening, *(m for turn in turns[kept:] for m in turn))
                self._turns_left(kept)
                fitted(self._messages)

            measure_texts(self._models, tuple(map(_text, turns)), measured)
        elif self._is_tight or not self._context_length():
            failed(refusal)
        else:  # the question alone is left: a shorter answer, where there is room for one at all
            self._is_tight = True
            fitted(self._messages)

    def _context_length(self) -> int:
        return int(self._models.state.facts.get("context_length") or 0)


def turns_in(messages: Sequence[ChatMessage]) -> tuple[Messages, list[Messages]]:
    """What stands before the first question, and the messages turn by turn."""
    starts = [place for place, message in enumerate(messages) if message.role == "user"]
    ends = [*starts[1:], len(messages)]
    turns = [tuple(messages[a:b]) for a, b in zip(starts, ends, strict=True)]
    return tuple(messages[: starts[0]] if starts else messages), turns


def _text(turn: Messages) -> str:
    calls = (str(call.arguments) for message in turn for call in message.tool_calls)
    return "\n".join((*(message.content for message in turn), *calls))
