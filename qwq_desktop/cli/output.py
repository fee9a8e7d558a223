"""What commands print: JSON lines for programs, text for people, failures on stderr."""

import json
import sys
from typing import Any

from qwq_desktop.platform.errors import QwQError

_DIM, _PLAIN = "\x1b[2m", "\x1b[0m"


def print_json(data: dict[str, Any]) -> None:
    """One JSON object on a line of its own."""
    print(json.dumps(data, ensure_ascii=False), flush=True)


def print_error(error: QwQError) -> None:
    """What happened and what to do, on stderr."""
    from qwq_desktop.platform.explain import explain  # brings Qt, which not every command needs

    print(explain(error.code, error.facts).whole, file=sys.stderr, flush=True)


class AnswerPrinter:
    """Prints a turn as it comes: JSON lines, or the answer, and the thinking dimmed on stderr."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._dims = not as_json and sys.stderr.isatty()

    def text(self, channel: str, text: str) -> None:
        """A piece of thinking or answer."""
        if self._as_json:
            print_json({"type": channel, "text": text})
        elif channel == "answer":
            print(text, end="", flush=True)
        elif self._dims:
            print(f"{_DIM}{text}{_PLAIN}", end="", file=sys.stderr, flush=True)

    def retract_answer(self) -> None:
        """All of the answer so far turned out to be thinking; what follows is the answer."""
        if self._as_json:
            print_json({"type": "answer_retracted"})
        else:
            print("\n", flush=True)

    def begin_answer(self) -> None:
        """The thinking is over."""
        if self._dims:
            print("\n", file=sys.stderr, flush=True)

    def tool_call(self, name: str, arguments: dict[str, Any]) -> None:
        """The model calls a tool."""
        if self._as_json:
            print_json({"type": "tool_call", "name": name, "arguments": arguments})

    def tool_result(self, name: str, result: str) -> None:
        """What the tool returned."""
        if self._as_json:
            print_json({"type": "tool_result", "name": name, "result": result})

    def citation(
        self, number: int | None, document: str | None, page: int | None, quote: str, verdict: str
    ) -> None:
        """What the answer quotes or cites, and whether that was found word for word."""
        is_verified = verdict == "verified"
        if self._as_json:
            print_json(
                {
                    "type": "citation",
                    "document": document,
                    "page": page,
                    "quote": quote,
                    "verified": is_verified,
                    "number": number,
                    "verdict": verdict,
                }
            )
            return
        place = (document or "?") if page is None else f"{document}:{page}"
        sign = ("✓ " if is_verified else "✗ ") if quote else ""
        print(f"\n[{number or '–'}] {place}  {sign}{' '.join(quote.split())}".rstrip(), end="")

    def turns_left(self, count: int) -> None:
        """The context is full: the model doesn't see the oldest turns any more."""
        if self._as_json:
            print_json({"type": "turns_left", "count": count})
        else:
            from PySide6.QtCore import QCoreApplication  # not every command needs it

            text = QCoreApplication.translate(
                "Cli", "The context is full: the model no longer sees the oldest part of this chat."
            )
            print(text, file=sys.stderr, flush=True)

    def done(self, stop: str, usage: dict[str, int], timings: dict[str, float]) -> None:
        """The turn is over."""
        if self._as_json:
            print_json({"type": "done", "stop": stop, "usage": usage, "timings": timings})
        else:
            print(flush=True)
