"""Texts beside a question: read from files, told apart from documents, rendered for the prompt."""

from collections.abc import Sequence
from pathlib import Path, PurePath

from qwq_desktop.platform.decoding import decoded
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import Attachment

MOST_BYTES = 2_000_000  # of one file; more than half a million tokens
LONG_CHARACTERS, LONG_LINES = 4_000, 60  # of a paste that is better read beside the message

_TAG = "attachment"
_DOCUMENTS = (
    *(".pdf", ".epub", ".mobi", ".doc", ".docx", ".odt", ".rtf", ".pages"),
    *(".xls", ".xlsx", ".ods", ".numbers", ".ppt", ".pptx", ".odp"),
)


def is_long(text: str) -> bool:
    """Whether a pasted text is better kept beside the message than in it."""
    return len(text) > LONG_CHARACTERS or text.count("\n") >= LONG_LINES


def read_attachment(path: str) -> Attachment:
    """Read a text file; it waits for the disk, so it belongs on a worker.

    Raises QwQError: `attachment_unreadable`, `attachment_too_large`, `attachment_document`,
    `attachment_binary`, `attachment_empty`.
    """
    file = Path(path)
    name = file.name
    if file.suffix.lower() in _DOCUMENTS:
        raise QwQError("attachment_document", name=name)
    try:
        if not file.is_file():  # a folder, or a pipe that would never end
            raise QwQError("attachment_unreadable", name=name)
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise QwQError("attachment_unreadable", detail=repr(error), name=name) from error
    if len(data) > MOST_BYTES:
        raise QwQError("attachment_too_large", name=name, limit_bytes=MOST_BYTES)
    text = decoded(data)
    if text is None:
        raise QwQError("attachment_binary", name=name)
    if not text.strip():
        raise QwQError("attachment_empty", name=name)
    return Attachment(name, text)


def with_attachments(text: str, attachments: Sequence[Attachment]) -> str:
    """The user's message as the model reads it: each attachment between tags, then the words.

    The attachments come first, so that they can be read before the words are written.
    """
    return "\n\n".join([*map(_delimited, attachments), *([text] if text else [])])


def _delimited(attachment: Attachment) -> str:
    """The text verbatim between tags; their name is one that the text doesn't hold."""
    tag, number = _TAG, 1
    while f"</{tag}>" in attachment.text:
        number += 1
        tag = f"{_TAG}-{number}"
    name = " ".join(attachment.name.replace('"', "'").split())
    body = attachment.text.strip("\n")
    return f'<{tag} name="{name}">\n{body}\n</{tag}>'


def unused_name(name: str, taken: Sequence[str]) -> str:
    """A name that differs from those taken: `notes (2).txt`."""
    path, number, result = PurePath(name), 1, name
    while result in taken:
        number += 1
        result = f"{path.stem} ({number}){path.suffix}"
    return result
