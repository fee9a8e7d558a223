"""What a server's refusal means."""

import re
from collections.abc import Mapping
from typing import Any

from qwq_desktop.engine.openai.body import parse_object
from qwq_desktop.platform.errors import QwQError

_LONGEST_REASON = 300  # characters
CONTEXT_LENGTH = re.compile(r"maximum context length is (\d+)", re.IGNORECASE)
_REQUESTED = re.compile(
    r"(?:requested|has|contains at least|resulted in)\s+(\d+)\s+(?:input\s+)?tokens", re.IGNORECASE
)


def error_from(status: int, body: bytes, url: str, retry_after: str = "") -> QwQError:
    """The error that a reply with an error status means.

    Codes: server_auth, server_busy, message_too_long, server_not_openai, server_error.
    """
    text = body.decode("utf-8", "replace")
    data = parse_object(text)
    reason = reason_of(data) if data is not None else _plain(text)
    if status in (401, 403):
        return QwQError("server_auth", url=url, status=status, reason=reason)
    if status in (429, 503):
        seconds = int(retry_after) if re.fullmatch(r"\d{1,6}", retry_after.strip()) else None
        return QwQError("server_busy", url=url, status=status, seconds=seconds, reason=reason)
    too_long = _too_long(data, reason)
    if too_long is not None:
        return too_long
    if status in (404, 405) and data is None:
        return QwQError("server_not_openai", url=url, status=status)
    return QwQError("server_error", url=url, status=status, reason=reason)


def error_in_stream(error: Any, url: str) -> QwQError:
    """The error that a server reports in the middle of its answer."""
    data = {"error": error}
    reason = reason_of(data)
    too_long = _too_long(data, reason)
    if too_long is not None:
        return too_long
    code = error.get("code") if isinstance(error, dict) else None
    status = code if isinstance(code, int) and not isinstance(code, bool) else 200
    return QwQError("server_error", url=url, status=status, reason=reason)


def reason_of(data: Mapping[str, Any]) -> str:
    """What a server says in one of the usual forms, without what it repeats of the request."""
    for value in (data.get("error"), data.get("message"), data.get("detail")):
        if isinstance(value, dict):
            value = value.get("message") or value.get("type")
        if isinstance(value, list):  # FastAPI: each has a place, a message, and the input itself
            value = "; ".join(_field_error(item) for item in value if isinstance(item, dict))
        if isinstance(value, str) and value.strip():
            return _shortened(value)
    return ""


def _too_long(data: Mapping[str, Any] | None, reason: str) -> QwQError | None:
    """The error of a prompt that does not fit, as llama-server and vLLM report it."""
    error = (data or {}).get("error")
    if isinstance(error, dict) and error.get("type") == "exceed_context_size_error":
        tokens, available = error.get("n_prompt_tokens"), error.get("n_ctx")
        return QwQError("message_too_long", tokens=tokens, available=available)
    context, requested = CONTEXT_LENGTH.search(reason), _REQUESTED.search(reason)
    if context is None:
        return None
    tokens = int(requested[1]) if requested else None
    return QwQError("message_too_long", tokens=tokens, available=int(context[1]))


def _field_error(item: Mapping[str, Any]) -> str:
    place = item.get("loc")
    where = ".".join(str(part) for part in place) if isinstance(place, list) else ""
    return ": ".join(filter(None, (where, str(item.get("msg", "")))))


def _plain(text: str) -> str:
    """A text that is no JSON: the first words of it, nothing of a page."""
    return "" if text.lstrip().startswith("<") else _shortened(text)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_REASON else f"{text[: _LONGEST_REASON - 1]}…"
