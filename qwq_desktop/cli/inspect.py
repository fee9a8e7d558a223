"""`prompt`: what a model would see."""

import argparse
import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop

from qwq_desktop.cli.output import print_json
from qwq_desktop.engine.protocol import (
    ChatMessage,
    CountRequest,
    DoneEvent,
    ErrorEvent,
    Event,
    LoadRequest,
    Request,
    ToolCall,
)
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.services import DEFAULT_MODEL, Services


def run_prompt(arguments: argparse.Namespace, services: Services) -> int:
    """Print the exact prompt a model would see. Raises QwQError."""
    messages, tools = read_messages(Path(arguments.messages))
    reference = arguments.model or services.settings.value.last_model or DEFAULT_MODEL
    ref = services.library.resolve(reference)
    read_metadata(ref.path)
    engine = services.models.engine
    call(services, LoadRequest(engine.next_id(), str(ref.path), 512, vocab_only=True))
    done = call(services, CountRequest(engine.next_id(), messages, tools, raw_history=True))
    if arguments.json:
        print_json(done.result)
    else:
        print(done.result["text"])
    return 0


def read_messages(path: Path) -> tuple[tuple[ChatMessage, ...], tuple[dict[str, Any], ...]]:
    """The messages and tools of a `--messages` file. Raises QwQError("bad_messages_file")."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        messages = tuple(_message(values) for values in data["messages"])
        return messages, tuple(data.get("tools") or ())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise QwQError("bad_messages_file", path=str(path), reason=str(error)) from error


def _message(values: dict[str, Any]) -> ChatMessage:
    calls = tuple(_tool_call(call.get("function", call)) for call in values.get("tool_calls") or ())
    content = values.get("content")
    return ChatMessage(values["role"], "" if content is None else str(content), calls)


def _tool_call(values: dict[str, Any]) -> ToolCall:
    arguments = values["arguments"]
    return ToolCall(
        values["name"], json.loads(arguments) if isinstance(arguments, str) else arguments
    )


def call(services: Services, request: Request) -> DoneEvent:
    """Send one request to the engine process and wait for its end. Raises QwQError."""
    models = services.models
    loop = QEventLoop()
    ended: list[DoneEvent | ErrorEvent] = []

    def listen(event: Event) -> None:
        if isinstance(event, DoneEvent | ErrorEvent):
            ended.append(event)
            loop.quit()

    def died(error: QwQError) -> None:
        ended.append(ErrorEvent(request.id, error.code, error.detail, error.facts))
        loop.quit()

    models.engine_died.connect(died)
    models.engine.start()
    models.calls.send(request, listen)
    loop.exec()
    models.engine_died.disconnect(died)
    event = ended[0]
    if isinstance(event, ErrorEvent):
        raise QwQError(event.code, detail=event.detail, **event.facts)
    return event
