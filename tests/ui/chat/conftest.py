"""What the tests of the chat view share: parts, messages, and texts that models really wrote."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

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


@pytest.fixture
def looks_as_it_did() -> Callable[..., None]:
    """Compares an image with the one that was kept; a missing one is written, and that fails.

    What decides is the share of pixels that differ by more than a shade. Smoothing and fonts'
    edges differ between systems: `coarser` compares both at so many times less resolution.
    """

    def compare(
        image: QImage, path: Path, *, coarser: int = 1, largest_share: float = 0.004
    ) -> None:
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            image.save(str(path))
            pytest.fail(f"{path} was missing and has been written: look at it")
        kept = QImage(str(path))
        assert abs(kept.width() - image.width()) <= 1
        assert abs(kept.height() - image.height()) <= coarser
        kept, image = (_coarse(each, coarser) for each in (kept, image))
        width = min(kept.width(), image.width())
        height = min(kept.height(), image.height())
        shade = 96 // coarser
        different = sum(
            abs(kept.pixelColor(x, y).lightness() - image.pixelColor(x, y).lightness()) > shade
            for x in range(width)
            for y in range(height)
        )
        assert different <= largest_share * width * height

    return compare


def _coarse(image: QImage, times: int) -> QImage:
    return image.convertToFormat(QImage.Format.Format_RGB32).scaled(
        image.width() // times,
        image.height() // times,
        mode=Qt.TransformationMode.SmoothTransformation,
    )


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
