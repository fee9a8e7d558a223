"""How many tokens the turns of a chat take: by the engine's count, or roughly for a server."""

from collections.abc import Callable, Sequence

from qwq_desktop.chat.context_cut import TurnSize
from qwq_desktop.chat.history import question_text
from qwq_desktop.engine.protocol import CountRequest, DoneEvent, Event
from qwq_desktop.models.session import ModelSession
from qwq_desktop.platform.text import estimated_tokens
from qwq_desktop.storage.records import Message


def measure_turns(
    models: ModelSession,
    turns: Sequence[Sequence[Message]],
    measured: Callable[[list[TurnSize]], None],
) -> None:
    """Count each turn's own text; tags and template come on top."""

    def told(sizes: list[int]) -> None:
        ids = (turn[0].id for turn in turns)
        measured([TurnSize(id_, size) for id_, size in zip(ids, sizes, strict=True)])

    measure_texts(models, tuple(turn_text(turn) for turn in turns), told)


def measure_texts(
    models: ModelSession, texts: tuple[str, ...], measured: Callable[[list[int]], None]
) -> None:
    """Count the tokens of each text by itself."""

    def heard(event: Event) -> None:
        if event.kind not in ("done", "error"):
            return
        if isinstance(event, DoneEvent):
            measured(event.result["sizes"])
        else:  # a server has no vocabulary to count with
            measured([estimated_tokens(text) for text in texts])

    models.calls.send(CountRequest(models.engine.next_id(), (), texts=texts), heard)


def turn_text(turn: Sequence[Message]) -> str:
    """What a turn puts into the prompt, as one text."""
    parts = [question_text(turn[0])]
    for message in turn[1:]:
        parts += [f"{step.arguments}\n{step.result}" for step in message.tool_steps]
        parts.append(message.text)
    return "\n".join(parts)
