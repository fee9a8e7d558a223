"""Tells what a file is that is brought to a chat: a text beside the question, or a document.

A small text is read as it is, so that the model gets all of it; what can't be put beside a
question goes to the documents, which read far more kinds, and of any length.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from qwq_desktop.chat.attachments import read_attachment
from qwq_desktop.documents.names import is_readable
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import Attachment

_FOR_DOCUMENTS = frozenset(("attachment_document", "attachment_too_large"))


@dataclass(frozen=True)
class Brought:
    """What came of files: texts, paths for the documents, and what is neither, with why."""

    attachments: tuple[Attachment, ...] = ()
    documents: tuple[str, ...] = ()
    errors: tuple[QwQError, ...] = ()


def bring(paths: Iterable[str]) -> Brought:
    """Sort files and folders. Blocking: it reads the texts."""
    attachments: list[Attachment] = []
    documents: list[str] = []
    errors: list[QwQError] = []
    for path in paths:
        if Path(path).is_dir():
            documents.append(path)
            continue
        try:
            attachments.append(read_attachment(path))
        except QwQError as error:
            if is_for_documents(error.code, Path(path).name):
                documents.append(path)
            else:
                errors.append(error)
    return Brought(tuple(attachments), tuple(documents), tuple(errors))


def is_for_documents(code: str, name: str) -> bool:
    """Whether a file that can't be an attachment, for this reason, may be a document."""
    return code in _FOR_DOCUMENTS or (code == "attachment_binary" and is_readable(name))
