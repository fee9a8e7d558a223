"""Renders prompts in which only the template's own special tokens are special, contents are text.

A chat template pastes contents between control tokens, and a tokenizer that has to read those reads
`<|im_end|>` in a question as well. So each occurrence of a special token's text inside the contents
gets a marker after its first character; the rendered prompt is split at the markers, and the pieces
are tokenized one by one: half a tag matches nothing. Joined, they are the unmarked prompt.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from qwq_desktop.engine.protocol import ChatMessage, ToolCall
from qwq_desktop.engine.template import ChatTemplate

_THINKING_TAGS = ("<think>", "</think>")
_ANY_CLOSED_THINKING = re.compile(r"<think>\s*</think>\s*\Z")
_OPEN_THINKING = re.compile(r"<think>\s*\Z")
_OPENER = "<think>\n"
_EMPTY_THINKING = "<think>\n\n</think>\n\n"
_NEXT_QUESTIONS = ("a", "中")  # begin with different tokens in any vocabulary


@dataclass(frozen=True)
class RenderedPrompt:
    r"""A prompt: `text` for people, `pieces` for the tokenizer (joined, they are the text).

    `starts_thinking` tells that it ends with `<think>\n`: the model's first token is thinking.
    """

    text: str
    pieces: tuple[str, ...]
    starts_thinking: bool


def render_prompt(
    template: ChatTemplate,
    messages: Sequence[ChatMessage],
    tools: Sequence[dict[str, Any]],
    *,
    thinking: bool,
    special_texts: Sequence[str],
    raw_history: bool,
) -> RenderedPrompt:
    r"""The prompt for the next assistant turn.

    `special_texts` are the texts of the vocabulary's control and user-defined tokens; those of one
    character or of nothing but whitespace can't be broken and are left alone. With `raw_history`
    the thinking tags in assistant messages stay the template's to split, as in transformers;
    without it they are text of the answer.

    A thinking turn always ends with `<think>\n`, whatever the template does; otherwise thinking
    that it opens is closed. Raises QwQError("template_failed").
    """
    strings = list(_strings(messages, tools))
    special = _occurring(special_texts, strings)
    if special:
        marker = _unused_character(
            (*strings, template.source, template.bos_token, template.eos_token)
        )
        messages, tools = _marked(messages, tools, special, marker, raw_history=raw_history)
        rendered = template.render(messages, tools, thinking=thinking)
        # A template may write JSON with its characters escaped.
        pieces = re.split(rf"{marker}|\\u{ord(marker):04x}", rendered)
    else:
        pieces = [template.render(messages, tools, thinking=thinking)]
    pieces[-1] = _open_turn(pieces[-1], thinking=thinking)
    return RenderedPrompt("".join(pieces), tuple(filter(None, pieces)), thinking)


def plain_pieces(text: str, special_texts: Sequence[str]) -> tuple[str, ...]:
    """A text in pieces none of which holds a special token's text; joined, they are the text."""
    marker = _unused_character((text,))
    marked = _marking(_occurring(special_texts, (text,)), marker)(text)
    return tuple(filter(None, marked.split(marker)))


def tokenize_pieces(pieces: Iterable[str], tokenize: Callable[[str], list[int]]) -> list[int]:
    """The prompt's tokens; `tokenize` parses special tokens and adds none of its own."""
    return list(chain.from_iterable(map(tokenize, pieces)))


def stable_prefix(
    messages: Sequence[ChatMessage], tokenize: Callable[[Sequence[ChatMessage]], list[int]]
) -> list[int]:
    """The tokens with which the next prompt will begin, whatever the user writes.

    `tokenize` renders and tokenizes a conversation; it is asked about the history with two
    different questions after it, and what these prompts share is sure. (A question that begins with
    a line break may merge with the last token of it.) A conversation that ends with the user's
    words is one whose last message has only begun: an attachment, and the question will follow.
    """
    begun = ""
    if messages and messages[-1].role == "user":
        *messages, last = messages
        begun = f"{last.content}\n\n"
    first, second = (
        tokenize((*messages, ChatMessage("user", begun + question))) for question in _NEXT_QUESTIONS
    )
    return first[: common_length(first, second)]


def common_length(first: Sequence[int], second: Sequence[int]) -> int:
    """How many tokens two sequences share at their start."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


def _open_turn(text: str, *, thinking: bool) -> str:
    """Brings the end of the prompt into the state asked for."""
    if not thinking:
        return _OPEN_THINKING.sub(lambda _: _EMPTY_THINKING, text)
    text = _ANY_CLOSED_THINKING.sub("", text)
    return _OPEN_THINKING.sub("", text) + _OPENER


def _strings(messages: Sequence[ChatMessage], tools: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Every text that the template may paste."""
    for message in messages:
        yield message.role
        yield message.content or ""
        for call in message.tool_calls:
            yield call.name
            yield from _texts_in(call.arguments)
    yield from _texts_in(list(tools))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts_in(key)
            yield from _texts_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts_in(item)


def _occurring(special_texts: Sequence[str], strings: Sequence[str]) -> list[str]:
    """Vocabularies have up to thousands of special tokens, conversations hardly ever one."""
    everything = "\n".join(strings)
    breakable = {text for text in special_texts if len(text) > 1 and not text.isspace()}
    return sorted(text for text in breakable if text in everything)


def _unused_character(texts: Iterable[str]) -> str:
    """A private-use character that occurs nowhere, neither itself nor as a JSON escape."""
    everything = "\n".join(texts)
    escaped = everything.lower()
    candidates = map(chr, range(0xE000, 0xF900))
    return next(c for c in candidates if c not in everything and f"\\u{ord(c):04x}" not in escaped)


def _marked(
    messages: Sequence[ChatMessage],
    tools: Sequence[dict[str, Any]],
    special: Sequence[str],
    marker: str,
    *,
    raw_history: bool,
) -> tuple[list[ChatMessage], list[dict[str, Any]]]:
    mark = _marking(special, marker)
    mark_answer = mark
    if raw_history:
        mark_answer = _marking([text for text in special if text not in _THINKING_TAGS], marker)
    marked = [
        ChatMessage(
            mark(m.role),
            (mark_answer if m.role == "assistant" else mark)(m.content or ""),
            tuple(ToolCall(mark(c.name), _map_texts(c.arguments, mark)) for c in m.tool_calls),
        )
        for m in messages
    ]
    return marked, _map_texts(list(tools), mark)


def _marking(special: Sequence[str], marker: str) -> Callable[[str], str]:
    """Puts the marker behind the first character of each occurrence, overlapping ones too."""
    if not special:
        return lambda text: text
    starts = re.compile(rf"(?=(?:{'|'.join(map(re.escape, special))}))(.)", re.DOTALL)
    return lambda text: starts.sub(lambda match: match[1] + marker, text)


def _map_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(key): _map_texts(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_map_texts(item, change) for item in value]
    return value
