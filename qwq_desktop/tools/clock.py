"""The current date and time for the model, which has no clock of its own."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from qwq_desktop.tools.registry import Tool


def clock(now: Callable[[], datetime] = lambda: datetime.now().astimezone()) -> Tool:
    """The tool `get_datetime`; `now` returns the local time with its zone."""

    def run(_arguments: dict[str, Any]) -> str:
        return now().strftime("%Y-%m-%d %H:%M (%A)")

    return Tool(
        "get_datetime",
        "Get the current date and time.",
        {"type": "object", "properties": {}},
        run,
    )
