"""Ways through XML trees that no depth can break."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from qwq_desktop.platform.errors import QwQError

if TYPE_CHECKING:
    from lxml.etree import _Element

    from qwq_desktop.documents.parser.archive import Archive

_DC = "{http://purl.org/dc/elements/1.1/}"


def walk(
    top: "_Element", skipped: Collection[str] = (), stop: Collection[str] = ()
) -> Iterator["_Element"]:
    """Every element below `top` in order: none of or below `skipped`, `stop` but nothing below."""
    waiting = list(reversed(top))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in skipped:
            continue
        yield element
        if element.tag not in stop:
            waiting.extend(reversed(element))


def text_of_title(archive: "Archive", part: str = "docProps/core.xml") -> str:
    """The title an Office file says it has; "" where it says nothing readable."""
    if part not in archive:
        return ""
    try:
        title = archive.xml(part).find(f".//{_DC}title")
    except QwQError:
        return ""
    return " ".join((title.text or "").split()) if title is not None else ""
