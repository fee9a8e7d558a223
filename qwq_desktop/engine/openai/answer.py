"""A server's reply on its way to events: text by channel, tool calls, counts, times, the end."""

import time
from collections.abc import Callable, Iterable

from qwq_desktop.engine.deltas import DeltaWriter, TurnClock
from qwq_desktop.engine.openai.body import BodyReader
from qwq_desktop.engine.openai.chunk import Chunk, Counts, read_chunk
from qwq_desktop.engine.openai.errors import error_in_stream
from qwq_desktop.engine.openai.tool_calls import ToolCallCollector
from qwq_desktop.engine.openai.trim import Trim
from qwq_desktop.engine.protocol import (
    Channel,
    DoneEvent,
    Event,
    GenerateRequest,
    ProgressEvent,
    StopReason,
    Timings,
    ToolCall,
    Usage,
)
from qwq_desktop.engine.thinking import (
    Piece,
    Start,
    ThinkingParser,
    parse_tool_call,
    trailing_tool_calls,
)
from qwq_desktop.platform.errors import QwQError


class Answer:
    """Reads the bytes of one reply and emits the events that the engine process would.

    A server with a reasoning parser sends the thinking in a field of its own. Without one it comes
    as text with its tags, of which the first is often missing: `ThinkingParser` sorts that out.
    """

    def __init__(
        self,
        request: GenerateRequest,
        url: str,
        context_length: int,
        emit: Callable[[Event], None],
    ) -> None:
        """`context_length` in tokens, 0 if unknown. Time counts from here."""
        self._request = request
        self._url = url
        self._context_length = context_length
        self._emit = emit
        self._body = BodyReader()
        self._writer = DeltaWriter(request.id, emit, self._position)
        self._parser = ThinkingParser(Start.UNKNOWN)
        self._has_thinking_field = False
        self._trim = Trim()
        self._calls = ToolCallCollector()
        self._counts = Counts()
        self._texts: dict[Channel, list[str]] = {channel: [] for channel in Channel}
        self._pieces = 0  # of text; about one a token where the server does not count
        self._finish = ""
        self._began = time.perf_counter()
        self._clock: TurnClock | None = None
        self._server_times = Chunk()

    @property
    def is_complete(self) -> bool:
        """Whether the server said that nothing more comes."""
        return self._body.has_ended

    @property
    def is_holding(self) -> bool:
        """Whether text waits for `flush_if_due`, since it came so soon after the last."""
        return self._writer.is_holding

    def feed(self, data: bytes) -> None:
        """Take the next bytes.

        Raises QwQError: server_error, message_too_long, server_reply_unreadable.
        """
        for value in self._body.feed(data):
            self._take(read_chunk(value))

    def flush_if_due(self) -> None:
        """Send what waits, unless that would be more than 60 deltas a second."""
        self._writer.flush_if_due()

    def finish(self) -> DoneEvent:
        """The reply is over. Raises QwQError, after all text was sent.

        Codes: server_cut_off for a stream that just stops, server_not_openai, and as `feed`.
        """
        try:
            for value in self._body.finish():
                self._take(read_chunk(value))
        finally:
            self._send_rest()
        if not self._finish and not self._body.has_ended:
            raise QwQError("server_cut_off", url=self._url)
        stop = self._stop_reason()
        return self._done(stop, self._tool_calls() if stop is StopReason.END else ())

    def cancel(self) -> DoneEvent:
        """The user stopped it: the end of what came so far."""
        self._send_rest()
        return self._done(StopReason.CANCELLED, ())

    def break_off(self) -> None:
        """Something went wrong: send what came so far; an error follows."""
        self._send_rest()

    def _take(self, chunk: Chunk) -> None:
        if chunk.error:
            raise error_in_stream(chunk.error, self._url)
        self._counts = self._counts.updated(chunk.counts)
        self._finish = chunk.finish or self._finish
        if chunk.prompt_s is not None:
            self._server_times = chunk
        if chunk.progress is not None:
            done, total = chunk.progress
            self._counts = self._counts.updated(Counts(prompt=total))
            self._emit(ProgressEvent(self._request.id, "prompt", done, total))
        if chunk.thinking or chunk.content or chunk.calls:
            self._take_text(chunk)

    def _take_text(self, chunk: Chunk) -> None:
        clock = self._clock or TurnClock(time.perf_counter() - self._began)
        self._clock = clock
        self._pieces += 1
        if chunk.thinking:
            self._think(chunk.thinking)
            clock.tick(Channel.THINKING)
        if chunk.content:
            self._write(self._parser.feed(chunk.content))
            clock.tick(self._parser.channel)
        for fragment in chunk.calls:
            self._calls.add(fragment)
            self._texts[Channel.TOOL_CALL].append(fragment.arguments)
        self._writer.flush_if_due()

    def _think(self, text: str) -> None:
        """Thinking in a field of its own: the text beside it is no thinking then."""
        if not self._has_thinking_field:
            self._has_thinking_field = True
            self._write(self._parser.finish())
            self._parser = ThinkingParser(Start.ANSWER)
        text = self._trim.feed(text)
        if text:
            self._write([Piece(Channel.THINKING, text)])

    def _write(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if piece.retracts_answer:
                self._texts[Channel.THINKING] += self._texts[Channel.ANSWER]
                self._texts[Channel.ANSWER] = []
                if self._clock is not None:
                    self._clock.retract()
            shown = self._shown(piece)
            self._texts[shown.channel].append(shown.text)
            self._writer.write(shown)

    def _shown(self, piece: Piece) -> Piece:
        """Without tools on offer a tool call is only text of the answer."""
        if piece.channel is Channel.TOOL_CALL and not self._request.tools:
            return Piece(Channel.ANSWER, piece.text)
        return piece

    def _send_rest(self) -> None:
        self._write(self._parser.finish())
        self._writer.flush()

    def _stop_reason(self) -> StopReason:
        if self._finish != "length":
            return StopReason.END
        used = (self._counts.prompt or 0) + (self._counts.completion or 0)
        is_full = 0 < self._context_length <= used
        return StopReason.CONTEXT if is_full else StopReason.LENGTH

    def _tool_calls(self) -> tuple[ToolCall, ...]:
        """The calls as the server read them, else those in the text, if tools are on offer."""
        if not self._request.tools:
            return ()
        if not self._calls.is_empty:
            return self._calls.finish()
        calls = [call for text in self._parser.calls if (call := parse_tool_call(text))]
        if not calls and not self._texts[Channel.ANSWER]:
            calls = trailing_tool_calls("".join(self._texts[Channel.THINKING]))
        return tuple(calls)

    def _position(self) -> tuple[int, int, float]:
        """(tokens of this turn, tokens in the context, tokens a second) for a delta."""
        tokens = self._completion()
        used = 0 if self._counts.prompt is None else self._counts.prompt + tokens
        return tokens, used, self._speed()

    def _completion(self) -> int:
        return self._pieces if self._counts.completion is None else self._counts.completion

    def _speed(self) -> float:
        return 0.0 if self._clock is None else self._clock.speed(self._completion())

    def _done(self, stop: StopReason, calls: tuple[ToolCall, ...]) -> DoneEvent:
        return DoneEvent(self._request.id, stop, self._usage(), self._timings(), calls)

    def _usage(self) -> Usage:
        """The server's counts.

        Where it does not part thinking from answer, their lengths do; where it does not count at
        all, the pieces of its stream stand for tokens.
        """
        completion, thinking = self._completion(), self._counts.thinking
        if not thinking:
            lengths = {name: sum(map(len, texts)) for name, texts in self._texts.items()}
            share = lengths[Channel.THINKING] / max(1, sum(lengths.values()))
            thinking = round(completion * share)
        thinking = min(thinking, completion)
        prompt, cached = self._counts.prompt or 0, self._counts.cached or 0
        return Usage(prompt, min(cached, prompt), thinking, completion - thinking)

    def _timings(self) -> Timings:
        clock = self._clock or TurnClock(time.perf_counter() - self._began)
        measured = clock.timings(self._completion())
        server = self._server_times
        return Timings(
            measured.prompt_s if server.prompt_s is None else round(server.prompt_s, 4),
            measured.thinking_s,
            measured.answer_s,
            round(server.tokens_per_second or measured.tokens_per_second, 2),
        )
