"""A selection as plain text and as Markdown; formulas stay as they were written."""

from collections.abc import Callable, Sequence
from itertools import groupby

from qwq_desktop.ui.chat.formulas.selection import BlockKind, Run, SelectedBlock


def as_text(
    blocks: Sequence[SelectedBlock], formula: Callable[[str], str] = lambda written: written
) -> str:
    """Words and line breaks only; the cells of a row are parted by tabs.

    `formula` puts each formula into other words, as for a voice.
    """
    lines: list[str] = []
    for index, block in enumerate(blocks):
        text = "".join(formula(run.text) if run.is_formula else run.text for run in block.runs)
        if block.marker:
            text = f"{block.marker} {text}"
        before = blocks[index - 1] if index else None
        if before and block.kind is before.kind is BlockKind.CELL and before.row == block.row:
            lines[-1] += f"\t{text}"
        else:
            lines.append(text)
    return "\n".join(lines)


def as_markdown(blocks: Sequence[SelectedBlock]) -> str:
    """Markdown that reads as the selection did."""
    parts: list[str] = []
    last: BlockKind | None = None
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        members = list(group)
        if kind is BlockKind.CODE:
            text = _code(members)
        elif kind is BlockKind.CELL:
            text = _table(members)
        elif kind is BlockKind.ITEM:
            text = "\n".join(_item(block, members[0].indent) for block in members)
        else:
            text = "\n\n".join(filter(None, (_block(block) for block in members)))
        if text:
            parts += ["" if last is None else "\n\n", text]
            last = kind
    return "".join(parts)


def _block(block: SelectedBlock) -> str:
    match block.kind:
        case BlockKind.RULE:
            return "---"
        case BlockKind.HEADING:
            return f"{'#' * block.level} {_inline(block.runs)}"
        case _:
            text = _inline(block.runs)
            return "\n".join(f"> {line}" for line in text.split("\n")) if block.is_quoted else text


def _item(block: SelectedBlock, left: int) -> str:
    level = max(0, round((block.indent - left) / 26))
    marker = block.marker if block.marker[0].isdigit() else "-"
    box = {"☐": "[ ] ", "☑": "[x] "}.get(block.marker, "")
    text = _inline(block.runs).replace("\n", f"\n{'    ' * level}  ")
    return f"{'    ' * level}{marker} {box}{text}"


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
