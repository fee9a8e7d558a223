"""Requests and events as lines of JSON, and back."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any, get_args

from qwq_desktop.engine.protocol.events import (
    DeltaEvent,
    DoneEvent,
    Event,
    StopReason,
    Timings,
    Usage,
)
from qwq_desktop.engine.protocol.messages import Channel, ChatMessage, ToolCall, TurnState
from qwq_desktop.engine.protocol.requests import LoadRequest, Request, SteerAction
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.settings.schema import SamplingSettings, ThinkingLanguage, ThinkingMode

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_REQUESTS: dict[str, type[Any]] = {cls.kind: cls for cls in get_args(Request)}
_EVENTS: dict[str, type[Any]] = {cls.kind: cls for cls in get_args(Event)}


def encode(message: Request | Event) -> bytes:
    """One line of UTF-8 JSON with its newline.

    Lone surrogates become question marks, so that any text can travel.
    """
    # A delta holds plain values alone, and one leaves for nearly every token: asdict's deep copy
    # costs some 30 µs of each.
    values = vars(message) if isinstance(message, DeltaEvent) else dataclasses.asdict(message)
    data = {"kind": message.kind, **values}
    text = _JSON.encode(data)
    return text.encode("utf-8", "replace") + b"\n"


def decode_request(line: bytes) -> Request:
    """The request on a line. Raises QwQError("bad_request")."""
    values = _parse(line, "bad_request")
    try:
        cls = _REQUESTS[values.pop("kind")]
        request: Request = cls(**_read(values))
    except (KeyError, TypeError, ValueError) as error:
        raise QwQError("bad_request", detail=repr(error)) from error
    return request


def decode_event(line: bytes) -> Event:
    """The event on a line. Raises QwQError("bad_event")."""
    values = _parse(line, "bad_event")
    try:
        cls = _EVENTS[values.pop("kind")]
        if cls is DeltaEvent:
            values["channel"] = Channel(values["channel"])
        if cls is DoneEvent:
            values["stop"] = StopReason(values["stop"])
            values["usage"] = Usage(**values["usage"])
            values["timings"] = Timings(**values["timings"])
            values["tool_calls"] = tuple(ToolCall(**c) for c in values["tool_calls"])
            if values.get("state") is not None:
                values["state"] = turn_state(values["state"])
        event: Event = cls(**values)
    except (KeyError, TypeError, ValueError) as error:
        raise QwQError("bad_event", detail=repr(error)) from error
    return event


def turn_state(values: dict[str, Any]) -> TurnState:
    """A state from the JSON object that `dataclasses.asdict` makes of it.

    Raises KeyError, TypeError or ValueError for anything else.
    """
    tokens = tuple(map(int, values["tokens"]))
    return TurnState(**{**values, "tokens": tokens})


def _read(values: dict[str, Any]) -> dict[str, Any]:
    """The fields of a request with what JSON has no form for."""
    return {k: _READERS[k](v) if k in _READERS else v for k, v in values.items()}


def _message(values: dict[str, Any]) -> ChatMessage:
    calls = tuple(ToolCall(**c) for c in values.get("tool_calls", ()))
    return ChatMessage(values["role"], values["content"], calls)


def _parse(line: bytes, code: str) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8", "replace"))
    except ValueError as error:
        raise QwQError(code, detail=repr(error)) from error
    if not isinstance(data, dict):
        raise QwQError(code, detail="not an object")
    return data


_READERS: dict[str, Callable[[Any], Any]] = {
    "action": SteerAction,
    "devices": tuple,
    "loads": lambda loads: tuple(LoadRequest(**_read(load)) for load in loads),
    "messages": lambda messages: tuple(map(_message, messages)),
    "sampling": lambda values: SamplingSettings(**values),
    "state": lambda values: None if values is None else turn_state(values),
    "tensor_split": tuple,
    "texts": lambda texts: tuple(map(str, texts)),
    "thinking": ThinkingMode,
    "thinking_language": ThinkingLanguage,
    "tools": tuple,
}
