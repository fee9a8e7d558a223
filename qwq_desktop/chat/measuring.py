"""How many tokens the turns of a chat take: by the engine's count, or roughly for a server."""

from collections.abc import Callable, Sequence

from qwq_desktop.chat.context_cut import TurnSize
from qwq_desktop.chat.history import question_text
from qwq_desktop.chat.recall import estimated_tokens
from qwq_desktop.engine.protocol import CountRequest, DoneEvent, Event
from qwq_desktop.models.session import ModelSession
from qwq_desktop.storage.records import Message


def measure_turns(
    models: ModelSession,
    turns: Sequence[Sequence[Message]],
    measured: Callable[[list[TurnSize]], None],
) -> None:
    """Count each turn's own text; tags and template come on top."""
    texts = tuple(turn_text(turn) for turn in turns)

    def heard(event: Event) -> None:
        if event.kind not in ("done", "error"):
            return
        if isinstance(event, DoneEvent):
            sizes: list[int] = event.result["sizes"]
        else:  # a server has no vocabulary to count with
            sizes = [estimated_tokens(text) for text in texts]
        ids = (turn[0].id for turn in turns)
        measured([TurnSize(id_, size) for id_, size in zip(ids, sizes, strict=True)])

    models.calls.send(CountRequest(models.engine.next_id(), (), texts=texts), heard)


def turn_text(turn: Sequence[Message]) -> str:
    """What a turn puts into the prompt, as one text."""
    parts = [question_text(turn[0])]
    for message in turn[1:]:
        parts += [f"{step.arguments}\n{step.result}" for step in message.tool_steps]
        parts.append(message.text)
    return "\n".join(parts)
