"""Tool calls that arrive in fragments."""

from dataclasses import dataclass, field

from qwq_desktop.engine.openai.body import parse_object
from qwq_desktop.engine.openai.chunk import CallFragment
from qwq_desktop.engine.protocol import ToolCall
from qwq_desktop.platform.errors import QwQError


@dataclass
class _Growing:
    index: int | None
    id: str
    name: str
    arguments: list[str] = field(default_factory=list)


class ToolCallCollector:
    """Puts fragments together by index, and by what else tells calls apart.

    Continuations often lack id and name. Ollama numbers all calls 0 and tells them apart by id;
    others send no index at all. Some repeat the name in every fragment.
    """

    def __init__(self) -> None:
        self._calls: list[_Growing] = []

    @property
    def is_empty(self) -> bool:
        """Whether no call came."""
        return not self._calls

    def add(self, fragment: CallFragment) -> None:
        """Take the next fragment."""
        call = self._call_of(fragment)
        if call is None:
            call = _Growing(fragment.index, fragment.id, fragment.name)
            self._calls.append(call)
        call.id = call.id or fragment.id
        call.name = call.name or fragment.name
        call.arguments.append(fragment.arguments)

    def finish(self) -> tuple[ToolCall, ...]:
        """The calls, in order.

        Raises QwQError("server_reply_unreadable") for arguments that are no JSON object: to leave a
        call out would end the turn without an answer.
        """
        return tuple(map(_complete, self._calls))

    def _call_of(self, fragment: CallFragment) -> _Growing | None:
        if fragment.index is None:
            begins = fragment.id or fragment.name
            last = self._calls[-1] if self._calls else None
            is_new = begins and (last is None or fragment.id != last.id or not fragment.id)
            return None if is_new else last
        for call in reversed(self._calls):
            if call.index == fragment.index:
                is_other = fragment.id and call.id and fragment.id != call.id
                return None if is_other else call
        return None


def _complete(call: _Growing) -> ToolCall:
    text = "".join(call.arguments).strip()
    arguments = parse_object(text) if text else {}
    if arguments is None or not call.name:
        raise QwQError("server_reply_unreadable", reason="a tool call is not complete")
    return ToolCall(call.name, arguments)
