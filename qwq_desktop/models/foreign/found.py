"""What is found of other programs' models."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Program(StrEnum):
    """The programs whose models are looked for; the value is their own name."""

    LM_STUDIO = "LM Studio"
    OLLAMA = "Ollama"
    GPT4ALL = "GPT4All"
    JAN = "Jan"
    HUGGING_FACE = "Hugging Face"


@dataclass(frozen=True)
class FoundModel:
    """A model file of another program; of a split one the first part.

    `name` is what that program calls it; `size_bytes` sums the parts.
    """

    program: Program
    name: str
    path: Path
    size_bytes: int


@dataclass(frozen=True)
class Unreadable:
    """A folder or file of another program that the system doesn't let us read."""

    program: Program
    path: Path
    reason: str


@dataclass(frozen=True)
class Findings:
    """All that was found, by program and name."""

    models: tuple[FoundModel, ...]
    unreadable: tuple[Unreadable, ...]
