"""E-mail messages (EML): the headers people read, the text, the names of what is attached."""

from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.message import Message
from pathlib import Path
from typing import Any

from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.parser.formats import html, plain
from qwq_desktop.documents.text import BlockKind
from qwq_desktop.platform.decoding import decoded
from qwq_desktop.platform.errors import QwQError

_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS = 500


def read(path: Path, draft: Draft) -> None:
    """The message; of several forms of the same text the plain one. Raises QwQError."""
    try:
        with path.open("rb") as file:
            message = message_from_binary_file(file, policy=policy.default)
    except (ValueError, LookupError, AttributeError) as error:
        raise QwQError("document_damaged", detail=repr(error)) from error
    draft.title = _header(message, "Subject")
    headers = [(name, _header(message, name)) for name in _HEADERS]
    draft.paragraph("\n".join(f"{name}: {value}" for name, value in headers if value))
    attached: list[str] = []
    for part in _parts(message):
        name = part.get_filename()
        if name or part.get_content_disposition() == "attachment":
            attached.append(str(name or part.get_content_type()))
        elif part.get_content_maintype() == "text":
            _add_body(part, draft)
    if attached:
        draft.add(BlockKind.LIST, "\n".join(f"Attachment: {name}" for name in attached))


def _header(message: Message, name: str) -> str:
    """A header in readable form; broken ones may not be readable at all."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""


def _parts(message: Message) -> Iterator[Any]:
    """The parts that say something, in order, without recursion."""
    waiting: list[Any] = [message]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop()
        seen += 1
        if not part.is_multipart():
            yield part
        elif part.get_content_type() == "multipart/alternative":
            waiting.append(_simplest(part.get_payload()))
        else:
            waiting += reversed(part.get_payload())


def _simplest(parts: list[Any]) -> Any:
    plain_ones = [part for part in parts if part.get_content_type() == "text/plain"]
    return plain_ones[0] if plain_ones else parts[-1]


def _add_body(part: Any, draft: Draft) -> None:
    data = part.get_payload(decode=True)
    text = _decoded(data if isinstance(data, bytes) else b"", part.get_content_charset())
    if part.get_content_subtype() == "html":
        html.add_html(text, draft)
    else:
        plain.read(text, draft)


def _decoded(data: bytes, charset: str | None) -> str:
    """As the part says it is written, or as it looks where that is wrong."""
    try:
        return data.decode(charset or "utf-8").replace("\r\n", "\n")
    except (UnicodeDecodeError, LookupError):
        return decoded(data) or data.decode("utf-8", "replace")
