"""The lines between the application and the parser process: JSON, one a line, UTF-8.

A request: {"do": "parse" | "render" | "boxes", "path", "password", "page", "width_px"}. Answers to
it, the last of them `done`, `image`, `boxes` or `error`:

- {"blocks": [[page, kind, level, text], …], "names": [[page, name], …]}
- {"page": page, "pages": pages}: which page of how many is being read, now and then
- {"done": {"format", "title", "page_count", "is_paged"}, "findings": [[code, facts], …]}
- {"image": {"width_px", "height_px", "pixels"}}: base64 of red, green, blue of each pixel
- {"boxes": {"text", "boxes"}}: four numbers a character, 0 to `BOX_SCALE` of the page, or null
- {"error": {"code", "facts", "detail"}}
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

BOX_SCALE = 100_000


@dataclass(frozen=True)
class Request:
    """What the process is asked to do; `page` counts from 1."""

    do: str
    path: str
    password: str = ""
    page: int = 1
    width_px: int = 0


def encode(message: dict[str, Any] | Request) -> bytes:
    """One line. Names of files may hold what UTF-8 can't: all is written in ASCII."""
    fields = asdict(message) if isinstance(message, Request) else message
    return json.dumps(fields, separators=(",", ":")).encode("ascii") + b"\n"


def decode_request(line: bytes) -> Request:
    """Raises ValueError, TypeError for what isn't a request."""
    return Request(**json.loads(line))
