"""One answer: reads the prompt, draws tokens, parts thinking from answer, keeps the limits."""

import codecs
import time
from collections.abc import Callable
from dataclasses import dataclass

from qwq_desktop.engine.deltas import DeltaWriter, TurnClock
from qwq_desktop.engine.loaded import LoadedModel
from qwq_desktop.engine.protocol import (
    Channel,
    DoneEvent,
    Event,
    GenerateRequest,
    ProgressEvent,
    StopReason,
    ToolCall,
    Usage,
)
from qwq_desktop.engine.sampling import SamplerChain
from qwq_desktop.engine.thinking import (
    Piece,
    Start,
    ThinkingParser,
    parse_tool_call,
    trailing_tool_calls,
)
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings

ANSWER_RESERVE = 1024  # tokens kept free for the answer where the limits are that wide

# Qwen's own wording for a thinking budget (Qwen3 documentation, "Thinking budget").
CLOSING_SENTENCE = (
    "\n\nConsidering the limited time by the user, I have to give the solution based on the "
    "thinking directly now.\n</think>\n\n"
)
CLOSING_TAG = "\n</think>\n\n"


@dataclass(frozen=True)
class Limits:
    """Token limits of a turn: for all of it, and for the thinking, so that an answer fits."""

    total: int
    thinking: int


def limits(sampling: SamplingSettings, room: int, closing: int) -> Limits:
    """Limits from the settings and the free context (`room`, tokens).

    `closing` is the length of the closing sentence.
    """
    total = max(1, min(sampling.max_tokens, room))
    reserve = min(ANSWER_RESERVE, total // 2)
    thinking = max(0, total - reserve - closing)
    if sampling.max_thinking_tokens is not None:
        thinking = min(thinking, sampling.max_thinking_tokens)
    return Limits(total, thinking)


class Steering:
    """What the user asked of the running generation.

    Written by the reader thread, read between tokens.
    """

    def __init__(self) -> None:
        self.answer_now = False


class Generation:
    """The run of one GenerateRequest on the worker thread."""

    def __init__(
        self,
        model: LoadedModel,
        request: GenerateRequest,
        steering: Steering,
        emit: Callable[[Event], None],
    ) -> None:
        self._model = model
        self._request = request
        self._steering = steering
        self._emit = emit
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._thinking_tokens = 0
        self._answer_tokens = 0
        self._drawn = 0
        self._closed_by_force = False
        self._thinking_text: list[str] = []

    def run(self) -> DoneEvent:
        """Generate to the end.

        Raises QwQError: message_too_long, template_failed, decode_failed, context_full.
        """
        prompt = self._model.render(
            self._request.messages, self._request.tools, self._request.thinking
        )
        tokens = self._model.tokens(prompt)
        room = self._model.native.context_length - len(tokens)
        if room < 1:
            raise QwQError(
                "message_too_long",
                tokens=len(tokens),
                available=self._model.native.context_length,
            )
        began = time.perf_counter()
        cached, finished = self._model.read(
            self._request.chat_key, tokens, self._report_reading, waited_for=True
        )
        prompt_s = time.perf_counter() - began
        self._prompt_usage = Usage(prompt=len(tokens), cached=cached)
        start = Start.THINKING if prompt.starts_thinking else Start.ANSWER
        self._parser = ThinkingParser(start)
        self._writer = DeltaWriter(self._request.id, self._emit, self._position)
        self._clock = TurnClock(prompt_s)
        if not finished:
            return self._done(StopReason.CANCELLED)
        return self._done(self._draw_tokens(room))

    def _draw_tokens(self, room: int) -> StopReason:
        closing = self._model.vocabulary.tokenize(CLOSING_SENTENCE)
        bounds = limits(self._request.sampling, room, len(closing))
        chain = SamplerChain(self._request.sampling, self._model.vocabulary.size)
        try:
            while True:
                if self._model.cancel.is_set():
                    return StopReason.CANCELLED
                spent = self._thinking_tokens + self._answer_tokens
                if spent >= bounds.total:
                    return StopReason.CONTEXT if bounds.total == room else StopReason.LENGTH
                if self._must_close(bounds):
                    # Nothing thought needs no sentence that leads on from it.
                    leads = self._thinking_text and spent + len(closing) < bounds.total
                    if not self._close_thinking(chain, CLOSING_SENTENCE if leads else CLOSING_TAG):
                        return StopReason.CANCELLED
                    continue
                token = self._model.native.sample(chain.handle)
                if self._model.vocabulary.ends_generation(token):
                    if self._ended_without_answer():
                        self._close_thinking(chain, CLOSING_TAG)
                        continue
                    return StopReason.END
                self._drawn += 1
                self._take([token])
                if not self._model.cache.append([token]):
                    return StopReason.CANCELLED
        finally:
            chain.close()

    def _must_close(self, bounds: Limits) -> bool:
        if self._parser.channel is not Channel.THINKING:
            return False
        return self._steering.answer_now or self._thinking_tokens >= bounds.thinking

    def _ended_without_answer(self) -> bool:
        """The model stopped inside its thinking without calling a tool: it shall answer."""
        if self._parser.channel is not Channel.THINKING or self._closed_by_force:
            return False
        return not (self._request.tools and trailing_tool_calls("".join(self._thinking_text)))

    def _close_thinking(self, chain: SamplerChain, text: str) -> bool:
        """Put the closing words in as if the model had written them. False when cancelled."""
        self._closed_by_force = True
        self._steering.answer_now = False
        tokens = self._model.vocabulary.tokenize(text)
        for token in tokens:
            chain.accept(token)
        self._take(tokens)
        return self._model.cache.append(tokens)

    def _take(self, tokens: list[int]) -> None:
        """Count tokens and stream their text."""
        for token in tokens:
            if self._parser.channel is Channel.THINKING:
                self._thinking_tokens += 1
            else:
                self._answer_tokens += 1
            text = self._decoder.decode(self._model.vocabulary.piece(token))
            if text:
                self._write(self._parser.feed(text))
        self._clock.tick(self._parser.channel)
        self._writer.flush_if_due()

    def _write(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if piece.channel is Channel.THINKING:
                self._thinking_text.append(piece.text)
            self._writer.write(self._shown(piece))

    def _shown(self, piece: Piece) -> Piece:
        """Without tools on offer a tool call is only text of the answer."""
        if piece.channel is Channel.TOOL_CALL and not self._request.tools:
            return Piece(Channel.ANSWER, piece.text)
        return piece

    def _report_reading(self, done: int, total: int) -> None:
        self._emit(ProgressEvent(self._request.id, "prompt", done, total))

    def _position(self) -> tuple[int, int, float]:
        """(tokens of this turn, tokens in the KV cache, tokens a second) for a delta."""
        tokens = self._thinking_tokens + self._answer_tokens
        return tokens, len(self._model.cache.tokens), self._clock.speed(self._drawn)

    def _done(self, stop: StopReason) -> DoneEvent:
        rest = self._decoder.decode(b"", final=True)
        self._write(self._parser.feed(rest) if rest else [])
        self._write(self._parser.finish())
        self._writer.flush()
        usage = Usage(
            self._prompt_usage.prompt,
            self._prompt_usage.cached,
            self._thinking_tokens,
            self._answer_tokens,
        )
        calls = self._tool_calls() if stop is StopReason.END else ()
        return DoneEvent(
            self._request.id, stop, usage, self._clock.timings(self._drawn), tuple(calls)
        )

    def _tool_calls(self) -> list[ToolCall]:
        if not self._request.tools:
            return []
        calls = [call for text in self._parser.calls if (call := parse_tool_call(text))]
        if not calls and self._parser.channel is Channel.THINKING:
            return trailing_tool_calls("".join(self._thinking_text))
        return calls
