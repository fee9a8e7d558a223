"""Source code and configuration: blocks of lines that belong together."""

from collections.abc import Iterator

from qwq_desktop.documents.parser.draft import Draft
from qwq_desktop.documents.text import BlockKind

_SMALL, _LARGE = 500, 3_000  # characters of a block


def read(text: str, draft: Draft) -> None:
    """A block a definition or so: cut at blank lines before lines that aren't indented."""
    for block in blocks(text):
        draft.add(BlockKind.CODE, block)


def blocks(text: str) -> Iterator[str]:
    """The text in pieces of a readable size, cut where its own structure has a seam."""
    gathered: list[str] = []
    size = 0
    after_blank = False
    for line in text.split("\n"):
        is_blank = not line.strip()
        is_seam = after_blank and not is_blank and not line[0].isspace() and size >= _SMALL
        if gathered and (is_seam or size + len(line) > _LARGE):
            yield "\n".join(gathered)
            gathered, size = [], 0
        gathered.append(line)
        size += len(line) + 1
        after_blank = is_blank
    yield "\n".join(gathered)
