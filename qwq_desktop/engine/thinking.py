"""Splits a model's stream into thinking, answer and tool calls, whatever becomes of its tags.

The rules, in the order of a stream:

- Thinking: an opener at its very start is swallowed (the prompt had one already); later openers and
  tool-call tags are text; the first `</think>` closes it. Without a closer all is thinking; the
  caller decides what that means.
- Answer: closers at its very start are swallowed, an opener there begins to think again. Later, a
  tag that stands alone on its line counts too: a closer is dropped, an opener begins to think
  again. Beside other text a tag is text, for somebody may write about it.
- `UNKNOWN` is an answer, until a lone `</think>` tells that everything so far was thinking: the
  answer is retracted, once.
- `<tool_call>` in the answer begins a call when it starts a line or a `{` follows; `</tool_call>`
  ends it. A `</think>` that starts a line in a call tells that the call was given up.
- Blank lines at the start of each part and whitespace at its end are trimmed; the indentation of a
  first line stays. Parts of the same channel (an answer around a tool call, a second thinking) are
  joined by a blank line.

Nothing that was given out is taken back but by a retraction: a possible tag and trailing whitespace
wait until what follows decides.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NoReturn

from qwq_desktop.engine.protocol import Channel, ToolCall

OPEN = "<think>"
CLOSE = "</think>"
CALL_OPEN = "<tool_call>"
CALL_CLOSE = "</tool_call>"

_TAGS = (OPEN, CLOSE, CALL_OPEN, CALL_CLOSE)
_LONGEST_TAG = max(map(len, _TAGS))
_SPACES = " \t\r\n"  # not U+3000 and its kin: those indent Chinese paragraphs
_TOKEN = re.compile(r"</?think>|</?tool_call>|[ \t\r\n]+|<|[^< \t\r\n]+")


class Start(StrEnum):
    """Where a stream begins."""

    THINKING = "thinking"  # the prompt ended with `<think>\n`
    ANSWER = "answer"  # the thinking is closed already, or switched off
    UNKNOWN = "unknown"  # nobody knows what this model does


@dataclass(frozen=True, slots=True)
class Piece:
    """New text of a channel.

    With `retracts_answer` the answer so far turns into thinking first, and `text` follows it there.
    """

    channel: Channel
    text: str
    retracts_answer: bool = False


def gather(pieces: Iterable[Piece]) -> dict[Channel, str]:
    """The whole text of each channel, retractions applied."""
    parts: dict[Channel, list[str]] = {channel: [] for channel in Channel}
    for piece in pieces:
        if piece.retracts_answer:
            parts[Channel.THINKING].extend(parts[Channel.ANSWER])
            parts[Channel.ANSWER].clear()
        parts[piece.channel].append(piece.text)
    return {channel: "".join(texts) for channel, texts in parts.items()}


class ThinkingParser:
    """Reads a stream in chunks of any size; the cost is linear in its length."""

    def __init__(self, start: Start) -> None:
        self._channel = Channel.THINKING if start is Start.THINKING else Channel.ANSWER
        self._closed = start is Start.ANSWER
        self._may_retract = start is Start.UNKNOWN
        self._partial = ""  # what may become a tag
        self._space: list[str] = []  # whitespace since the last text of this part
        self._blank = True  # this part has no text yet
        self._used: set[Channel] = set()  # channels with text
        self._alone: list[
            str
        ] = []  # tags and spaces on a line of the answer with nothing else so far
        self._inline_call: list[str] = []  # a call's opener within a line, and whitespace after it
        self._call: list[str] = []
        self._calls: list[str] = []
        self._out: list[tuple[Channel, list[str], bool]] = []

    @property
    def channel(self) -> Channel:
        """Where the stream is now; `UNKNOWN` counts as the answer."""
        return self._channel

    @property
    def thinking_closed(self) -> bool:
        """Whether thinking has ended (or never was to be), and hasn't begun again."""
        return self._closed and self._channel is not Channel.THINKING

    @property
    def calls(self) -> tuple[str, ...]:
        """The contents of the complete tool calls so far, unparsed."""
        return tuple(self._calls)

    def feed(self, text: str) -> list[Piece]:
        """What the next chunk of the stream adds."""
        if self._is_plain(text):
            return self._pass_on(text)
        text = self._partial + text
        cut = _partial_tag(text)
        self._partial = text[cut:]
        for match in _TOKEN.finditer(text, 0, cut):
            self._take(match.group())
        return self._drain()

    def finish(self) -> list[Piece]:
        """What waited for more, now that the stream is over."""
        for match in _TOKEN.finditer(self._partial):
            self._take(match.group())
        self._partial = ""
        self._settle_tags()
        if self._inline_call:
            self._release_inline_call()
        return self._drain()

    def _is_plain(self, text: str) -> bool:
        """Whether nothing is to be decided about a chunk: the rule, for most tokens are words."""
        waits = self._blank or self._partial or self._alone or self._inline_call
        return not waits and "<" not in text and self._channel is not Channel.TOOL_CALL

    def _pass_on(self, text: str) -> list[Piece]:
        """What `feed` gives for a plain chunk, without taking it apart."""
        words = text.rstrip(_SPACES)
        space = text[len(words) :]
        if words:
            words = "".join(self._space) + words
            self._space.clear()
        if space:
            self._space.append(space)
        return [Piece(self._channel, words)] if words else []

    def _take(self, token: str) -> None:
        if token[0] in _SPACES:
            self._take_space(token)
        elif self._channel is Channel.THINKING:
            self._in_thinking(token)
        elif self._channel is Channel.TOOL_CALL:
            self._in_call(token)
        elif self._alone:
            self._beside_tags(token)
        elif self._inline_call:
            self._after_inline_call(token)
        else:
            self._in_answer(token)

    def _take_space(self, token: str) -> None:
        if self._inline_call:
            self._inline_call.append(token)
        elif self._alone:
            self._alone.append(token)
            if "\n" in token:
                self._settle_tags()
        else:
            self._space.append(token)

    def _in_thinking(self, token: str) -> None:
        if token == CLOSE:
            self._closed = True
            self._enter(Channel.ANSWER)
        elif token == OPEN and self._blank:
            self._space.clear()
        else:
            self._emit(token)

    def _in_call(self, token: str) -> None:
        if token == CALL_CLOSE:
            self._calls.append("".join(self._call).strip())
            self._call.clear()
            self._enter(Channel.ANSWER)
        elif token == CLOSE and any("\n" in space for space in self._space):
            self._call.clear()  # no JSON has a tag on a line of its own: the call was given up
            self._enter(Channel.ANSWER)
        else:
            self._emit(token)

    def _in_answer(self, token: str) -> None:
        if token not in _TAGS:
            self._emit(token)
        elif token == CLOSE and self._may_retract:
            self._retract()
        elif token == CALL_OPEN:
            if self._starts_line():
                self._enter(Channel.TOOL_CALL)
            else:
                self._inline_call.append(token)
        elif self._blank:
            self._space.clear()
            if token == OPEN:
                self._think_again()
        elif self._starts_line():
            self._alone.append(token)
        else:
            self._emit(token)

    def _beside_tags(self, token: str) -> None:
        if token == CALL_OPEN:
            self._settle_tags()
            self._take(token)
        elif token in _TAGS:
            self._alone.append(token)
        else:
            text = "".join(self._alone)
            self._alone.clear()
            self._emit(text)
            self._emit(token)

    def _settle_tags(self) -> None:
        """The tags stand alone on their line: drop them, and think again if the last one opens."""
        tags = [token for token in self._alone if token in _TAGS]
        self._space.extend(token for token in self._alone if token not in _TAGS)
        self._alone.clear()
        if tags and tags[-1] == OPEN:
            self._think_again()

    def _after_inline_call(self, token: str) -> None:
        if token.startswith("{"):
            self._inline_call.clear()
            self._enter(Channel.TOOL_CALL)
        else:
            self._release_inline_call()
        self._take(token)

    def _release_inline_call(self) -> None:
        tag, *spaces = self._inline_call
        self._inline_call.clear()
        self._emit(tag)
        self._space.extend(spaces)

    def _starts_line(self) -> bool:
        return self._blank or any("\n" in space for space in self._space)

    def _think_again(self) -> None:
        self._may_retract = False
        self._enter(Channel.THINKING)

    def _retract(self) -> None:
        self._may_retract = False
        self._closed = True
        if Channel.ANSWER in self._used:
            self._used ^= {Channel.ANSWER, Channel.THINKING}
            self._out.append((Channel.THINKING, [], True))
        self._enter(Channel.ANSWER)

    def _enter(self, channel: Channel) -> None:
        self._channel = channel
        self._space.clear()
        self._blank = True

    def _emit(self, text: str) -> None:
        if self._blank or self._space:
            text = self._lead() + text
        if self._channel is Channel.TOOL_CALL:
            self._call.append(text)
        if not self._out or self._out[-1][0] is not self._channel:
            self._out.append((self._channel, [], False))
        self._out[-1][1].append(text)

    def _lead(self) -> str:
        """What comes between the last text and the next."""
        space = "".join(self._space)
        self._space.clear()
        if not self._blank:
            return space
        self._blank = False
        indentation = space[space.rfind("\n") + 1 :] if "\n" in space else ""
        if self._channel in self._used:
            return "\n\n" + indentation
        self._used.add(self._channel)
        return indentation

    def _drain(self) -> list[Piece]:
        pieces = [
            Piece(channel, "".join(texts), retracts) for channel, texts, retracts in self._out
        ]
        self._out.clear()
        return pieces


def parse_tool_call(text: str) -> ToolCall | None:
    """The call in a block's content or in a whole `<tool_call>` block, None unless it is complete.

    It has to be one JSON object with a `name` and with `arguments`, an object or a string that
    holds one.
    """
    text = text.strip()
    if text.startswith(CALL_OPEN) and text.endswith(CALL_CLOSE):
        text = text[len(CALL_OPEN) : -len(CALL_CLOSE)]
    call = _json_object(text)
    if call is None:
        return None
    name = call.get("name")
    arguments = call.get("arguments")
    if isinstance(arguments, str):
        arguments = _json_object(arguments)
    if not isinstance(name, str) or not name or not isinstance(arguments, dict):
        return None
    return ToolCall(name, arguments)


def trailing_tool_calls(thinking: str) -> list[ToolCall]:
    """The complete calls at the end of a thinking that was never closed.

    QwQ may forget `</think>` before it calls a tool. Only whitespace may stand between them and
    after them; calls further up were only thought about.
    """
    calls: list[ToolCall] = []
    rest = thinking.rstrip()
    while rest.endswith(CALL_CLOSE):
        at = rest.rfind(CALL_OPEN)
        call = parse_tool_call(rest[at:]) if at >= 0 else None
        if call is None:
            break
        calls.insert(0, call)
        rest = rest[:at].rstrip()
    return calls


def _partial_tag(text: str) -> int:
    """Where a tag may begin that the end of the text cuts; else the text's length."""
    at = text.rfind("<", max(0, len(text) - _LONGEST_TAG))
    if at >= 0 and any(len(text) - at < len(tag) and tag.startswith(text[at:]) for tag in _TAGS):
        return at
    return len(text)


def _json_object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _refuse(constant: str) -> NoReturn:
    """JSON has no NaN and no infinities, though Python's reader takes them."""
    raise ValueError(constant)
