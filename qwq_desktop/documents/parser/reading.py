"""Reads one document of any kind into a draft."""

import importlib
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qwq_desktop.documents.parser import kinds
from qwq_desktop.documents.parser.draft import DocumentFull, Draft
from qwq_desktop.documents.parser.limits import (
    MOST_CHARACTERS,
    MOST_FILE_BYTES,
    MOST_NAME_CHARACTERS,
    MOST_WHOLE_BYTES,
)
from qwq_desktop.documents.parser.quality import judged
from qwq_desktop.platform.decoding import decoded
from qwq_desktop.platform.errors import QwQError

# The module that reads a format, from its file or from its text; a PDF is another matter.
_FROM_FILE = {
    **{kind: kind for kind in ("docx", "pptx", "xlsx", "epub")},
    **dict.fromkeys(("odt", "ods", "odp"), "odf"),
    "eml": "mail",
}
_FROM_TEXT = {
    **{kind: kind for kind in ("markdown", "code", "html", "notebook")},
    "text": "plain",
    "csv": "table",
}


def read(path: Path, password: str, draft: Draft) -> None:
    """Read the file into the draft, and judge what came of it.

    Raises QwQError with a `document_…` code and without the file's name, which the application
    knows.
    """
    head = checked_head(path)
    has_ocr = False
    kind = kinds.binary_kind(path, head)
    text = None if kind else _text(path)
    if kind is None:
        assert text is not None
        kind = kinds.text_kind(path.name, text)
    draft.format = kind
    if not kinds.is_as_named(kind, path.name):
        draft.remark("document_other_kind", suffix=path.suffix.lower(), kind=kind)
    try:
        if kind == "pdf":
            from qwq_desktop.documents.parser.formats import pdf

            has_ocr = pdf.read(path, password, draft)
        elif kind in _FROM_FILE:
            _reader(_FROM_FILE[kind])(path, draft)
        else:
            _reader(_FROM_TEXT[kind])(text, draft)
    except DocumentFull:
        draft.remark("document_cut", limit=MOST_CHARACTERS)
    except RecursionError as error:
        raise QwQError("document_damaged", detail="nested too deep") from error
    for notice in judged(draft.tally, draft.pages, has_ocr):
        draft.remark(notice.code, **notice.facts)
    draft.title = " ".join(draft.title.split())[:MOST_NAME_CHARACTERS]
    draft.flush()


def checked_head(path: Path) -> bytes:
    """The first bytes of a file that may be read.

    Raises QwQError: `document_missing`, `document_no_access`, `document_not_file`,
    `document_too_large`, `document_nothing`.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):  # a folder, or a pipe or device that never ends
            raise QwQError("document_not_file")
        if status.st_size > MOST_FILE_BYTES:
            raise QwQError("document_too_large", limit_bytes=MOST_FILE_BYTES)
        with path.open("rb") as file:
            head = file.read(kinds.HEAD_BYTES)
    except FileNotFoundError as error:
        raise QwQError("document_missing") from error
    except (OSError, ValueError) as error:
        raise QwQError("document_no_access", detail=repr(error)) from error
    if not head:
        raise QwQError("document_nothing")
    if b"%PDF-" not in head[:1024] and status.st_size > MOST_WHOLE_BYTES:
        raise QwQError("document_too_large", limit_bytes=MOST_WHOLE_BYTES)
    return head


def _text(path: Path) -> str:
    text = decoded(path.read_bytes())
    if text is None:
        raise QwQError("document_unknown", what="data")
    return text


def _reader(module: str) -> Callable[[Any, Draft], None]:
    """The `read` of a format's module, imported only now: each brings libraries."""
    name = f"qwq_desktop.documents.parser.formats.{module}"
    read: Callable[[Any, Draft], None] = importlib.import_module(name).read
    return read
