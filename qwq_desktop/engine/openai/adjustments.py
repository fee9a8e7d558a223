"""What has to be changed about a request so that a server takes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from qwq_desktop.engine.openai.body import parse_object
from qwq_desktop.engine.openai.errors import CONTEXT_LENGTH, reason_of

_REFUSALS = (400, 422, 500, 501)  # 500: llama-server, where its template takes no tools
_NEEDED = ("model", "messages", "stream", "max_completion_tokens", "tool_choice")
_NOT_TAKEN = re.compile(
    r"unrecogni[sz]ed|unknown|unsupported|unexpected|not (?:be )?(?:support|permit|allow|accept|"
    r"configur|set)|extra (?:input|field)|requires",
    re.IGNORECASE,
)
_LIMIT_RENAMED = re.compile(r"use '?max_completion_tokens", re.IGNORECASE)


@dataclass(frozen=True)
class Adjustments:
    """What a server taught by refusing.

    `dropped` are fields that it does not know, `limit_field` is its name for the token limit.
    `no_tool_choice`: it shows the tools to the model, but leaves the reading of calls to us.
    `no_limit`: the token limit does not fit beside this prompt, so that the context ends the answer
    as it would on this computer.
    """

    dropped: frozenset[str] = frozenset()
    limit_field: str = "max_tokens"
    no_tool_choice: bool = False
    no_limit: bool = False

    def apply(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The request as this server takes it."""
        fields = {name: value for name, value in body.items() if name not in self.dropped}
        limit = fields.pop("max_tokens", None)
        if limit is not None and not self.no_limit:
            fields[self.limit_field] = limit
        if self.no_tool_choice and "tools" in fields:
            fields["tool_choice"] = "none"
        return fields

    def after(self, body: Mapping[str, Any], status: int, reply: bytes) -> "Adjustments | None":
        """Learn from a refusal of `body`, as `apply` made it; None if it teaches nothing new."""
        if status not in _REFUSALS:
            return None
        text = reply.decode("utf-8", "replace")
        data = parse_object(text)
        reason = text[:1000] if data is None else reason_of(data)
        if "max_tokens" in body and _LIMIT_RENAMED.search(reason):
            return replace(self, limit_field="max_completion_tokens")
        if self.limit_field in body and (
            CONTEXT_LENGTH.search(reason) or _is_too_large(self.limit_field, reason)
        ):
            return replace(self, no_limit=True)
        if "tools" in body and "tool-call-parser" in reason and "tool_choice" not in body:
            return replace(self, no_tool_choice=True)
        named = _fields_named(body, reason)
        return replace(self, dropped=self.dropped | named) if named else None

    def lasting(self) -> "Adjustments":
        """What counts for the next prompt too."""
        return replace(self, no_limit=False)


def _is_too_large(name: str, reason: str) -> bool:
    return name in reason and re.search(r"too large|exceed|at most|less than", reason) is not None


def _fields_named(body: Mapping[str, Any], reason: str) -> frozenset[str]:
    """The fields that a server says it does not take."""
    if not _NOT_TAKEN.search(reason):
        return frozenset()
    fields = [name for name in body if name not in _NEEDED]
    named = frozenset(name for name in fields if re.search(rf"\b{name}\b", reason))
    if not named and "tools" in body and re.search(r"\btool", reason, re.IGNORECASE):
        return frozenset({"tools"})
    return named
