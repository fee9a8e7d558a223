"""The tokens of one turn and what they say: text by channel, counts, calls of tools."""

import codecs

from qwq_desktop.engine.budget import ThoughtEnd
from qwq_desktop.engine.deltas import DeltaWriter
from qwq_desktop.engine.opening import Opening, quiet_text
from qwq_desktop.engine.protocol import Channel, ToolCall
from qwq_desktop.engine.thinking import (
    Piece,
    Start,
    ThinkingParser,
    parse_tool_call,
    trailing_tool_calls,
)
from qwq_desktop.engine.vocabulary import Vocabulary

_ANSWER_END = 400  # characters that show an answer's language


class Transcript:
    """Grows token by token; new text goes to the writer, what the turn began with doesn't."""

    def __init__(
        self, vocabulary: Vocabulary, writer: DeltaWriter, opening: Opening, *, tools: bool
    ) -> None:
        """Without `tools` on offer a tool call is only text of the answer."""
        self._vocabulary = vocabulary
        self._writer = writer
        self._tools = tools
        self._parser = ThinkingParser(Start.THINKING if opening.starts_thinking else Start.ANSWER)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._starts_thinking = opening.starts_thinking
        self._thinking: list[str] = []
        self._has_answer = False
        self._answer_end = ""
        self.end = ThoughtEnd()
        self.tokens: list[int] = []
        self.thinking_tokens = 0
        self.answer_tokens = 0
        self._is_quiet = True
        self._replay(opening)
        self._is_quiet = False
        self.spent_before = self.spent

    @property
    def channel(self) -> Channel:
        """Where the stream is now."""
        return self._parser.channel

    @property
    def spent(self) -> int:
        """Tokens that count for the limits."""
        return self.thinking_tokens + self.answer_tokens

    @property
    def has_thought(self) -> bool:
        """Whether the thinking has a word."""
        return bool(self._thinking)

    @property
    def answer_end(self) -> str:
        """The last characters of the answer."""
        return self._answer_end

    @property
    def owes_answer(self) -> bool:
        """Whether a thought is closed and nothing has come of it: no word, no call."""
        closed = self._starts_thinking and self._parser.thinking_closed
        return closed and not self._has_answer and not self._parser.calls

    def add(self, tokens: list[int]) -> None:
        """Count tokens and stream their text."""
        for token in tokens:
            self._add(token, self._vocabulary.piece(token), counts=True)

    def finish(self) -> None:
        """The stream is over: give out what waited for more."""
        rest = self._decoder.decode(b"", final=True)
        self._write(self._parser.feed(rest) if rest else [])
        self._write(self._parser.finish())

    def calls_in_thinking(self) -> bool:
        """Whether a thought that was never closed ends with calls of tools."""
        return self._tools and bool(trailing_tool_calls("".join(self._thinking)))

    def tool_calls(self) -> tuple[ToolCall, ...]:
        """The calls that the turn ends with."""
        if not self._tools:
            return ()
        calls = [call for text in self._parser.calls if (call := parse_tool_call(text))]
        if not calls and self._parser.channel is Channel.THINKING:
            calls = trailing_tool_calls("".join(self._thinking))
        return tuple(calls)

    def _replay(self, opening: Opening) -> None:
        for place, token in enumerate(opening.tokens):
            piece = self._vocabulary.piece(token)
            given = place < opening.given
            self._add(token, quiet_text(piece) if given else piece, counts=not given)

    def _add(self, token: int, piece: bytes, *, counts: bool) -> None:
        self.tokens.append(token)
        was_thinking = self._parser.channel is Channel.THINKING
        self.thinking_tokens += counts and was_thinking
        self.answer_tokens += counts and not was_thinking
        text = self._decoder.decode(piece)
        if text:
            if was_thinking:
                self.end.add(text)
            self._write(self._parser.feed(text))

    def _write(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            if piece.channel is Channel.THINKING:
                self._thinking.append(piece.text)
            elif piece.channel is Channel.ANSWER:
                self._has_answer = True
                self._answer_end = (self._answer_end + piece.text)[-_ANSWER_END:]
            if not self._is_quiet:
                self._writer.write(self._shown(piece))

    def _shown(self, piece: Piece) -> Piece:
        if piece.channel is Channel.TOOL_CALL and not self._tools:
            return Piece(Channel.ANSWER, piece.text)
        return piece
