"""What the tests of the chat view share: parts, messages, and texts that models really wrote."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qwq_desktop.storage.records import Message, MessageStatus, Role, TurnRecord
from qwq_desktop.ui.chat.text_parts import TextParts, text_parts
from qwq_desktop.ui.theme.icons import Icons
from qwq_desktop.ui.theme.tokens import Theme


@pytest.fixture(scope="session")
def streams() -> list[str]:
    """Outputs of QwQ and its relatives."""
    text = (Path(__file__).parent / "data" / "streams.json").read_text("utf-8")
    return [record["text"] for record in json.loads(text)]


@pytest.fixture
def parts(bundled_fonts: list[str], theme: Theme, icons: Icons) -> TextParts:
    """The parts that texts share."""
    return text_parts(theme, icons)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def question() -> Callable[..., Message]:
    def make(
        message_id: int = 1, text: str = "What is 6 × 7?", parent: int | None = None
    ) -> Message:
        return Message(message_id, 1, parent, Role.USER, text)

    return make


@pytest.fixture
def answer() -> Callable[..., Message]:
    base = Message(2, 1, 1, Role.ASSISTANT, "", turn=TurnRecord(model_name="QwQ Nano"))

    def make(message_id: int = 2, text: str = "42", **changes: object) -> Message:
        return replace(base, id=message_id, text=text, **changes)

    return make


@pytest.fixture
def streaming(answer: Callable[..., Message]) -> Callable[..., Message]:
    def make(message_id: int = 2, text: str = "", **changes: object) -> Message:
        return answer(message_id, text, status=MessageStatus.STREAMING, **changes)

    return make
