"""Jupyter notebooks: their texts, code, and what the code printed."""

import json
from typing import Any

from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.parser.formats import code, markdown
from qwq_desktop.documents.text import BlockKind
from qwq_desktop.platform.errors import QwQError

_MOST_OUTPUT = 4_000  # characters of a cell's


def read(text: str, draft: Draft) -> None:
    """Cells in their order. Raises QwQError `document_damaged`."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise QwQError("document_damaged", detail=repr(error)) from error
    for cell in cells if isinstance(cells, list) else []:
        if not isinstance(cell, dict):
            continue
        source = _joined(cell.get("source"))
        if cell.get("cell_type") == "markdown":
            markdown.read(source, draft)
        elif cell.get("cell_type") == "code":
            code.read(source, draft)
            _add_outputs(cell.get("outputs"), draft)
        else:
            draft.paragraph(source)


def _add_outputs(outputs: Any, draft: Draft) -> None:
    for output in outputs if isinstance(outputs, list) else []:
        if not isinstance(output, dict):
            continue
        data = output.get("data")
        plain = data.get("text/plain") if isinstance(data, dict) else None
        draft.add(BlockKind.CODE, _joined(output.get("text") or plain)[:_MOST_OUTPUT])


def _joined(source: Any) -> str:
    """A text as notebooks write it: whole, or as a list of lines."""
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
