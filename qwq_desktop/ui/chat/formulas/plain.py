"""A selection as plain text and as Markdown; formulas stay as they were written."""

from collections.abc import Sequence
from itertools import groupby

from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock, depths

_RULE = "———"
_TIGHT = (BlockKind.CELL, BlockKind.CODE)  # whose blocks follow each other line by line


def as_text(blocks: Sequence[SelectedBlock]) -> str:
    """Words and line breaks only; the cells of a row are parted by tabs, items are indented."""
    parts: list[str] = []
    before: tuple[SelectedBlock, int] | None = None
    for block, depth in zip(blocks, depths(blocks), strict=True):
        if block.runs or block.kind is not BlockKind.TEXT:
            parts += [_gap(before, block, depth), _line(block, depth)]
            before = block, depth
    return "".join(parts)


def as_markdown(blocks: Sequence[SelectedBlock]) -> str:
    """Markdown that reads as the selection did."""
    parts: list[str] = []
    pairs = zip(blocks, depths(blocks), strict=True)
    for kind, group in groupby(pairs, key=lambda each: _kind(*each)):
        members = list(group)
        found = [block for block, _depth in members]
        if kind is BlockKind.CODE:
            text = _code(found)
        elif kind is BlockKind.CELL:
            text = _table(found)
        elif kind is BlockKind.ITEM:
            text = "\n".join(_item(block, depth) for block, depth in members)
        else:
            text = "\n\n".join(filter(None, map(_block, found)))
        if text:
            parts.append(text)
    return "\n\n".join(parts)


def _kind(block: SelectedBlock, depth: int) -> BlockKind:
    """What a block is written as: text within an item goes with the items."""
    return BlockKind.ITEM if depth and block.kind is BlockKind.TEXT else block.kind


def _gap(before: tuple[SelectedBlock, int] | None, block: SelectedBlock, depth: int) -> str:
    if before is None:
        return ""
    last, last_depth = before
    if last.kind is block.kind is BlockKind.CELL and last.row == block.row:
        return "\t"
    is_tight = (depth and last_depth) or (last.kind is block.kind and block.kind in _TIGHT)
    return "\n" if is_tight else "\n\n"


def _line(block: SelectedBlock, depth: int) -> str:
    if block.kind is BlockKind.RULE:
        return _RULE
    if block.kind is BlockKind.ITEM:
        indent = "  " * (depth - 1)
        return f"{indent}{block.marker} {_under(block.text, f'{indent}  ')}"
    indent = "  " * depth
    return indent + _under(block.text, indent)


def _under(text: str, indent: str) -> str:
    """The text with the lines after its first indented."""
    return text.replace("\n", f"\n{indent}")


def _block(block: SelectedBlock) -> str:
    match block.kind:
        case BlockKind.RULE:
            return "---"
        case BlockKind.HEADING:
            return f"{'#' * block.level} {_inline(block.runs)}"
        case _:
            text = _inline(block.runs)
            return "\n".join(f"> {line}" for line in text.split("\n")) if block.is_quoted else text


def _item(block: SelectedBlock, depth: int) -> str:
    indent = "    " * (depth - 1)
    if block.kind is BlockKind.TEXT:
        return f"\n{indent}    {_under(_inline(block.runs), f'{indent}    ')}\n"
    marker = block.marker if block.marker[0].isdigit() else "-"
    box = {"☐": "[ ] ", "☑": "[x] "}.get(block.marker, "")
    return f"{indent}{marker} {box}{_under(_inline(block.runs), f'{indent}  ')}"


def _code(blocks: Sequence[SelectedBlock]) -> str:
    return "\n".join([f"```{blocks[0].language}", *(block.text for block in blocks), "```"])


def _table(cells: Sequence[SelectedBlock]) -> str:
    rows = [
        "| " + " | ".join(_inline(cell.runs).replace("\n", "<br>") for cell in row) + " |"
        for _number, row in groupby(cells, key=lambda cell: cell.row)
    ]
    width = rows[0].count(" | ") + 1
    return "\n".join([rows[0], "|" + "---|" * width, *rows[1:]])


def _inline(runs: Sequence[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.is_formula:
        return run.text
    text = run.text
    bare = text.strip()
    if not bare:
        return text
    for is_set, mark in (
        (run.is_code, "``" if "`" in bare else "`"),
        (run.is_italic, "*"),
        (run.is_bold, "**"),
        (run.is_struck, "~~"),
    ):
        if is_set:
            bare = f"{mark}{bare}{mark}"
    if run.href:
        bare = f"[{bare}]({run.href})" if run.href != bare else bare
    start = len(text) - len(text.lstrip())
    return text[:start] + bare + text[len(text.rstrip()) :]
