"""Where older turns leave the prompt, and how much room an answer needs; pure.

Turns leave in big steps, so that the turns that follow find the same beginning in the cache: a
quarter of the context at once is read anew once, and then nothing for many turns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from qwq_desktop.storage.records import ContextCut, Message, Role

STEP_SHARE = 4  # a cut frees at least this part of the context
WARN_SHARE = 0.85  # of the room for the prompt; beyond it the next questions will cut
_ANSWER_SHARE = 4  # of the context that thinking and answer find free …
_ANSWER_TOKENS = 8192  # … but no more than this
_LEAST_SHARE, _LEAST_TOKENS = 8, 256  # below this no answer is worth its beginning


@dataclass(frozen=True)
class TurnSize:
    """A question with what answers it: the question's id, and their tokens together."""

    message_id: int
    tokens: int


def answer_room(context_length: int, max_tokens: int) -> int:
    """Tokens that a prompt should leave free for thinking and answer."""
    return max(1, min(max_tokens, context_length // _ANSWER_SHARE, _ANSWER_TOKENS))


def least_room(context_length: int) -> int:
    """Tokens that the longest question must leave free."""
    return max(1, min(context_length // _LEAST_SHARE, _LEAST_TOKENS))


def first_kept(turns: Sequence[TurnSize], excess: int, step: int) -> int | None:
    """The question with which the prompt begins from now on; None where no turn can leave.

    Turns leave from the oldest on until `excess` tokens are free, and at least `step`; the last
    one stays in any case.
    """
    wanted, freed = max(excess, step), 0
    for turn, following in pairwise(turns):
        freed += turn.tokens
        if freed >= wanted:
            return following.message_id
    return turns[-1].message_id if len(turns) > 1 else None


def cuts_on(cuts: Sequence[ContextCut], path: Sequence[Message]) -> tuple[ContextCut, ...]:
    """The cuts of the branch on show, in the order in which they were made."""
    ids = {message.id for message in path}
    return tuple(cut for cut in cuts if cut.message_id in ids)


def newest_cut(cuts: Sequence[ContextCut], path: Sequence[Message]) -> ContextCut | None:
    """The cut that counts: the one furthest down the branch."""
    on_path = cuts_on(cuts, path)
    return max(on_path, key=lambda cut: cut.message_id, default=None)


def happened_at(cut: ContextCut, path: Sequence[Message]) -> int:
    """The question at which a cut was made: the last one that was there by then."""
    asked = [m.id for m in path if m.role is Role.USER and m.created_at <= cut.created_at]
    return max([cut.message_id, *asked])


def parted(
    path: Sequence[Message], cut: ContextCut | None
) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """The messages that left, and those that the model sees."""
    ids = [message.id for message in path]
    place = ids.index(cut.message_id) if cut is not None and cut.message_id in ids else 0
    return tuple(path[:place]), tuple(path[place:])


def turns_of(path: Sequence[Message]) -> list[tuple[Message, ...]]:
    """The messages turn by turn: each begins with a question."""
    turns: list[list[Message]] = []
    for message in path:
        if message.role is Role.USER or not turns:
            turns.append([])
        turns[-1].append(message)
    return [tuple(turn) for turn in turns]
