"""What can be chosen about an export."""

from dataclasses import dataclass
from enum import StrEnum


class ExportFormat(StrEnum):
    """The formats, by the ending of their files."""

    MARKDOWN = "md"
    HTML = "html"
    WORD = "docx"
    PDF = "pdf"
    JSON = "json"


@dataclass(frozen=True)
class ExportOptions:
    """`with_thinking` adds what the model thought, and its calls of tools."""

    with_thinking: bool = False
