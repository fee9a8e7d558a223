"""What a turn begins with after its prompt: nothing, words written already, or a paused state."""

from dataclasses import dataclass

from qwq_desktop.engine.budget import CLOSING_TAG
from qwq_desktop.engine.loaded import LoadedModel
from qwq_desktop.engine.prompt import RenderedPrompt
from qwq_desktop.engine.protocol import GenerateRequest

_TAGS = (b"<think>", b"</think>", b"<tool_call>", b"</tool_call>")


@dataclass(frozen=True)
class Opening:
    """The prompt, and the tokens of the turn itself that are known before its first draw.

    The first `given` of them were never drawn and count for no limit.
    """

    prompt: RenderedPrompt
    prompt_tokens: list[int]
    tokens: list[int]
    given: int
    starts_thinking: bool


def open_turn(model: LoadedModel, request: GenerateRequest) -> Opening:
    """How the turn of a request begins. Raises QwQError("template_failed", "message_empty")."""
    state = request.state
    if state is not None:
        thinks, tokens, given = state.starts_thinking, list(state.tokens), state.given
    else:
        thinks = model.wants_thinking(request.thinking) or bool(request.thinking_so_far)
        tokens = _written_already(model, request, thinks)
        given = len(tokens)
    prompt = model.render_opened(request.messages, request.tools, thinking=thinks)
    return Opening(prompt, model.tokens(prompt), tokens, given, prompt.starts_thinking)


def quiet_text(piece: bytes) -> bytes:
    """The bytes of a token that was handed in: what only looks like a tag is no tag.

    The parser reads text; a special token is one piece, its text in plain tokens is several.
    """
    return piece if piece in _TAGS else piece.replace(b"<", b"(")


def _written_already(model: LoadedModel, request: GenerateRequest, thinks: bool) -> list[int]:
    thinking, answer = request.thinking_so_far, request.answer_so_far
    tokens = model.plain_tokens(thinking)
    if answer:
        closing = model.vocabulary.tokenize(CLOSING_TAG) if thinks else []
        tokens = [*tokens, *closing, *model.plain_tokens(answer)]
    return tokens
